package dev.makegood.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.instancio.Instancio;
import org.instancio.Select;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every event has in common. */
class EventsTest {

    private static final long SEED = 20261122;

    static Stream<Class<? extends Event>> events() {
        return Wire.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventSurvivesTheWire(Class<? extends Event> type) throws IOException {
        Event event = full(type);

        assertThat(Wire.JSON.readValue(Wire.JSON.writeValueAsBytes(event), type))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventSurvivesTheWireWithoutWhatMayBeAbsent(Class<? extends Event> type) throws IOException {
        Event event = bare(type);

        assertThat(Wire.JSON.readValue(Wire.JSON.writeValueAsBytes(event), type))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatIsWrittenIsWhatTheSchemaSays(Class<? extends Event> type) {
        JsonNode schema = Schemas.of(type);

        for (Event event : new Event[] {full(type), bare(type)}) {
            JsonNode written = Wire.JSON.valueToTree(event);
            var config = SchemaValidatorsConfig.builder()
                    .formatAssertionsEnabled(true)
                    .build();
            assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                            .getSchema(schema, config)
                            .validate(written))
                    .as("%s", written)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsKeyedByWhatItIsAbout(Class<? extends Event> type) {
        Event event = full(type);
        JsonNode written = Wire.JSON.valueToTree(event);

        String pointer = switch (event) {
            case CustomerChanged e -> "/customer/id";
            case AddressVerificationAsked e -> "/verificationId";
            case VoicesGathered e -> "/digestId";
            default -> "/complaintId";
        };
        assertThat(event.key()).hasToString(written.at(pointer).textValue());
    }

    @Test
    void anErasureIsKeyedByTheCustomerWhereItIsAboutNoComplaint() {
        var customer = UUID.randomUUID();

        assertThat(new CustomerErased(customer, null, Instant.EPOCH).key()).isEqualTo(customer);
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsReadBackFromItsTopicByTheNameOfItsType(Class<? extends Event> type) {
        Topic topic = Topic.of(full(type));

        assertThat(topic.type(Topic.typeOf(type))).contains(type);
        assertThat(topic.family()).isAssignableFrom(type);
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsUnknownOnTheOtherTopics(Class<? extends Event> type) {
        Topic its = Topic.of(full(type));

        assertThat(Arrays.stream(Topic.values()).filter(topic -> topic != its))
                .allSatisfy(topic -> assertThat(topic.type(Topic.typeOf(type))).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void aTypeThatIsUnknownIsNoType(Topic topic) {
        assertThat(topic.type("dev.makegood.JourneyDerailed")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTopicHasItsDeadLettersBesideIt(Topic topic) {
        assertThat(topic.deadLetterAddress()).isEqualTo(topic.address() + ".dlt");
    }

    @Test
    void aTypeIsNamedAfterItsRecord() {
        assertThat(Topic.typeOf(LegDeclined.class)).isEqualTo("dev.makegood.LegDeclined");
    }

    @Test
    void anAmountIsWrittenAsText() {
        Event event = full(RemedyOffered.class);

        assertThat(Wire.JSON.valueToTree(event).at("/value/amount").isTextual()).isTrue();
    }

    private static <T extends Event> T full(Class<T> type) {
        return Objects.requireNonNull(Instancio.of(type).withSeed(SEED).create());
    }

    private static <T extends Event> T bare(Class<T> type) {
        return Objects.requireNonNull(Instancio.of(type)
                .withSeed(SEED)
                .lenient()
                .set(Select.fields(Wire::mayBeAbsent), null)
                .create());
    }
}
