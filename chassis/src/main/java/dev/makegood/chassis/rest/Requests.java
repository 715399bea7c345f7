package dev.makegood.chassis.rest;

import dev.makegood.chassis.problem.Invalid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** What no operation takes: parameters that it does not know, characters that no text holds, bodies beyond the bound. */
class Requests {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();
    private final RestSettings settings;

    Requests(RestSettings settings) {
        this.settings = settings;
    }

    @ServerRequestFilter
    void check(ContainerRequestContext request, ResourceInfo operation) {
        var method = operation.getResourceMethod();
        var allowed = known.computeIfAbsent(method, Requests::parameters);
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            if (!allowed.contains(name)) {
                throw new Invalid(name, "unknown-parameter", "There is no such parameter here.");
            }
            if (values.size() > 1) {
                throw new Invalid(name, "repeated-parameter", "This parameter is given once.");
            }
            if (values.stream().anyMatch(value -> !CleanText.isClean(value))) {
                throw new Invalid(name, "unusable-character", CleanText.RULE);
            }
        });
        if (!method.isAnnotationPresent(LargeBody.class)) {
            bound(request);
        }
    }

    private void bound(ContainerRequestContext request) {
        long limit = settings.maxBody().asLongValue();
        if (request.getLength() > limit) {
            throw new BodyTooLarge(limit);
        }
        // A chunked body tells its length only by ending.
        if (request.getLength() < 0 && request.hasEntity()) {
            request.setEntityStream(new Bounded(request.getEntityStream(), limit));
        }
    }

    private static Set<String> parameters(Method method) {
        return Stream.concat(
                        Arrays.stream(method.getParameters()),
                        Arrays.stream(method.getParameters())
                                .filter(parameter -> parameter.isAnnotationPresent(BeanParam.class))
                                .flatMap(parameter ->
                                        Arrays.stream(parameter.getType().getDeclaredFields())))
                .flatMap(Requests::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> name(AnnotatedElement parameter) {
        var query = parameter.getAnnotation(QueryParam.class);
        return query == null ? Stream.empty() : Stream.of(query.value());
    }

    private static final class Bounded extends FilterInputStream {
        private final long limit;
        private long left;

        Bounded(InputStream in, long limit) {
            super(in);
            this.limit = limit;
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw new BodyTooLarge(limit);
            }
        }
    }
}
