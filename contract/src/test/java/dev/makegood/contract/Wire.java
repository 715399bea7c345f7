package dev.makegood.contract;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What goes over the wire, and how: every event there is, and the JSON that the services write. */
final class Wire {

    /** Strict about what it does not know, unlike the services, so that a misspelt example is found. */
    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Wire() {}

    static Stream<Class<? extends Event>> events() {
        return Arrays.stream(Topic.values()).flatMap(Wire::events).sorted(Comparator.comparing(Class::getSimpleName));
    }

    static Stream<Class<? extends Event>> events(Topic topic) {
        return Arrays.stream(topic.family().getPermittedSubclasses()).map(type -> type.asSubclass(Event.class));
    }

    /** Whether a record may leave this component out. JSpecify annotates the type, not the declaration. */
    static boolean mayBeAbsent(Field component) {
        AnnotatedElement type = component.getAnnotatedType();
        return type.isAnnotationPresent(Nullable.class);
    }
}
