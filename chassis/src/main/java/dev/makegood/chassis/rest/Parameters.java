package dev.makegood.chassis.rest;

import dev.makegood.chassis.problem.Invalid;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads parameters: a bad query parameter is a 400 that names it, an id that is none is simply not found. */
@Provider
public class Parameters implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked") // each branch is for the type that it returns
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        if (type == UUID.class) {
            return (ParamConverter<T>) converter(annotations, "a UUID", Parameters::uuid);
        }
        if (type == Instant.class) {
            return (ParamConverter<T>) converter(annotations, "a time as of RFC 3339", Times::parse);
        }
        if (type.isEnum()) {
            var values = type.getEnumConstants();
            return converter(
                    annotations,
                    "one of " + Arrays.toString(values).replaceAll("[\\[\\]]", ""),
                    text -> Arrays.stream(values)
                            .filter(value -> value.toString().equals(text))
                            .findFirst()
                            .orElseThrow(IllegalArgumentException::new));
        }
        if (type == Integer.class || type == int.class) {
            return (ParamConverter<T>) converter(annotations, "a whole number", Integer::valueOf);
        }
        return null;
    }

    /** Only the canonical form: {@link UUID#fromString} takes shorter ones too. */
    private static UUID uuid(String text) {
        var id = UUID.fromString(text);
        if (!id.toString().equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException();
        }
        return id;
    }

    private static <T> ParamConverter<T> converter(Annotation[] annotations, String kind, Function<String, T> reading) {
        var name = Arrays.stream(annotations)
                .filter(QueryParam.class::isInstance)
                .map(annotation -> ((QueryParam) annotation).value())
                .findFirst();
        boolean path = Arrays.stream(annotations).anyMatch(PathParam.class::isInstance);
        return new ParamConverter<>() {
            @Override
            public @Nullable T fromString(@Nullable String text) {
                if (text == null) {
                    return null;
                }
                try {
                    return reading.apply(text);
                } catch (IllegalArgumentException | DateTimeParseException e) {
                    if (path) {
                        throw new NotFoundException();
                    }
                    throw new BadRequestException(
                            new Invalid(name.orElse("parameter"), "wrong-type", "This should be " + kind + "."));
                }
            }

            @Override
            public String toString(T value) {
                return value.toString();
            }
        };
    }
}
