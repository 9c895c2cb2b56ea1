package dev.dlrbridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a native executable cannot find out by itself: everything that is looked up by name as the program runs is
 * registered, and this is the list of it. The development page, the sandbox and the embedded database are not in it.
 */
@AnalyzeClasses(packages = "dev.dlrbridge", importOptions = ImportOption.DoNotIncludeTests.class)
class NativeRegistrationTest {
    /** Classes of ours whose members are found by reflection. */
    private static final Set<String> REFLECTION =
            Set.of("dev.dlrbridge.bitrix24.GuardedTransportProvider", "dev.dlrbridge.quarantine.KeptRequest");

    /** Who reads resources as the program runs, and which. */
    private static final Set<String> READS_RESOURCES = Set.of(
            "dev.dlrbridge.admin.http.ApiDocument", // openapi.json
            "dev.dlrbridge.database.MigrationFiles", // db/migration
            "dev.dlrbridge.gateway.profile.ProfileFiles", // gateways
            "dev.dlrbridge.gateway.profile.ProfileSchema", // gateways
            "dev.dlrbridge.tenant.install.PageTemplates"); // pages

    private static final List<String> RESOURCES = List.of("openapi.json", "gateways", "pages", "db/migration");

    /** Who turns Java values into JSON or back outside of the endpoints, whose types Quarkus registers. */
    private static final Set<String> BINDS_JSON = Set.of(
            "dev.dlrbridge.tenant.ChannelSecrets", // a map
            "dev.dlrbridge.admin.http.Export", // what endpoints answer with
            "dev.dlrbridge.gateway.reading.JsonBody", // a tree
            "dev.dlrbridge.quarantine.KeptRequest"); // registered

    private static final DescribedPredicate<JavaClass> IN_THE_EXECUTABLE = DescribedPredicate.not(
            JavaClass.Predicates.resideInAnyPackage("dev.dlrbridge.sandbox..", "dev.dlrbridge.demo.."));

    @ArchTest
    static final ArchRule NOTHING_IS_FOUND_BY_NAME_OR_MADE_AT_RUN_TIME = noClasses()
            .that(IN_THE_EXECUTABLE)
            .should()
            .callMethodWhere(isCallOf(Class.class.getName(), "forName"))
            .orShould()
            .callMethodWhere(isCallOf(Class.class.getName(), "newInstance"))
            .orShould()
            .callMethodWhere(isCallOf(
                    Class.class.getName(),
                    "getMethod",
                    "getMethods",
                    "getDeclaredMethod",
                    "getDeclaredMethods",
                    "getField",
                    "getDeclaredField",
                    "getDeclaredFields",
                    "getConstructor",
                    "getDeclaredConstructor",
                    "getRecordComponents"))
            .orShould()
            .callMethodWhere(isCallOf(ClassLoader.class.getName(), "loadClass", "defineClass"))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.ServiceLoader")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.reflect.Proxy")
            .orShould()
            .callMethodWhere(
                    isCallOf("java.lang.invoke.MethodHandles$Lookup", "findVirtual", "findStatic", "defineClass"))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream");

    @ArchTest
    static void shouldListWhatIsRegisteredForReflection(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type -> type.isAnnotatedWith(RegisterForReflection.class))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet()))
                .isEqualTo(REFLECTION);
    }

    @ArchTest
    static void shouldListWhoReadsResources(JavaClasses classes) {
        assertThat(callersOf(classes, "getResource", "getResourceAsStream", "getResources"))
                .as("the embedded database reads its programs, in the virtual machine only")
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                READS_RESOURCES.stream()
                                        .filter(name -> !name.endsWith("MigrationFiles")), // Flyway does for it
                                Stream.of("dev.dlrbridge.database.PostgresPrograms"))
                        .toList());
    }

    @ArchTest
    static void shouldListWhoBindsJson(JavaClasses classes) {
        assertThat(callersOf(
                        classes,
                        "readValue",
                        "treeToValue",
                        "convertValue",
                        "valueToTree",
                        "writeValueAsBytes",
                        "writeValueAsString",
                        "readerFor"))
                .isEqualTo(BINDS_JSON);
    }

    @ArchTest
    static void shouldHaveEveryResourceInTheExecutable(JavaClasses classes) throws IOException {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.load(file);
        }
        var matchers = Arrays.stream(settings.getProperty("quarkus.native.resources.includes")
                        .split(","))
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        Path root = Path.of("src", "main", "resources");
        for (String resource : RESOURCES) {
            try (Stream<Path> files = Files.walk(root.resolve(resource))) {
                assertThat(files.filter(Files::isRegularFile).map(root::relativize))
                        .isNotEmpty()
                        .allMatch(file -> matchers.stream().anyMatch(matcher -> matcher.matches(file)));
            }
        }
    }

    private static Set<String> callersOf(JavaClasses classes, String... methods) {
        List<String> names = List.of(methods);
        return classes.stream()
                .filter(IN_THE_EXECUTABLE)
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> names.contains(call.getTarget().getName()))
                .filter(call -> !call.getTargetOwner().getPackageName().startsWith("dev.dlrbridge"))
                .map(call -> outermost(call.getOriginOwner()))
                .collect(Collectors.toSet());
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceAll("\\$.*", "");
    }

    private static DescribedPredicate<JavaCall<?>> isCallOf(String owner, String... methods) {
        List<String> names = List.of(methods);
        return DescribedPredicate.describe(
                owner + " " + names,
                call -> call.getTargetOwner().getName().equals(owner)
                        && names.contains(call.getTarget().getName()));
    }
}
