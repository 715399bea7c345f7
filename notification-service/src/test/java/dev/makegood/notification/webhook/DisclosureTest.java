package dev.makegood.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.ComplaintEvent;
import dev.makegood.contract.Event;
import dev.makegood.contract.JourneyEvent;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of every event there is: what leaves the house is listed here, and nothing else does. */
class DisclosureTest {

    private static final String PRIVATE = "a person's own";

    @Test
    void noTextLeavesButTheCompanysOwnTerms() throws ReflectiveOperationException {
        Set<String> left = new TreeSet<>();
        for (var type : events()) {
            Disclosure.of((Event) make(type)).forEach((name, value) -> {
                if (value instanceof String) {
                    left.add(name);
                }
            });
        }
        assertThat(left)
                .containsExactly("calendar", "intoReference", "policyId", "reference", "right", "subCause", "term");
    }

    @Test
    void ofPeopleTheirIdsLeaveAlone() throws ReflectiveOperationException {
        Set<String> keys = new TreeSet<>();
        for (var type : events()) {
            Disclosure.of((Event) make(type)).forEach((name, value) -> {
                if (value instanceof Map<?, ?> person) {
                    person.keySet().forEach(key -> keys.add(key.toString()));
                } else if (value instanceof List<?> people) {
                    people.forEach(one -> ((Map<?, ?>) one).keySet().forEach(key -> keys.add(key.toString())));
                }
            });
        }
        assertThat(keys).containsExactly("id", "language");
    }

    /** Whoever adds a property to an event decides here whether it leaves. */
    @Test
    void whatLeavesOfEventsIsThis() throws ReflectiveOperationException {
        Set<String> names = new TreeSet<>();
        for (var type : events()) {
            names.addAll(Disclosure.of((Event) make(type)).keySet());
        }
        assertThat(String.join(" ", names))
                .isEqualTo(
                        "abuses accepted amended at by calendar calendarVersion callDueAt cause channel charterVersion closing"
                                + " complaintId customer customerId dueAt earlier effort expiresAt files from into intoReference"
                                + " jobRestored kind legId low messageId occurredAt owner party pauseId policyId policyOwner problemId"
                                + " promiseId questionId reason recalled reference refusalId refused remedyId replaces resolution right"
                                + " satisfaction standsInFor state subCause surveyId takenInPerson term to transferId until value"
                                + " walletOf");
    }

    @Test
    void someEventsAreNobodysBusiness() {
        assertThat(Disclosure.TYPES)
                .contains("ComplaintReceived", "JourneyClosed", "CustomerErased")
                .doesNotContain("AddressVerificationAsked", "VoicesGathered", "NotificationSent");
    }

    private static List<Class<?>> events() {
        return Stream.of(ComplaintEvent.class, JourneyEvent.class)
                .<Class<?>>flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                .filter(type -> Disclosure.TYPES.contains(type.getSimpleName()))
                .toList();
    }

    private static Object make(Class<?> record) throws ReflectiveOperationException {
        var components = record.getRecordComponents();
        var types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = sample(components[i].getGenericType());
        }
        return record.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object sample(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType list) {
            return List.of(sample(list.getActualTypeArguments()[0]));
        }
        var plain = (Class<?>) type;
        if (plain == String.class) {
            return PRIVATE;
        }
        if (plain == UUID.class) {
            return UUID.randomUUID();
        }
        if (plain == Instant.class) {
            return Instant.EPOCH;
        }
        if (plain == int.class || plain == Integer.class) {
            return 1;
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return true;
        }
        if (plain == BigDecimal.class) {
            return BigDecimal.ONE;
        }
        return plain.isEnum() ? plain.getEnumConstants()[0] : make(plain);
    }
}
