package dev.dlrbridge.configuration;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The keys of every {@code @ConfigMapping} interface, read from its source, since the meaning stands in the comments. */
final class ConfigurationKeys {
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@(?:code|link|value) ([^}]*)}");
    private static final Pattern MAP = Pattern.compile("Map<String, (\\w+)>");
    private static final Pattern OPTIONAL = Pattern.compile("Optional(?:Int|Long)?(?:<(.+)>)?");

    private final Map<String, ConfigurationKey> keys = new TreeMap<>();
    private final DocTrees comments;
    private CompilationUnitTree file;

    private ConfigurationKeys(DocTrees comments) {
        this.comments = comments;
    }

    /** By name. */
    static List<ConfigurationKey> in(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var manager = compiler.getStandardFileManager(null, null, null);
        JavacTask task = (JavacTask) compiler.getTask(
                null,
                manager,
                null,
                List.of("-proc:none"),
                null,
                manager.getJavaFileObjectsFromPaths(mappings(sources)));
        ConfigurationKeys found = new ConfigurationKeys(DocTrees.instance(task));
        for (CompilationUnitTree file : task.parse()) {
            found.addAll(file);
        }
        return List.copyOf(found.keys.values());
    }

    private static List<Path> mappings(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith("Config.java")).toList();
        }
    }

    private void addAll(CompilationUnitTree mapped) {
        file = mapped;
        for (Tree type : mapped.getTypeDecls()) {
            ClassTree mapping = (ClassTree) type;
            annotation(mapping.getModifiers().getAnnotations(), "ConfigMapping")
                    .ifPresent(prefix -> add(
                            new TreePath(new TreePath(mapped), mapping),
                            mapping,
                            value(prefix, "prefix").orElseThrow()));
        }
    }

    private void add(TreePath path, ClassTree group, String prefix) {
        Map<String, ClassTree> nested = group.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .collect(Collectors.toMap(type -> type.getSimpleName().toString(), type -> type));
        for (Tree member : group.getMembers()) {
            if (member instanceof MethodTree method) {
                String name = prefix + "." + StringUtil.skewer(method.getName().toString());
                String type = method.getReturnType().toString();
                Matcher map = MAP.matcher(type);
                ClassTree inner = nested.get(map.matches() ? map.group(1) : type);
                if (inner != null) {
                    add(new TreePath(path, inner), inner, map.matches() ? name + ".<name>" : name);
                } else {
                    put(key(name, type, method, new TreePath(path, method)));
                }
            }
        }
    }

    private void put(ConfigurationKey key) {
        if (keys.put(key.name(), key) != null) {
            throw new IllegalStateException(key.name() + " belongs to two interfaces");
        }
    }

    private ConfigurationKey key(String name, String type, MethodTree method, TreePath path) {
        List<? extends AnnotationTree> annotations = method.getModifiers().getAnnotations();
        Matcher optional = OPTIONAL.matcher(type);
        boolean mayBeAbsent = optional.matches();
        String fallback = annotation(annotations, "WithDefault")
                .flatMap(annotation -> value(annotation, "value"))
                .orElse(mayBeAbsent ? "" : null);
        String meaning = comments.getDocComment(path);
        if (meaning == null) {
            throw new IllegalStateException(name + " has no comment");
        }
        return new ConfigurationKey(
                name,
                mayBeAbsent && optional.group(1) != null ? optional.group(1) : type,
                fallback,
                bounds(annotations),
                text(meaning));
    }

    private static String bounds(List<? extends AnnotationTree> annotations) {
        return Stream.of(
                        bound(annotations, "Min", "value", "at least "),
                        bound(annotations, "DurationMin", null, "at least "),
                        bound(annotations, "Max", "value", "at most "),
                        bound(annotations, "DurationMax", null, "at most "))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> bound(
            List<? extends AnnotationTree> annotations, String name, String member, String words) {
        return annotation(annotations, name)
                .flatMap(annotation -> annotation.getArguments().stream()
                        .map(argument -> member == null ? unit(argument) : literal(argument))
                        .findFirst()
                        .map(words::concat));
    }

    /** {@code days = 3} as {@code 3 days}. */
    private static String unit(ExpressionTree argument) {
        AssignmentTree assignment = (AssignmentTree) argument;
        return literal(assignment) + " " + assignment.getVariable();
    }

    private static Optional<? extends AnnotationTree> annotation(
            List<? extends AnnotationTree> annotations, String name) {
        return annotations.stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals(name))
                .findFirst();
    }

    private static Optional<String> value(AnnotationTree annotation, String member) {
        return annotation.getArguments().stream()
                .filter(argument -> !(argument instanceof AssignmentTree assignment)
                        || assignment.getVariable().toString().equals(member))
                .findFirst()
                .map(ConfigurationKeys::literal);
    }

    private static String literal(ExpressionTree argument) {
        ExpressionTree value = argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
        return value instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : value.toString();
    }

    private static String text(String comment) {
        String line = comment.strip().replaceAll("\\s+", " ");
        return INLINE_TAG.matcher(line).replaceAll("`$1`").replaceAll("<a href=\"([^\"]*)\">([^<]*)</a>", "[$2]($1)");
    }
}
