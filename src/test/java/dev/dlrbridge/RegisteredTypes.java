package dev.dlrbridge;

import com.fasterxml.jackson.core.type.TypeReference;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which types of ours a native executable can turn into JSON and back: those that Quarkus finds in what endpoints and REST
 * clients return and take (see its {@code ReflectiveHierarchyStep}), and those that are registered.
 */
final class RegisteredTypes {
    private RegisteredTypes() {}

    static Set<Class<?>> in(JavaClasses classes) {
        Set<Class<?>> registered = new HashSet<>();
        classes.stream()
                .filter(type -> type.isAnnotatedWith(RegisterForReflection.class))
                .forEach(type -> registered.add(type.reflect()));
        classes.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getAnnotations().stream()
                        .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class)))
                .forEach(method -> addExchanged(registered, method.reflect()));
        return registered;
    }

    /** All types of ours that are met in values of this one. */
    static Set<Class<?>> within(String name) {
        Set<Class<?>> met = new HashSet<>();
        add(met, loaded(name));
        return met;
    }

    /** Whether values of this type may be, or have in them, whatever there is. */
    static boolean saysNothing(String name) {
        Class<?> type = loaded(name);
        return type == Object.class
                || TypeReference.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type)
                || Collection.class.isAssignableFrom(type);
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name, false, RegisteredTypes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addExchanged(Set<Class<?>> registered, Method method) {
        add(registered, method.getGenericReturnType());
        for (Parameter parameter : method.getParameters()) {
            if (!parameter.isAnnotationPresent(Context.class)) {
                add(registered, parameter.getParameterizedType());
            }
        }
    }

    private static void add(Set<Class<?>> all, Type type) {
        if (type instanceof Class<?> known) {
            addClass(all, known);
        } else if (type instanceof ParameterizedType generic) {
            add(all, generic.getRawType());
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> add(all, argument));
        } else if (type instanceof GenericArrayType array) {
            add(all, array.getGenericComponentType());
        } else if (type instanceof WildcardType wildcard) {
            Arrays.stream(wildcard.getUpperBounds()).forEach(bound -> add(all, bound));
        }
    }

    private static void addClass(Set<Class<?>> all, Class<?> type) {
        if (type.isArray()) {
            add(all, type.getComponentType());
        } else if (type.getName().startsWith("dev.dlrbridge.") && all.add(type)) {
            add(all, type.getGenericSuperclass());
            Arrays.stream(type.getGenericInterfaces()).forEach(each -> add(all, each));
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                    add(all, field.getGenericType());
                }
            }
            for (Method method : type.getDeclaredMethods()) {
                if (!Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0) {
                    add(all, method.getGenericReturnType());
                }
            }
        }
    }
}
