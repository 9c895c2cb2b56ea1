package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests of the packaged program that give options to a virtual machine, or use what only it has, say so. */
class NeedsVirtualMachineTest {
    private static final String HERE = NeedsVirtualMachineTest.class.getPackageName();

    @Test
    void shouldMarkEveryTestThatANativeExecutableCannotPass() {
        List<String> unmarked = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS).importPackages(HERE).stream()
                        .filter(type -> type.getSimpleName().endsWith("IT"))
                        .filter(type -> !type.isAnnotatedWith(NeedsVirtualMachine.class))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Test.class))
                        .filter(method -> !method.isAnnotatedWith(NeedsVirtualMachine.class))
                        .filter(method -> usesVirtualMachine(method, new HashSet<>()))
                        .map(JavaCodeUnit::getFullName)
                        .toList();

        assertThat(unmarked).isEmpty();
    }

    /** By itself, or by another method of the same class. */
    private static boolean usesVirtualMachine(JavaCodeUnit method, Set<JavaCodeUnit> seen) {
        return seen.add(method)
                && (method.getFieldAccesses().stream()
                                .anyMatch(access -> access.getTarget().getName().equals("SPARING"))
                        || method.getCallsFromSelf().stream().anyMatch(NeedsVirtualMachineTest::isOfVirtualMachine)
                        || method.getCallsFromSelf().stream()
                                .filter(call -> call.getTargetOwner().equals(method.getOwner()))
                                .flatMap(call -> call.getTarget().resolveMember().stream())
                                .anyMatch(called -> usesVirtualMachine((JavaCodeUnit) called, seen)));
    }

    private static boolean isOfVirtualMachine(JavaCall<?> call) {
        String owner = call.getTargetOwner().getSimpleName();
        boolean startsProgram = owner.equals("Program") || owner.equals("BridgeProcess");
        return owner.equals("EmbeddedData")
                || startsProgram
                        && call.getTarget().getRawParameterTypes().stream()
                                .anyMatch(type -> type.isEquivalentTo(List.class));
    }
}
