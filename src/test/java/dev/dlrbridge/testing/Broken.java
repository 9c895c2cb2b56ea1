package dev.dlrbridge.testing;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Set;
import sun.reflect.ReflectionFactory;

/** Objects that throw a {@link NullPointerException} wherever they use what they were not given. */
public final class Broken {
    private Broken() {}

    /** Without anything. */
    public static <T> T of(Class<T> type) {
        try {
            Constructor<?> bare = ReflectionFactory.getReflectionFactory()
                    .newConstructorForSerialization(type, Object.class.getDeclaredConstructor());
            return type.cast(bare.newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Like another one, but with broken objects of ours in place of all but those of the types kept. */
    public static <T> T like(T whole, Set<Class<?>> kept) {
        @SuppressWarnings("unchecked")
        T broken = (T) of(whole.getClass());
        for (Class<?> type = whole.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    fill(field, whole, broken, kept);
                }
            }
        }
        return broken;
    }

    private static void fill(Field field, Object whole, Object broken, Set<Class<?>> kept) {
        try {
            field.setAccessible(true);
            Class<?> type = field.getType();
            if (type.isPrimitive() || kept.contains(type)) {
                field.set(broken, field.get(whole));
            } else if (type.getName().startsWith("dev.dlrbridge.") && !Modifier.isAbstract(type.getModifiers())) {
                field.set(broken, of(type));
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
