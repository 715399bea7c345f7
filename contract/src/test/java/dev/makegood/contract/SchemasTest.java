package dev.makegood.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed schemas say what the records say. {@code ./mvnw -pl contract test -Dschemas=write} writes them anew. */
class SchemasTest {

    @BeforeAll
    static void writeWhenAsked() throws IOException {
        if (!System.getProperty("schemas", "").equals("write")) {
            return;
        }
        Files.createDirectories(Schemas.PRESENT);
        for (String event : Schemas.in(Schemas.PRESENT).keySet()) {
            Files.delete(Schemas.fileOf(event));
        }
        for (Class<? extends Event> event : Wire.events().toList()) {
            Files.writeString(Schemas.fileOf(event.getSimpleName()), Schemas.text(Schemas.of(event)));
        }
    }

    static Stream<Class<? extends Event>> events() {
        return Wire.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void theCommittedSchemaIsTheRecords(Class<? extends Event> event) throws IOException {
        assertThat(Schemas.fileOf(event.getSimpleName()))
                .as("run with -Dschemas=write, then look at the difference")
                .exists()
                .content()
                .isEqualTo(Schemas.text(Schemas.of(event)));
    }

    @Test
    void noSchemaOutlivesItsRecord() {
        assertThat(Schemas.in(Schemas.PRESENT).keySet())
                .isEqualTo(Wire.events().map(Class::getSimpleName).collect(Collectors.toSet()));
    }

    @Test
    void onlyTheComponentsOfARecordAreItsProperties() {
        assertThat(Schemas.of(JourneyOpened.class).get("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("complaintId", "owner", "state", "at");
    }

    @Test
    void whatIsNotNullableIsRequired() {
        assertThat(Schemas.of(RecoveryDisputed.class).get("required"))
                .extracting(JsonNode::textValue)
                .containsExactlyInAnyOrder("complaintId", "at");
    }

    @Test
    void whatIsNullableMayBeNull() {
        assertThat(Schemas.of(RecoveryDisputed.class).at("/properties/words/type"))
                .extracting(JsonNode::textValue)
                .containsExactlyInAnyOrder("string", "null");
    }

    @Test
    void anInstantIsADateTimeAndAnIdIsAUuid() {
        JsonNode properties = Schemas.of(PromiseMade.class).get("properties");

        assertThat(properties.at("/dueAt/format").textValue()).isEqualTo("date-time");
        assertThat(properties.at("/promiseId/format").textValue()).isEqualTo("uuid");
    }

    @Test
    void anAmountIsADecimalInAString() {
        JsonNode amount = Schemas.of(RemedyOffered.class).at("/$defs/Money/properties/amount");

        assertThat(amount.get("type").textValue()).isEqualTo("string");
        assertThat("49.90").matches(amount.get("pattern").textValue());
        assertThat("5E+1").doesNotMatch(amount.get("pattern").textValue());
    }

    @Test
    void anEnumHasItsNamesOnTheWire() {
        assertThat(Schemas.of(CustomerChanged.class).at("/$defs/Language/enum"))
                .extracting(JsonNode::textValue)
                .containsExactly("en", "es", "el", "fi", "ru");
    }

    @Test
    void whatAReaderDoesNotKnowIsAllowed() {
        assertThat(Wire.events().map(Schemas::of))
                .allSatisfy(schema ->
                        assertThat(schema.findValues("additionalProperties")).isEmpty());
    }
}
