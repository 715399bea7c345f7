package dev.makegood.complaint.testing;

import static io.restassured.RestAssured.given;

import dev.makegood.chassis.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** What tests ask of the service over and over. */
public final class Desk {

    private Desk() {}

    /** A request with the token of this user. */
    public static RequestSpecification as(String user) {
        return given().auth().oauth2(Tokens.of(user));
    }

    /** A request that creates: JSON, under a new idempotency key. */
    public static RequestSpecification creating(RequestSpecification who) {
        return who.contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    /** Someone complains on the web, and it is on file. Returns the complaint's id. */
    public static UUID complaint(String name, String language, String verbatim) {
        return UUID.fromString(creating(given())
                .body(Map.of("customer", Map.of("name", name, "language", language), "verbatim", verbatim))
                .post("/v1/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }
}
