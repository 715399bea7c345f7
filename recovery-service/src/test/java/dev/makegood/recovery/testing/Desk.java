package dev.makegood.recovery.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.chassis.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people at the desk do, as they do it: over HTTP, by name, and on the version that they have read. */
public final class Desk {

    public static final String PROBLEM = "application/problem+json";

    private Desk() {}

    public static RequestSpecification as(String user) {
        return given().auth().oauth2(Tokens.of(user));
    }

    /** A POST that creates. */
    public static ValidatableResponse make(String user, String path, Object body) {
        return as(user).contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path)
                .then();
    }

    /** A step on the version that is read just before. */
    public static ValidatableResponse step(String user, String path, String step, @Nullable Object body) {
        return step(user, path, step, body, as(user).get(path).header("ETag"));
    }

    /** A step on this version. */
    public static ValidatableResponse step(
            String user, String path, String step, @Nullable Object body, @Nullable String version) {
        var request = as(user).contentType(ContentType.JSON);
        if (version != null) {
            request.header("If-Match", version);
        }
        if (body != null) {
            request.body(body);
        }
        return (step.equals("cause") ? request.put(path + "/cause") : request.post(path + "/" + step)).then();
    }

    public static String path(UUID journey) {
        return "/v1/journeys/" + journey;
    }

    /** The journey as Eleni reads it. */
    public static JsonPath read(UUID journey) {
        var answer = as("eleni").get(path(journey));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.jsonPath();
    }

    /** Eleni takes it on, and the customer's server takes the mail about it. */
    public static void acknowledge(UUID journey) {
        step("eleni", path(journey), "acknowledge", Map.of()).statusCode(200);
        Notifications.acknowledgementArrives(journey, Instant.now());
    }

    /** A journey on which Eleni works: acknowledged, and with a first piece of news. */
    public static UUID recovering() {
        var journey = Complaints.takenByEleni();
        acknowledge(journey);
        make("eleni", path(journey) + "/updates", Map.of("words", "I am on it."))
                .statusCode(201);
        return journey;
    }

    /** A journey on which Eleni works and for which she has apologised. */
    public static UUID apologised() {
        var journey = recovering();
        apologise(journey);
        return journey;
    }

    public static void apologise(UUID journey) {
        apologise("eleni", journey);
    }

    /** An apology in words that are this journey's alone. */
    public static void apologise(String user, UUID journey) {
        var own = journey.toString()
                .replace("-", "")
                .chars()
                .collect(
                        StringBuilder::new,
                        (word, digit) -> word.append((char) ('g' + Character.digit(digit, 16))),
                        StringBuilder::append);
        make(user, path(journey) + "/apologies", Map.of("words", "I am sorry that we let you stand at " + own + "."))
                .statusCode(201);
    }

    public static void classify(UUID journey) {
        step("eleni", path(journey), "cause", Map.of("cause", "PROCESS")).statusCode(200);
    }

    /** A journey of which Eleni says that it is put right. */
    public static UUID proposed() {
        var journey = apologised();
        classify(journey);
        step("eleni", path(journey), "propose", Map.of("words", "Your car is mended."))
                .statusCode(200);
        return journey;
    }
}
