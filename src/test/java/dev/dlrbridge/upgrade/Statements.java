package dev.dlrbridge.upgrade;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program's SQL, by the names of the constants that hold it, and how it is kept in a file. */
final class Statements {
    private static final Pattern SQL = Pattern.compile("\\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\\b.*", Pattern.DOTALL);

    /** Filled in for each table before it is used: what it names is seen by the columns. */
    private static final Pattern TEMPLATE = Pattern.compile("%(\\d\\$)?[sd]");

    private static final Pattern FILED = Pattern.compile("-- (\\S+)\n(.*?);\n\n", Pattern.DOTALL);

    private Statements() {}

    /** Every complete statement of this version; parts of statements are among them. */
    static Map<String, String> ofCode() {
        Map<String, String> statements = new TreeMap<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.dlrbridge").stream()
                        .filter(type -> !type.getPackageName().startsWith("dev.dlrbridge.sandbox"))
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(String.class)
                                && field.getModifiers().contains(JavaModifier.STATIC)
                                && field.getModifiers().contains(JavaModifier.FINAL))
                        .forEach(field -> {
                            String value = value(field);
                            if (SQL.matcher(value).matches()
                                    && !TEMPLATE.matcher(value).find()) {
                                statements.put(name(field), value.strip());
                            }
                        });
        return statements;
    }

    static String file(Map<String, String> statements) {
        StringBuilder file = new StringBuilder();
        statements.forEach((name, sql) ->
                file.append("-- ").append(name).append('\n').append(sql).append(";\n\n"));
        return file.toString();
    }

    static Map<String, String> ofFile(String file) {
        Map<String, String> statements = new LinkedHashMap<>();
        Matcher filed = FILED.matcher(file);
        while (filed.find()) {
            statements.put(filed.group(1), filed.group(2));
        }
        return statements;
    }

    private static String name(JavaField field) {
        return field.getOwner().getName().substring("dev.dlrbridge.".length()) + "." + field.getName();
    }

    private static String value(JavaField field) {
        try {
            Field reflected = field.reflect();
            reflected.setAccessible(true);
            return String.valueOf(reflected.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
