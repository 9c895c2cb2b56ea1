package dev.dlrbridge.upgrade;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A schema as lines, {@code column TABLE NAME TYPE [required] [default]} and {@code rule TABLE DEFINITION}, and what a
 * program made for the older one meets on the newer one.
 */
final class SchemaLines {
    static final String READ = """
            SELECT 'column ' || c.relname || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                   || CASE WHEN a.attnotnull THEN ' required' ELSE '' END
                   || CASE WHEN a.atthasdef OR a.attidentity <> '' THEN ' default' ELSE '' END
              FROM pg_attribute a
              JOIN pg_class c ON c.oid = a.attrelid
             WHERE %1$s AND a.attnum > 0 AND NOT a.attisdropped
             UNION ALL
            SELECT 'rule ' || c.relname || ' ' || pg_get_constraintdef(r.oid)
              FROM pg_constraint r
              JOIN pg_class c ON c.oid = r.conrelid
             WHERE %1$s AND r.contype IN ('c', 'u', 'f', 'x', 'p')
             UNION ALL
            SELECT 'rule ' || c.relname || ' ' || regexp_replace(pg_get_indexdef(i.indexrelid), ' INDEX \\S+ ', ' INDEX ')
              FROM pg_index i
              JOIN pg_class c ON c.oid = i.indrelid
             WHERE %1$s AND i.indisunique
             ORDER BY 1
            """.formatted("""
            c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                   AND NOT c.relispartition AND c.relname <> 'flyway_schema_history'""");

    private SchemaLines() {}

    /** Why a program made for the older schema may fail on the newer one; empty when it cannot. */
    static List<String> obstacles(List<String> older, List<String> newer) {
        Map<String, Column> known = columns(older);
        Map<String, Column> present = columns(newer);
        Set<String> tables = known.values().stream().map(Column::table).collect(Collectors.toSet());
        List<String> obstacles = new ArrayList<>();
        known.forEach((name, column) -> {
            Column now = present.get(name);
            if (now == null) {
                obstacles.add(name + " is gone");
            } else if (!now.type.equals(column.type)) {
                obstacles.add(name + " has become " + now.type);
            } else if (now.required && !column.required || column.hasDefault && !now.hasDefault) {
                obstacles.add(name + " must be given now");
            }
        });
        present.forEach((name, column) -> {
            if (tables.contains(column.table) && !known.containsKey(name) && column.required && !column.hasDefault) {
                obstacles.add(name + " must be given, and nobody knows it");
            }
        });
        newer.stream()
                .filter(line ->
                        line.startsWith("rule ") && tables.contains(line.split(" ")[1]) && !older.contains(line))
                .forEach(line -> obstacles.add("a new " + line));
        return obstacles;
    }

    private static Map<String, Column> columns(List<String> lines) {
        Map<String, Column> columns = new HashMap<>();
        lines.stream().filter(line -> line.startsWith("column ")).forEach(line -> {
            String[] words = line.split(" ", 4);
            String type = words[3].replaceAll("( required)?( default)?$", "");
            columns.put(
                    words[1] + "." + words[2],
                    new Column(words[1], type, line.contains(" required"), line.endsWith(" default")));
        });
        return columns;
    }

    private record Column(String table, String type, boolean required, boolean hasDefault) {}
}
