package dev.dlrbridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The regular expressions of compiled classes, where the compiler has joined texts and put in constants.
 *
 * <p>Rather some too many: of a class that makes patterns, with those inside it, every constant text; elsewhere the
 * last two before a call that takes an expression, and whatever an annotation calls {@code regexp}.
 */
final class CompiledExpressions {
    private static final String PATTERN = "java/util/regex/Pattern";
    private static final Set<String> TAKE_EXPRESSION = Set.of("matches", "replaceAll", "replaceFirst", "split");

    private CompiledExpressions() {}

    static Set<String> in(Path folder) throws IOException {
        Map<String, Constants> byFile = new HashMap<>();
        for (ClassReader each : classes(folder)) {
            each.accept(byFile.computeIfAbsent(outermost(each), name -> new Constants()), ClassReader.SKIP_DEBUG);
        }
        Set<String> expressions = new TreeSet<>();
        for (Constants constants : byFile.values()) {
            expressions.addAll(constants.nearCalls);
            if (constants.makesPatterns) {
                expressions.addAll(constants.all);
            }
        }
        expressions.removeIf(text -> !isExpression(text));
        return expressions;
    }

    private static List<ClassReader> classes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .map(CompiledExpressions::read)
                    .toList();
        }
    }

    private static ClassReader read(Path file) {
        try {
            return new ClassReader(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String outermost(ClassReader reader) {
        String name = reader.getClassName();
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    private static boolean isExpression(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static final class Constants extends ClassVisitor {
        private final Set<String> all = new HashSet<>();
        private final Set<String> nearCalls = new HashSet<>();
        private boolean makesPatterns;

        Constants() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new Calls();
        }

        private final class Calls extends MethodVisitor {
            private final Deque<String> latest = new ArrayDeque<>();

            Calls() {
                super(Opcodes.ASM9);
            }

            @Override
            public void visitLdcInsn(Object value) {
                if (value instanceof String text) {
                    all.add(text);
                    latest.addFirst(text);
                }
            }

            @Override
            public void visitMethodInsn(int code, String owner, String name, String descriptor, boolean isInterface) {
                makesPatterns |= owner.equals(PATTERN) && name.equals("compile");
                if (owner.equals(PATTERN) || owner.equals("java/lang/String") && TAKE_EXPRESSION.contains(name)) {
                    latest.stream().limit(2).forEach(nearCalls::add);
                }
            }

            @Override
            public AnnotationVisitor visitAnnotation(String descriptor, boolean isVisible) {
                return new Annotation();
            }

            @Override
            public AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean isVisible) {
                return new Annotation();
            }
        }

        private final class Annotation extends AnnotationVisitor {
            Annotation() {
                super(Opcodes.ASM9);
            }

            @Override
            public void visit(String name, Object value) {
                if ("regexp".equals(name) && value instanceof String text) {
                    nearCalls.add(text);
                }
            }
        }
    }
}
