package dev.makegood.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code asyncapi.yaml} describes the topics and events that there are, and its examples are real ones. */
class AsyncApiTest {

    private static final JsonNode DOCUMENT = document();

    /** An example leaves out what is absent. */
    private static final JsonMapper JSON =
            Wire.JSON.rebuild().serializationInclusion(Include.NON_NULL).build();

    record Example(Class<? extends Event> event, JsonNode headers, JsonNode payload) {

        Event read() throws IOException {
            return JSON.treeToValue(payload, event);
        }

        @Override
        public String toString() {
            return event.getSimpleName() + " " + headers.path("ce_time").asText();
        }
    }

    static Stream<Class<? extends Event>> events() {
        return Wire.events();
    }

    static Stream<Example> examples() {
        return Wire.events()
                .flatMap(event -> elements(message(event).path("examples"))
                        .map(example -> new Example(event, example.path("headers"), example.path("payload"))));
    }

    @Test
    void theDocumentIsAsyncApi3() {
        assertThat(DOCUMENT.path("asyncapi").asText()).isEqualTo("3.0.0");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(references(DOCUMENT)).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).matches("#/.+|src/main/resources/schema/[A-Za-z]+\\.json");
            if (reference.startsWith("#")) {
                assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(Path.of(reference)).isRegularFile();
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aTopicIsAChannelWithItsEvents(Topic topic) {
        JsonNode channel = channel(topic.address());

        assertThat(channel.path("messages").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        Wire.events(topic).map(Class::getSimpleName).toList());
        assertThat(elements(channel.path("messages"))
                        .map(message -> message.path("$ref").asText()))
                .containsExactlyInAnyOrderElementsOf(Wire.events(topic)
                        .map(event -> "#/components/messages/" + event.getSimpleName())
                        .toList());
        assertThat(channel.at("/bindings/kafka/partitions").asInt()).isEqualTo(12);
    }

    @ParameterizedTest
    @EnumSource
    void aTopicHasAChannelForItsDeadLetters(Topic topic) {
        JsonNode channel = channel(topic.deadLetterAddress());

        assertThat(channel.path("messages").fieldNames()).toIterable().containsExactly("DeadLetter");
        assertThat(channel.at("/bindings/kafka/partitions").asInt()).isEqualTo(12);
    }

    @Test
    void noOtherChannelExists() {
        assertThat(elements(DOCUMENT.path("channels"))
                        .map(channel -> channel.path("address").asText()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Topic.values())
                        .flatMap(topic -> Stream.of(topic.address(), topic.deadLetterAddress()))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void aTopicIsWrittenByOneServiceAndReadByThoseThatListen(Topic topic) {
        String writer = topic.source().substring(1);

        assertThat(servicesThat("send", topic.address())).containsExactly(writer);
        assertThat(servicesThat("receive", topic.address()))
                .containsExactlyInAnyOrderElementsOf(
                        switch (topic) {
                            case COMPLAINTS -> List.of("complaint-service", "recovery-service", "notification-service");
                            case JOURNEYS -> List.of("complaint-service", "notification-service");
                            case NOTIFICATIONS -> List.of("complaint-service");
                        });
        assertThat(servicesThat("send", topic.deadLetterAddress())).isEqualTo(servicesThat("receive", topic.address()));
    }

    @Test
    void everyMessageIsAnEventOrADeadLetter() {
        Set<String> messages = Wire.events().map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
        messages.add("DeadLetter");

        assertThat(DOCUMENT.at("/components/messages").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(messages);
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventHasAMessageWithASummaryAndAnExample(Class<? extends Event> event) {
        JsonNode message = message(event);

        assertThat(message.path("name").asText()).isEqualTo(Topic.typeOf(event));
        assertThat(message.path("summary").asText()).isNotBlank();
        assertThat(message.at("/payload/$ref").asText())
                .isEqualTo(Schemas.fileOf(event.getSimpleName()).toString());
        assertThat(message.path("examples")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsWhatItsSchemaSays(Example example) throws IOException {
        JsonNode schema = Wire.JSON.readTree(
                Files.readString(Schemas.fileOf(example.event().getSimpleName())));

        assertThat(schema(schema).validate(example.payload())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsReadAndWrittenAsItStands(Example example) throws IOException {
        assertThat(JSON.<JsonNode>valueToTree(example.read())).isEqualTo(example.payload());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theHeadersOfAnExampleAreACloudEvents(Example example) throws IOException {
        Event event = example.read();

        assertThat(headers("EventHeaders").validate(example.headers())).isEmpty();
        assertThat(example.headers().path("ce_type").asText()).isEqualTo(Topic.typeOf(example.event()));
        assertThat(example.headers().path("ce_source").asText())
                .isEqualTo(Topic.of(event).source());
        assertThat(example.headers().path("ce_subject").asText())
                .isEqualTo(event.key().toString());
        assertThat(Instant.parse(example.headers().path("ce_time").asText())).isEqualTo(event.at());
    }

    @Test
    void noTwoExamplesAreTheSameEvent() {
        assertThat(examples().map(example -> example.headers().path("ce_id").asText()))
                .doesNotHaveDuplicates();
        assertThat(examples()
                        .map(example -> Stream.of("ce_source", "ce_subject", "ce_sequence")
                                .map(header -> example.headers().path(header).asText())
                                .collect(Collectors.joining(" "))))
                .doesNotHaveDuplicates();
    }

    @Test
    void aDeadLetterSaysWhoGaveUpAndWhy() {
        JsonNode examples = DOCUMENT.at("/components/messages/DeadLetter/examples");

        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(example -> assertThat(headers("DeadLetterHeaders").validate(example.path("headers")))
                        .isEmpty());
        assertThat(headers("DeadLetterHeaders")
                        .validate(((ObjectNode) examples.get(0).path("headers").deepCopy()).without("dlt-reason")))
                .isNotEmpty();
    }

    @Test
    void headersThatAreNoCloudEventsAreFound() {
        JsonNode headers = examples().findFirst().orElseThrow().headers();

        assertThat(headers("EventHeaders").validate(((ObjectNode) headers.deepCopy()).put("ce_time", "yesterday")))
                .isNotEmpty();
        assertThat(headers("EventHeaders").validate(((ObjectNode) headers.deepCopy()).put("ce_sequence", "1.5")))
                .isNotEmpty();
        assertThat(headers("EventHeaders").validate(((ObjectNode) headers.deepCopy()).without("ce_id")))
                .isNotEmpty();
    }

    private static JsonNode document() {
        try {
            return YAMLMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readTree(Files.readString(Path.of("asyncapi.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode message(Class<? extends Event> event) {
        return DOCUMENT.at("/components/messages/" + event.getSimpleName());
    }

    private static JsonNode channel(String address) {
        return elements(DOCUMENT.path("channels"))
                .filter(channel -> channel.path("address").asText().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> servicesThat(String action, String address) {
        return elements(DOCUMENT.path("operations"))
                .filter(operation -> operation.path("action").asText().equals(action))
                .filter(operation -> DOCUMENT.at(
                                operation.at("/channel/$ref").asText().substring(1))
                        .path("address")
                        .asText()
                        .equals(address))
                .map(operation -> operation.at("/tags/0/name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonSchema headers(String name) {
        ObjectNode schema = Wire.JSON.createObjectNode().put("$ref", "#/components/schemas/" + name);
        schema.set("components", DOCUMENT.path("components"));
        return schema(schema);
    }

    private static JsonSchema schema(JsonNode schema) {
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema, config);
    }

    private static List<String> references(JsonNode node) {
        var references = new ArrayList<String>();
        if (node.path("$ref").isTextual()) {
            references.add(node.get("$ref").textValue());
        }
        node.forEach(child -> references.addAll(references(child)));
        return references;
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }
}
