package dev.makegood.recovery.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.makegood.chassis.testing.TopicReader;
import dev.makegood.contract.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** What recovery-service tells of a journey. */
public final class Published {

    private static final String PREFIX = "dev.makegood.";

    private Published() {}

    /** Waits until these events, and no others, have been told in this order: each valid, and numbered without a gap. */
    public static void await(UUID journey, String... events) {
        Awaitility.await().untilAsserted(() -> assertThat(types(journey)).containsExactly(events));
        var told = TopicReader.of(Topic.JOURNEYS.address(), journey);
        assertThat(told.stream().map(event -> Long.valueOf(String.valueOf(TopicReader.header(event, "ce_sequence")))))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, told.size()).boxed().toList());
        told.forEach(event -> assertValid(type(TopicReader.header(event, "ce_type")), body(event.value())));
    }

    /** The events so far. */
    public static List<String> types(UUID journey) {
        return TopicReader.of(Topic.JOURNEYS.address(), journey).stream()
                .map(event -> type(TopicReader.header(event, "ce_type")))
                .toList();
    }

    /** The bodies of the events of a type. */
    public static List<String> bodies(UUID journey, String type) {
        return TopicReader.of(Topic.JOURNEYS.address(), journey).stream()
                .filter(event -> type(TopicReader.header(event, "ce_type")).equals(type))
                .map(event -> body(event.value()))
                .toList();
    }

    private static void assertValid(String type, String body) {
        try (var schema = Objects.requireNonNull(
                Topic.class.getResourceAsStream("/schema/" + type + ".json"), "no schema of " + type)) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema)
                            .validate(body, InputFormat.JSON))
                    .as(type + ": " + body)
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(@Nullable String header) {
        return String.valueOf(header).substring(PREFIX.length());
    }

    private static String body(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
