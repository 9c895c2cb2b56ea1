package dev.dlrbridge.sql;

import java.lang.reflect.Array;
import java.util.List;
import java.util.function.Function;

/** Turns a list of rows into the arrays that {@code unnest} makes rows of again: one statement for any number. */
public final class Columns<T> {
    private final List<T> rows;

    private Columns(List<T> rows) {
        this.rows = rows;
    }

    public static <T> Columns<T> of(List<T> rows) {
        return new Columns<>(rows);
    }

    @SuppressWarnings("unchecked") // the array is made of exactly that type
    public <V> V[] column(Class<V> type, Function<T, V> value) {
        V[] column = (V[]) Array.newInstance(type, rows.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }
}
