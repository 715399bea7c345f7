package dev.makegood.complaint.segment;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.creating;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.makegood.chassis.testing.RealBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class SegmentsResourceTest {

    private final String name = "Families " + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void whatMattersToACustomersSegmentIsSeenOnTheCustomer() {
        rank("lena", null, ranked(60, 40)).statusCode(201).header("ETag", "\"0\"");

        var id = creating(as("eleni"))
                .body(Map.of("name", "Maria", "language", "es", "segment", name.toUpperCase(Locale.ROOT)))
                .post("/v1/customers")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");

        as("eleni")
                .get("/v1/customers/" + id)
                .then()
                .statusCode(200)
                .body("expectations.what", contains("Somebody calls the same day", "The price that was said"))
                .body("expectations.weight", contains(60, 40));
    }

    @Test
    void whatMatteredBeforeIsKept() {
        rank("lena", null, ranked(60, 40)).statusCode(201);
        rank("marcus", "\"0\"", ranked(50, 50)).statusCode(200).header("ETag", "\"1\"");
        rank("lena", "\"0\"", ranked(90, 10)).statusCode(412);
        rank("lena", null, ranked(90, 10)).statusCode(428);

        history()
                .body("items.version", contains(1, 0))
                .body("items[0].by.name", equalTo("Marcus Bell"))
                .body("items[1].expectations.weight", contains(60, 40));
    }

    @Test
    void aRetiredSegmentIsHistory() {
        rank("lena", null, ranked(60, 40)).statusCode(201);
        as("lena")
                .header("If-Match", "\"0\"")
                .delete("/v1/segments/" + name)
                .then()
                .statusCode(204);

        as("eleni").get("/v1/segments/" + name).then().statusCode(404);
        as("eleni").get("/v1/segments").then().statusCode(200).body("items.name", not(hasItem(name)));
        history()
                .body("items", hasSize(2))
                .body("items[0].retired", equalTo(true))
                .body("items[0].expectations", empty());
        rank("lena", null, ranked(70, 30)).statusCode(201).header("ETag", "\"2\"");
    }

    @ParameterizedTest
    @CsvSource({
        "60, 30, /expectations, weights-sum",
        "40, 60, /expectations/1/weight, rank-against-weight",
    })
    void theWeightsShareOutAHundredAndFollowTheRank(int first, int second, String pointer, String code) {
        rank("lena", null, ranked(first, second))
                .statusCode(422)
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code));
    }

    @Test
    void whatIsRankedTwiceOrIsNothingIsRefused() {
        rank("lena", null, ranked(50, 50).replace("The price that was said", "somebody calls THE SAME DAY"))
                .statusCode(422)
                .body("errors[0].code", equalTo("repeated"));
        rank("lena", null, "{\"expectations\": []}").statusCode(400);
        rank("lena", null, "{\"expectations\": [null]}").statusCode(400);
        rank("lena", null, ranked(100, 0)).statusCode(400);
        rank("lena", null, "{\"expectations\": [{\"what\": \" \", \"weight\": 100}]}")
                .statusCode(400);
        as("lena").urlEncodingEnabled(false).get("/v1/segments/a%00b").then().statusCode(404);
        as("lena")
                .urlEncodingEnabled(false)
                .get("/v1/segments/a%00b/history")
                .then()
                .statusCode(404);
        as("lena")
                .urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .body(ranked(60, 40))
                .put("/v1/segments/a%00b")
                .then()
                .statusCode(400);
    }

    @Test
    void leadsAndManagersDecideWhatMatters() {
        rank("eleni", null, ranked(60, 40)).statusCode(403);
        rank("dealer", null, ranked(60, 40)).statusCode(403);
        given().get("/v1/segments").then().statusCode(401);
        as("dealer").get("/v1/segments/" + name).then().statusCode(403);
        as("eleni").get("/v1/segments/" + name).then().statusCode(404);
    }

    private static String ranked(int first, int second) {
        return """
                {"expectations": [{"what": "Somebody calls the same day", "weight": %d},
                                  {"what": "The price that was said", "weight": %d}]}
                """.formatted(first, second);
    }

    private ValidatableResponse history() {
        return as("eleni").get("/v1/segments/" + name + "/history").then().statusCode(200);
    }

    private ValidatableResponse rank(String who, @Nullable String ifMatch, String body) {
        var request = as(who).contentType(ContentType.JSON).body(body);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put("/v1/segments/" + name)
                .then();
    }
}
