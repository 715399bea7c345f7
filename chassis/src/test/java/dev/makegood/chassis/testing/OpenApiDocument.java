package dev.makegood.chassis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The description of a service's API: as the service gives it, and as it is committed beside its {@code pom.xml}. */
public final class OpenApiDocument {

    private static final Path COMMITTED = Path.of("openapi.yaml");
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

    private final URI address;

    private OpenApiDocument(URI address) {
        this.address = address;
    }

    /** The description that is given at this address, which is on the management port. */
    public static OpenApiDocument at(URI address) {
        return new OpenApiDocument(address);
    }

    /** What is committed is what is given. With {@code -Dopenapi=write} it is written instead. */
    public void isAsCommitted() {
        try {
            var given = get("yaml");
            if ("write".equals(System.getProperty("openapi"))) {
                Files.writeString(COMMITTED, given);
            }
            assertThat(COMMITTED).as("Missing; write it with -Dopenapi=write").exists();
            var committed = Files.readAllLines(COMMITTED);
            var lines = given.lines().toList();
            for (int line = 0; line < Math.max(lines.size(), committed.size()); line++) {
                assertThat(line < lines.size() ? lines.get(line) : "")
                        .as("Line %d of openapi.yaml. If that is meant, write it anew with -Dopenapi=write", line + 1)
                        .isEqualTo(line < committed.size() ? committed.get(line) : "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every operation has an id of its own, says what it is for, and tells of the problems that it can answer with. */
    public void describesEveryOperation() {
        var document = json();
        var operations = operations();
        assertThat(operations).isNotEmpty();
        assertThat(operations.values().stream()
                        .map(operation -> operation.path("operationId").asText()))
                .allSatisfy(id -> assertThat(id).matches("[a-z][A-Za-z]+"))
                .doesNotHaveDuplicates();
        operations.forEach((name, operation) -> {
            assertThat(operation.path("summary").asText()).as(name).isNotBlank();
            assertThat(operation.path("responses").fieldNames())
                    .toIterable()
                    .as(name)
                    .anyMatch(status -> status.startsWith("2") || status.startsWith("3"))
                    .contains("400", "500", "503");
            Set<String> expected = new TreeSet<>();
            if (name.contains("{")) {
                expected.add("404");
            }
            if (name.startsWith("post") || name.startsWith("put")) {
                expected.addAll(Set.of("409", "422"));
            }
            for (JsonNode parameter : operation.path("parameters")) {
                if (parameter.path("name").asText().equals("If-Match")) {
                    expected.addAll(Set.of("412", "428"));
                }
            }
            if (operation.has("security")) {
                expected.addAll(Set.of("401", "403"));
            }
            assertThat(operation.path("responses").fieldNames())
                    .toIterable()
                    .as(name)
                    .containsAll(expected);
            operation.path("responses").properties().forEach(response -> {
                if (response.getKey().startsWith("4") || response.getKey().startsWith("5")) {
                    assertThat(resolve(response.getValue(), document)
                                    .path("content")
                                    .has("application/problem+json"))
                            .as(name + " " + response.getKey())
                            .isTrue();
                }
            });
        });
    }

    /** Operations by method and path. */
    public Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        json().path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        operations.put(operation.getKey() + " " + path.getKey(), operation.getValue());
                    }
                }));
        return operations;
    }

    private static JsonNode resolve(JsonNode node, JsonNode document) {
        var reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private JsonNode json() {
        try {
            return new ObjectMapper().readTree(get("json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String get(String format) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(address + "?format=" + format))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(address.toString()).isEqualTo(200);
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
