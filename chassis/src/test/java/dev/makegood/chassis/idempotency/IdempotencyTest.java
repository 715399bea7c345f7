package dev.makegood.chassis.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.makegood.chassis.rest.ProbesResource;
import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealBackends.class)
class IdempotencyTest {

    private final String key = UUID.randomUUID().toString();

    @Inject
    IdempotencyKeys keys;

    @Test
    void aRepetitionGetsTheFirstAnswerToTheByteAndHasNoEffect() {
        var first = create("eleni", key, "x");
        int effects = ProbesResource.EFFECTS.get();
        var second = create("eleni", key, "x");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag")).isNotNull();
        assertThat(second.header("Location"))
                .isEqualTo(first.header("Location"))
                .isNotNull();
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(ProbesResource.EFFECTS).hasValue(effects);
    }

    @Test
    void aKeyGoesWithOneRequest() {
        create("eleni", key, "x");
        create("eleni", key, "y")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:makegood:problem:key-reused"));
    }

    @Test
    void aKeyIsItsCallersOwn() {
        var mine = create("eleni", key, "x");
        var theirs = create("mikko", key, "x");
        assertThat(theirs.statusCode()).isEqualTo(201);
        assertThat(theirs.asString()).isNotEqualTo(mine.asString());
    }

    @Test
    void aRefusalIsNotRemembered() {
        create("eleni", key, "refuse me").then().statusCode(409);
        create("eleni", key, "x").then().statusCode(201);
    }

    @Test
    void aRequestThatIsNotFinishedIsNotBegunAgain() throws Exception {
        var first = CompletableFuture.supplyAsync(() -> create("eleni", key, "hold me"));
        assertThat(ProbesResource.HELD.await(10, TimeUnit.SECONDS)).isTrue();
        create("eleni", key, "hold me")
                .then()
                .statusCode(409)
                .header("Retry-After", equalTo("1"))
                .body("type", equalTo("urn:makegood:problem:key-in-flight"));
        ProbesResource.MAY_END.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        assertThat(create("eleni", key, "hold me").asByteArray())
                .isEqualTo(first.get().asByteArray());
    }

    @Test
    void oneOfManyAtOnceHasTheEffect() {
        var answers = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> create("eleni", key, "x")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).extracting(Response::statusCode).contains(201).isSubsetOf(201, 409);
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 201)
                        .map(Response::asString)
                        .distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "schlüssel", "two words"})
    void aKeyIsVisibleAscii(String bad) {
        create("eleni", bad, "x").then().statusCode(400).body("errors[0].pointer", equalTo("Idempotency-Key"));
        create("eleni", "k".repeat(201), "x").then().statusCode(400);
    }

    @Test
    void aPostThatCreatesNeedsAKey() {
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"x\"}")
                .post("/v1/probes")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("Idempotency-Key"))
                .body("errors[0].code", equalTo("required"));
    }

    @Test
    void aKeyIsForgottenAfterADay() throws Exception {
        var first = create("eleni", key, "x");
        Database.run("update idempotency set created_at = now() - interval '23 hours'");
        keys.forget();
        assertThat(create("eleni", key, "x").asByteArray()).isEqualTo(first.asByteArray());
        Database.run("update idempotency set created_at = now() - interval '25 hours'");
        keys.forget();
        assertThat(create("eleni", key, "x").asByteArray()).isNotEqualTo(first.asByteArray());
    }

    private static Response create(String user, String key, String name) {
        return given().auth()
                .oauth2(Tokens.of(user))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body("{\"name\": \"%s\"}".formatted(name))
                .post("/v1/probes");
    }
}
