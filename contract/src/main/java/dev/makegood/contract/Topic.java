package dev.makegood.contract;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The three topics, what may stand on each, and the names that events go by on the wire (CloudEvents {@code type}). */
public enum Topic {
    COMPLAINTS("makegood.complaints.v1", "/complaint-service", ComplaintEvent.class),
    JOURNEYS("makegood.journeys.v1", "/recovery-service", JourneyEvent.class),
    NOTIFICATIONS("makegood.notifications.v1", "/notification-service", NotificationEvent.class);

    private static final String TYPE_PREFIX = "dev.makegood.";

    private final String address;
    private final String source;
    private final Class<? extends Event> family;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final Map<String, Class<? extends Event>> types;

    Topic(String address, String source, Class<? extends Event> family) {
        this.address = address;
        this.source = source;
        this.family = family;
        this.types = Arrays.stream(family.getPermittedSubclasses())
                .map(type -> type.<Event>asSubclass(Event.class))
                .collect(Collectors.toUnmodifiableMap(Topic::typeOf, Function.identity()));
    }

    /** The topic's name in Kafka. */
    public String address() {
        return address;
    }

    /** Where what could not be read goes. */
    public String deadLetterAddress() {
        return address + ".dlt";
    }

    /** The one service that writes here (CloudEvents {@code source}). */
    public String source() {
        return source;
    }

    /** The sealed interface of everything that may stand here. */
    public Class<? extends Event> family() {
        return family;
    }

    /** The record that a CloudEvents {@code type} names here; empty for a type that is unknown here. */
    public Optional<Class<? extends Event>> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The topic that this event belongs on. */
    public static Topic of(Event event) {
        return switch (event) {
            case ComplaintEvent e -> COMPLAINTS;
            case JourneyEvent e -> JOURNEYS;
            case NotificationEvent e -> NOTIFICATIONS;
        };
    }

    /** The CloudEvents {@code type} of a record. */
    public static String typeOf(Class<?> event) {
        return TYPE_PREFIX + event.getSimpleName();
    }
}
