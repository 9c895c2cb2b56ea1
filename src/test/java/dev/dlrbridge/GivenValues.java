package dev.dlrbridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SimpleVerifier;

/**
 * The types of what compiled classes give to methods that take anything, as the compiler knew them: those of the values
 * themselves, and those whose class or type reference is given. A method of ours that passes on what it was given counts
 * like the one that it calls.
 */
final class GivenValues {
    /** A method by its owner, with slashes, and its name. */
    record Method(String owner, String name) {
        /** The method in whose source it stands, if it is a lambda. */
        private String spelled() {
            return name.startsWith("lambda$") ? name.split("\\$")[1] : name;
        }
    }

    /** @param by class and method, as Java writes them */
    record Given(String by, String type) {}

    private static final Set<String> ANYTHING =
            Set.of("java/lang/Object", "java/lang/Class", "com/fasterxml/jackson/core/type/TypeReference");

    /** @param arguments the types that are given where the parameter takes anything */
    private record Call(Method from, String fromDescriptor, Method to, List<Type> arguments) {
        boolean passesOn() {
            return arguments.stream().anyMatch(GivenValues::isAnything)
                    && Stream.of(Type.getArgumentTypes(fromDescriptor)).anyMatch(GivenValues::isAnything);
        }

        Stream<Given> given() {
            return arguments.stream()
                    .filter(type -> !(isAnything(type) && passesOn()))
                    .map(type -> new Given(from.owner.replace('/', '.') + "." + from.spelled(), type.getClassName()));
        }
    }

    /** The class that a constant names. */
    private static final class ClassConstant extends BasicValue {
        private final Type named;

        ClassConstant(Type named) {
            super(Type.getObjectType("java/lang/Class"));
            this.named = named;
        }
    }

    /** What a virtual machine's verifier knows of values, and which class a constant is. */
    private static final class Verifier extends SimpleVerifier {
        Verifier() {
            super(Opcodes.ASM9, null, null, null, false);
            setClassLoader(GivenValues.class.getClassLoader());
        }

        @Override
        public BasicValue newOperation(AbstractInsnNode instruction) throws AnalyzerException {
            return instruction instanceof LdcInsnNode constant && constant.cst instanceof Type type
                    ? new ClassConstant(type)
                    : super.newOperation(instruction);
        }
    }

    private GivenValues() {}

    /** @param takers the methods of libraries, all that they are called with counts */
    static List<Given> in(Path classes, Predicate<String> which, Set<Method> takers) {
        List<Call> calls = calls(classes, which);
        Set<Method> all = new HashSet<>(takers);
        while (calls.stream()
                .filter(call -> all.contains(call.to) && call.passesOn())
                .map(call -> all.add(call.from))
                .reduce(false, Boolean::logicalOr)) {
            // until no more methods of ours are found that pass on what they are given
        }
        return calls.stream()
                .filter(call -> all.contains(call.to))
                .flatMap(Call::given)
                .distinct()
                .toList();
    }

    private static List<Call> calls(Path classes, Predicate<String> which) {
        List<Call> calls = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class"))
                    .filter(each -> which.test(classes.relativize(each).toString()))
                    .toList()) {
                ClassNode type = new ClassNode();
                new ClassReader(Files.readAllBytes(file)).accept(type, ClassReader.SKIP_DEBUG);
                for (MethodNode method : type.methods) {
                    addCalls(calls, type, method);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return calls;
    }

    private static void addCalls(List<Call> calls, ClassNode type, MethodNode method) {
        Method from = new Method(type.name, method.name);
        Frame<BasicValue>[] frames = frames(type, method);
        for (int at = 0; at < method.instructions.size(); at++) {
            AbstractInsnNode instruction = method.instructions.get(at);
            if (frames[at] != null && instruction instanceof MethodInsnNode call) {
                Method to = new Method(call.owner, call.name);
                calls.add(new Call(from, method.desc, to, arguments(call.desc, frames[at])));
            } else if (instruction instanceof InvokeDynamicInsnNode lambda
                    && lambda.bsmArgs.length > 2
                    && lambda.bsmArgs[1] instanceof Handle to
                    && lambda.bsmArgs[2] instanceof Type taken) {
                List<Type> arguments = takesAnything(to) ? List.of(taken.getArgumentTypes()) : List.of();
                calls.add(new Call(from, method.desc, new Method(to.getOwner(), to.getName()), arguments));
            }
        }
    }

    private static boolean takesAnything(Handle method) {
        return Stream.of(Type.getArgumentTypes(method.getDesc())).anyMatch(GivenValues::isAnything);
    }

    private static Frame<BasicValue>[] frames(ClassNode type, MethodNode method) {
        try {
            return new Analyzer<>(new Verifier()).analyze(type.name, method);
        } catch (AnalyzerException e) {
            throw new IllegalStateException(type.name + "." + method.name, e);
        }
    }

    private static List<Type> arguments(String descriptor, Frame<BasicValue> frame) {
        Type[] parameters = Type.getArgumentTypes(descriptor);
        List<Type> arguments = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            BasicValue value = frame.getStack(frame.getStackSize() - parameters.length + i);
            if (isAnything(parameters[i])) {
                arguments.add(value instanceof ClassConstant constant ? constant.named : value.getType());
            }
        }
        return arguments;
    }

    private static boolean isAnything(Type type) {
        return type.getSort() == Type.OBJECT && ANYTHING.contains(type.getInternalName());
    }
}
