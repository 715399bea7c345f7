package dev.makegood.recovery.party;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.makegood.chassis.testing.RealBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class PartiesResourceTest {

    @Test
    void aPartyIsAddedOnceAndThenChangedByVersion() {
        var id = "party-" + UUID.randomUUID();
        put("lena", id, "{\"name\": \"Glass & Sons\", \"requires\": [\"size\"]}", null)
                .statusCode(201)
                .header("ETag", equalTo("\"0\""))
                .body("requires", contains("size"));
        put("lena", id, "{\"name\": \"Glass\", \"requires\": []}", null).statusCode(428);
        put("lena", id, "{\"name\": \"Glass\", \"requires\": []}", "\"3\"").statusCode(412);
        put("lena", id, "{\"name\": \"Glass\", \"requires\": []}", "\"0\"")
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("name", equalTo("Glass"));
        as("eleni")
                .get("/v1/legs/parties")
                .then()
                .statusCode(200)
                .body("items.find { it.id == '%s' }.name".formatted(id), equalTo("Glass"));
        put("lena", "party-" + UUID.randomUUID(), "{\"name\": \"Glass\", \"requires\": []}", "\"0\"")
                .statusCode(412)
                .contentType(PROBLEM);
    }

    @Test
    void aPartyThatTwoAddAtOnceIsAddedOnce() {
        for (int round = 0; round < 5; round++) {
            var id = "party-" + UUID.randomUUID();
            var statuses = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> put("lena", id, "{\"name\": \"Glass\", \"requires\": []}", null)
                                    .extract()
                                    .statusCode()))
                    .limit(6)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(statuses).containsOnlyOnce(201).isSubsetOf(201, 409, 428);
        }
    }

    @ParameterizedTest
    @CsvSource({"Glass", "a_b", "%00", "..", "'a b'"})
    void aPartysIdIsPlain(String id) {
        assertThat(put("lena", id, "{\"name\": \"Glass\", \"requires\": []}", null)
                        .extract()
                        .statusCode())
                .isBetween(400, 405);
    }

    @Test
    void whoChangesParties() {
        for (String user : List.of("eleni", "dealer")) {
            put(user, "x", "{\"name\": \"Glass\", \"requires\": []}", null)
                    .statusCode(403)
                    .contentType(PROBLEM);
        }
        as("dealer").get("/v1/legs/parties").then().statusCode(403);
        put("lena", "x", "{\"name\": \"Glass\", \"requires\": [], \"secret\": 1}", null)
                .statusCode(400);
        put("lena", "x", "{\"name\": \"Glass\"}", null).statusCode(400).body("errors[0].pointer", equalTo("/requires"));
    }

    private static ValidatableResponse put(String user, String id, String body, @Nullable String version) {
        var request = as(user).contentType(ContentType.JSON).body(body);
        return (version == null ? request : request.header("If-Match", version))
                .put("/v1/legs/parties/{id}", id)
                .then();
    }
}
