package dev.makegood.notification.webhook;

import dev.makegood.contract.AddressVerificationAsked;
import dev.makegood.contract.ComplaintEvent;
import dev.makegood.contract.Customer;
import dev.makegood.contract.Event;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.Language;
import dev.makegood.contract.Money;
import dev.makegood.contract.Party;
import dev.makegood.contract.Person;
import dev.makegood.contract.VoicesGathered;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of an event leaves the house: what happened, to which complaint, when, and by the ids of whom. Names, addresses, feelings and
 * whatever people wrote stay, and so does all that nobody has thought of yet.
 */
final class Disclosure {

    /** The events that a program can be told of. */
    static final Set<String> TYPES = types();

    /** Texts that are the company's own terms, or what a complaint goes by. */
    private static final Set<String> PLAIN =
            Set.of("reference", "intoReference", "policyId", "right", "calendar", "term", "subCause");

    /** Of types that leave otherwise: what keys to pages are made of, and what somebody is worth to us. */
    private static final Set<String> KEPT =
            Set.of("linkGeneration", "generation", "lifetimeValue", "suggestedGesture", "representative");

    private Disclosure() {}

    static Map<String, Object> of(Event event) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (var component : event.getClass().getRecordComponents()) {
            var value =
                    KEPT.contains(component.getName()) ? null : outside(component.getName(), value(event, component));
            if (value != null) {
                data.put(component.getName(), value);
            }
        }
        return data;
    }

    /** As others may see it; null for what they may not. */
    private static @Nullable Object outside(String name, @Nullable Object value) {
        return switch (value) {
            case UUID id -> id;
            case Instant at -> at;
            case Language language -> language;
            case Integer number -> number;
            case Boolean flag -> flag;
            case Money money -> money;
            case String text when PLAIN.contains(name) -> text;
            case Person person -> Map.of("id", person.id());
            case Party party -> Map.of("id", party.id());
            case Customer customer -> Map.of("id", customer.id(), "language", customer.language());
            case List<?> people
            when !people.isEmpty() && people.stream().allMatch(Person.class::isInstance) ->
                people.stream().map(person -> outside(name, person)).toList();
            case Enum<?> term -> term;
            case null, default -> null;
        };
    }

    private static @Nullable Object value(Event event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An address that somebody has yet to show to be theirs is nobody's business; what many said is for those who work here. */
    private static Set<String> types() {
        Set<String> names = new TreeSet<>();
        Stream.of(ComplaintEvent.class, JourneyEvent.class)
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                .filter(type -> type != AddressVerificationAsked.class && type != VoicesGathered.class)
                .forEach(type -> names.add(type.getSimpleName()));
        return Set.copyOf(names);
    }
}
