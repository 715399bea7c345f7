package dev.makegood.recovery.party;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.RealBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class PacketTemplatesResourceTest {

    @Test
    void aTemplateIsSaidOnceAndThenChangedByVersion() {
        var kind = "kind-" + UUID.randomUUID();
        as("lena").get("/v1/legs/templates/" + kind).then().statusCode(404).contentType(PROBLEM);
        put("lena", kind, "{\"requires\": [\"claimNumber\"]}", null)
                .statusCode(201)
                .header("ETag", equalTo("\"0\""))
                .body("requires", contains("claimNumber"));
        put("lena", kind, "{\"requires\": []}", null).statusCode(428);
        put("lena", kind, "{\"requires\": []}", "\"9\"").statusCode(412);
        put("marcus", kind, "{\"requires\": [\"a\", \"b\"]}", "\"0\"")
                .statusCode(200)
                .header("ETag", equalTo("\"1\""));
        as("eleni")
                .get("/v1/legs/templates/" + kind)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("requires", contains("a", "b"));
        as("eleni").get("/v1/legs/templates").then().statusCode(200).body("items.kind", hasItem(kind));
    }

    @Test
    void whoSaysWhatPacketsHold() {
        for (String user : List.of("eleni", "dealer")) {
            put(user, "x", "{\"requires\": []}", null).statusCode(403);
        }
        as("dealer").get("/v1/legs/templates").then().statusCode(403);
        put("lena", "Not_plain", "{\"requires\": []}", null).statusCode(400);
        put("lena", "x", "{}", null).statusCode(400).body("errors[0].pointer", equalTo("/requires"));
    }

    @Test
    void aPartyIsOfAKindOrNot() {
        var id = "party-" + UUID.randomUUID();
        party(id, "{\"name\": \"Glass\", \"requires\": []}", null)
                .statusCode(201)
                .body("type", equalTo("PARTNER"))
                .body("kind", nullValue());
        party(id, "{\"name\": \"Glass\", \"type\": \"DEPARTMENT\", \"kind\": \"glass\", \"requires\": []}", "\"0\"")
                .statusCode(200)
                .body("type", equalTo("DEPARTMENT"))
                .body("kind", equalTo("glass"));
        party(id, "{\"name\": \"Glass\", \"type\": \"SHOP\", \"requires\": []}", "\"1\"")
                .statusCode(400);
        party(id, "{\"name\": \"Glass\", \"kind\": \"G L\", \"requires\": []}", "\"1\"")
                .statusCode(400);
    }

    private static ValidatableResponse put(String user, String kind, String body, @Nullable String version) {
        var request = as(user).contentType(ContentType.JSON).body(body);
        return (version == null ? request : request.header("If-Match", version))
                .put("/v1/legs/templates/{kind}", kind)
                .then();
    }

    private static ValidatableResponse party(String id, String body, @Nullable String version) {
        var request = as("lena").contentType(ContentType.JSON).body(body);
        return (version == null ? request : request.header("If-Match", version))
                .put("/v1/legs/parties/{id}", id)
                .then();
    }
}
