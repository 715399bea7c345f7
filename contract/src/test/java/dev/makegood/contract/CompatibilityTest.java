package dev.makegood.contract;

import static dev.makegood.contract.Compatibility.Reader.BOTH;
import static dev.makegood.contract.Compatibility.Reader.NEW;
import static dev.makegood.contract.Compatibility.Reader.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.makegood.contract.Compatibility.Break;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Full transitive: today's events and those of every release can read each other. A release adds a directory to
 * {@code released}, a copy of its schemas; none is ever changed or taken away.
 */
class CompatibilityTest {

    private static final Path RELEASED = Path.of("src/test/resources/released");

    private static final String LEG = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "properties": {
                "id": {"type": "string", "format": "uuid"},
                "state": {"type": "string", "enum": ["OPEN", "DONE"]},
                "cost": {"type": "string", "pattern": "^[0-9]+$"},
                "party": {"$ref": "#/$defs/Party"},
                "owner": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
                "packet": {"type": "array", "items": {"$ref": "#/$defs/Party"}},
                "note": {"type": ["string", "null"]},
                "deputy": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/Party"}]}
              },
              "required": ["id", "state", "cost", "party", "owner", "packet"],
              "$defs": {
                "Party": {
                  "type": "object",
                  "properties": {"name": {"type": "string"}, "partOf": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/Party"}]}},
                  "required": ["name"]
                }
              }
            }
            """;

    static Stream<Path> releases() throws IOException {
        try (var releases = Files.list(RELEASED)) {
            return releases.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyReleaseAndTodayReadEachOther(Path release) {
        var released = Schemas.in(release);

        assertThat(released).isNotEmpty();
        assertThat(Compatibility.between(released, Schemas.in(Schemas.PRESENT))).isEmpty();
    }

    @Test
    void nothingBreaksWhenNothingChanges() {
        assertThat(breaks(leg -> {})).isEmpty();
    }

    @Test
    void aNewOptionalPropertyBreaksNobody() {
        assertThat(breaks(leg -> properties(leg).set("dueAt", type("string")))).isEmpty();
    }

    @Test
    void anOptionalPropertyMayGo() {
        assertThat(breaks(leg -> properties(leg).remove("note"))).isEmpty();
    }

    @Test
    void aNewEventBreaksNobody() {
        assertThat(Compatibility.between(Map.of("Leg", leg()), Map.of("Leg", leg(), "Journey", type("object"))))
                .isEmpty();
    }

    @Test
    void aRemarkBreaksNobody() {
        assertThat(breaks(leg -> property(leg, "cost").put("description", "in cents")))
                .isEmpty();
    }

    @Test
    void aDefinitionMayMoveToWhereItIsUsed() {
        assertThat(breaks(leg -> properties(leg).set("party", leg.at("/$defs/Party"))))
                .isEmpty();
    }

    @Test
    void orNullMayBeSaidInEitherWay() {
        assertThat(breaks(leg -> {
                    ObjectNode note = property(leg, "note");
                    note.removeAll();
                    note.putArray("anyOf").add(type("string")).add(type("null"));
                }))
                .isEmpty();
    }

    @Test
    void aDisappearedEventBreaksBoth() {
        assertThat(Compatibility.between(Map.of("Leg", leg()), Map.of()))
                .containsExactly(new Break(BOTH, "Leg", "the event disappeared"));
    }

    @Test
    void aRemovedRequiredPropertyBreaksOldReaders() {
        assertThat(breaks(leg -> {
                    properties(leg).remove("cost");
                    forget(leg, "cost");
                }))
                .containsExactly(new Break(OLD, "Leg/cost", "it was required, and new events may lack it"));
    }

    @Test
    void aRequiredPropertyMadeOptionalBreaksOldReaders() {
        assertThat(breaks(leg -> forget(leg, "party")))
                .extracting(Break::reader)
                .containsExactly(OLD);
    }

    @Test
    void aNewRequiredPropertyBreaksNewReaders() {
        assertThat(breaks(leg -> {
                    properties(leg).set("dueAt", type("string"));
                    leg.withArray("required").add("dueAt");
                }))
                .containsExactly(new Break(NEW, "Leg/dueAt", "it is required now, and old events may lack it"));
    }

    @Test
    void anOptionalPropertyMadeRequiredBreaksNewReaders() {
        assertThat(breaks(leg -> leg.withArray("required").add("note")))
                .extracting(Break::reader)
                .containsExactly(NEW);
    }

    @Test
    void aRenamedRequiredPropertyBreaksBoth() {
        assertThat(breaks(leg -> {
                    properties(leg).set("price", properties(leg).remove("cost"));
                    forget(leg, "cost");
                    leg.withArray("required").add("price");
                }))
                .extracting(Break::reader, Break::at)
                .containsExactlyInAnyOrder(tuple(OLD, "Leg/cost"), tuple(NEW, "Leg/price"));
    }

    @Test
    void aChangedTypeBreaksBoth() {
        assertThat(breaks(leg -> property(leg, "id").put("type", "integer")))
                .containsExactly(new Break(BOTH, "Leg/id", "type was \"string\" and is \"integer\""));
    }

    @Test
    void aChangedFormatBreaksBoth() {
        assertThat(breaks(leg -> property(leg, "id").put("format", "uri")))
                .containsExactly(new Break(BOTH, "Leg/id", "format was \"uuid\" and is \"uri\""));
    }

    @Test
    void aDroppedFormatBreaksOldReaders() {
        assertThat(breaks(leg -> property(leg, "id").remove("format")))
                .containsExactly(new Break(OLD, "Leg/id", "format was \"uuid\" and is absent"));
    }

    @Test
    void aChangedPatternBreaksBoth() {
        assertThat(breaks(leg -> property(leg, "cost").put("pattern", "^[A-Z]+$")))
                .extracting(Break::reader, Break::at)
                .containsExactly(tuple(BOTH, "Leg/cost"));
    }

    @Test
    void aNewPatternBreaksNewReaders() {
        assertThat(breaks(leg -> property(leg, "note").put("pattern", "^[A-Z]+$")))
                .extracting(Break::reader)
                .containsExactly(NEW);
    }

    @Test
    void aNewEnumValueBreaksOldReaders() {
        assertThat(breaks(leg -> property(leg, "state").withArray("enum").add("PAUSED")))
                .containsExactly(new Break(OLD, "Leg/state", "the value \"PAUSED\" is new"));
    }

    @Test
    void aDisappearedEnumValueBreaksNewReaders() {
        assertThat(breaks(leg -> property(leg, "state").withArray("enum").remove(0)))
                .containsExactly(new Break(NEW, "Leg/state", "the value \"OPEN\" disappeared"));
    }

    @Test
    void theOrderOfEnumValuesIsNoMatter() {
        assertThat(breaks(leg -> {
                    ArrayNode values = property(leg, "state").withArray("enum");
                    values.add(values.remove(0));
                }))
                .isEmpty();
    }

    @Test
    void aPropertyThatMayNowBeNullIsAnotherType() {
        assertThat(breaks(leg ->
                        property(leg, "cost").putArray("type").add("string").add("null")))
                .extracting(Break::at)
                .containsExactly("Leg/cost");
    }

    @Test
    void aPropertyThatMayNoLongerBeNullIsAnotherType() {
        assertThat(breaks(leg -> properties(leg).set("deputy", reference("Party"))))
                .extracting(Break::at)
                .containsExactly("Leg/deputy");
    }

    @Test
    void aChangeInANestedObjectIsFound() {
        assertThat(breaks(leg -> ((ObjectNode) leg.at("/properties/owner/properties/name")).put("type", "object")))
                .extracting(Break::at)
                .containsExactly("Leg/owner/name");
    }

    @Test
    void aChangeInADefinitionIsFoundWhereItIsUsed() {
        assertThat(breaks(leg -> ((ObjectNode) leg.at("/$defs/Party/properties/name")).put("type", "object")))
                .extracting(Break::at)
                .contains("Leg/party/name", "Leg/deputy/name", "Leg/packet/*/name");
    }

    @Test
    void aChangeInTheItemsOfAnArrayIsFound() {
        assertThat(breaks(leg -> property(leg, "packet").set("items", type("string"))))
                .extracting(Break::at)
                .contains("Leg/packet/*");
    }

    @Test
    void aChangeInTheValuesOfAMapIsFound() {
        Consumer<ObjectNode> map = leg -> property(leg, "owner").set("additionalProperties", type("string"));

        assertThat(Compatibility.between(
                        Map.of("Leg", leg(map)),
                        Map.of(
                                "Leg",
                                leg(map.andThen(
                                        leg -> property(leg, "owner").set("additionalProperties", type("integer")))))))
                .extracting(Break::at)
                .containsExactly("Leg/owner/*");
    }

    @Test
    void anObjectThatClosesBreaksNewReaders() {
        assertThat(breaks(leg -> leg.put("additionalProperties", false)))
                .extracting(Break::reader)
                .containsExactly(NEW);
    }

    @Test
    void aNewPropertyOfAClosedObjectBreaksOldReaders() {
        Consumer<ObjectNode> close = leg -> leg.put("additionalProperties", false);

        assertThat(Compatibility.between(
                        Map.of("Leg", leg(close)),
                        Map.of("Leg", leg(close.andThen(leg -> properties(leg).set("dueAt", type("string")))))))
                .extracting(Break::reader, Break::at)
                .containsExactly(tuple(OLD, "Leg/dueAt"));
    }

    @Test
    void aRuleThatIsNotUnderstoodMayNotChange() {
        assertThat(breaks(leg -> property(leg, "note").put("maxLength", 10)))
                .containsExactly(new Break(NEW, "Leg/note", "maxLength was absent and is 10"));
    }

    private static List<Break> breaks(Consumer<ObjectNode> change) {
        return Compatibility.between(Map.of("Leg", leg()), Map.of("Leg", leg(change)));
    }

    private static ObjectNode leg(Consumer<ObjectNode> change) {
        ObjectNode leg = leg();
        change.accept(leg);
        return leg;
    }

    private static ObjectNode leg() {
        try {
            return (ObjectNode) Wire.JSON.readTree(LEG);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode properties(ObjectNode schema) {
        return schema.withObject("/properties");
    }

    private static ObjectNode property(ObjectNode schema, String name) {
        return properties(schema).withObject("/" + name);
    }

    private static void forget(ObjectNode schema, String required) {
        ArrayNode names = schema.withArray("required");
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).asText().equals(required)) {
                names.remove(i);
                return;
            }
        }
    }

    private static JsonNode type(String name) {
        return Wire.JSON.createObjectNode().put("type", name);
    }

    private static JsonNode reference(String definition) {
        return Wire.JSON.createObjectNode().put("$ref", "#/$defs/" + definition);
    }
}
