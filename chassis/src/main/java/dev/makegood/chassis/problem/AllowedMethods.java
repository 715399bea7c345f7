package dev.makegood.chassis.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The methods that a path knows: what a 405 has to name (RFC 9110 §15.5.6), and the server does not. */
@ApplicationScoped
class AllowedMethods {

    private record Operation(Pattern path, String method) {}

    private final BeanManager beans;
    private volatile @Nullable List<Operation> operations;

    AllowedMethods(BeanManager beans) {
        this.beans = beans;
    }

    /** The methods, as the header {@code Allow} has them. */
    String of(String path) {
        var known = operations;
        if (known == null) {
            known = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                    .map(Bean::getBeanClass)
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .distinct()
                    .flatMap(AllowedMethods::operations)
                    .toList();
            operations = known;
        }
        var relative = path.replaceAll("^/+|/+$", "");
        var methods = new TreeSet<String>();
        for (Operation operation : known) {
            if (operation.path().matcher(relative).matches()) {
                methods.add(operation.method());
            }
        }
        return String.join(", ", methods);
    }

    private static Stream<Operation> operations(Class<?> resource) {
        return Arrays.stream(resource.getMethods())
                .flatMap(method -> Arrays.stream(method.getAnnotations())
                        .map(Annotation::annotationType)
                        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                        .map(type -> new Operation(
                                path(resource, method),
                                type.getAnnotation(HttpMethod.class).value())));
    }

    private static Pattern path(Class<?> resource, Method method) {
        var own = method.getAnnotation(Path.class);
        var template = resource.getAnnotation(Path.class).value() + "/" + (own == null ? "" : own.value());
        return Pattern.compile(
                template.replaceAll("/+", "/").replaceAll("^/|/$", "").replaceAll("\\{[^}]*}", "[^/]+"));
    }
}
