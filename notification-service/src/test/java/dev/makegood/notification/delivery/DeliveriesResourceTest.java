package dev.makegood.notification.delivery;

import static dev.makegood.notification.Events.ELENI;
import static dev.makegood.notification.Events.NOW;
import static dev.makegood.notification.Events.address;
import static dev.makegood.notification.Events.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import dev.makegood.contract.UpdateGiven;
import dev.makegood.notification.Events;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The desk sees what customers were told. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class DeliveriesResourceTest {

    @Test
    void aListIsNewestFirstAndGoesOnByItsCursor() {
        var id = told(5);
        List<String> texts = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            var request = as("eleni").queryParam("complaint", id).queryParam("limit", 2);
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var page = request.get("/v1/deliveries").then().statusCode(200).extract();
            for (String delivery : page.jsonPath().getList("items.id", String.class)) {
                texts.add(
                        as("eleni").get("/v1/deliveries/" + delivery).jsonPath().getString("text"));
            }
            cursor = page.jsonPath().getString("next");
            assertThat(page.header("Link") == null).isEqualTo(cursor == null);
        } while (cursor != null);

        assertThat(texts).hasSize(6);
        for (int i = 0; i < 5; i++) {
            assertThat(texts.get(i)).contains("News %d.".formatted(5 - i));
        }
        assertThat(texts.get(5)).contains("Thank you for telling us");
    }

    @Test
    void aListIsNarrowedByStateAndKind() {
        var id = told(1);
        as("marcus")
                .queryParam("complaint", id)
                .queryParam("kind", "update")
                .queryParam("state", "SENT")
                .get("/v1/deliveries")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].kind", equalTo("update"))
                .body("items[0].medium", equalTo("EMAIL"))
                .body("items[0].language", equalTo("en"))
                .body("items[0].attempts", equalTo(1))
                .body("items[0].nextAttemptAt", nullValue())
                .body("next", nullValue());
        as("marcus")
                .queryParam("complaint", id)
                .queryParam("state", "FAILED")
                .get("/v1/deliveries")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void aDeliveryShowsItsWordsWithoutTheCustomersLink() {
        var id = told(0);
        String delivery =
                as("olga").queryParam("complaint", id).get("/v1/deliveries").path("items[0].id");
        as("olga")
                .get("/v1/deliveries/" + delivery)
                .then()
                .statusCode(200)
                .body("complaintId", equalTo(id.toString()))
                .body("state", equalTo("SENT"))
                .body("sentAt", notNullValue())
                .body("tried", hasSize(1))
                .body("tried[0].outcome", equalTo("SENT"))
                .body("subject", equalTo("We have your complaint MG-7QF3-K9MP"))
                .body("text", containsString("Eleni Papadaki"))
                .body("text", not(containsString("/track/")));
    }

    @Test
    void whoHasNoBusinessWithItSeesNothing() {
        RestAssured.get("/v1/deliveries").then().statusCode(401);
        as("dealer").get("/v1/deliveries").then().statusCode(403);
        as("dealer").get("/v1/deliveries/" + UUID.randomUUID()).then().statusCode(403);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        as("eleni").get("/v1/deliveries/" + UUID.randomUUID()).then().statusCode(404);
        as("eleni").get("/v1/deliveries/nothing").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind=nonsense", "state=sent", "complaint=1", "limit=0", "cursor=x", "colour=blue"})
    void aParameterThatMeansNothingIsRefused(String parameter) {
        as("eleni").get("/v1/deliveries?" + parameter).then().statusCode(400);
    }

    /** A complaint whose customer got its receipt and so many updates. */
    private static UUID told(int updates) {
        var received = Events.complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        publish(received);
        for (int i = 1; i <= updates; i++) {
            publish(new UpdateGiven(id, ELENI, "News %d.".formatted(i), JourneyState.RECOVERING, NOW));
        }
        await(address(id)).atMost(Duration.ofSeconds(20)).until(() -> {
            List<String> states = as("eleni")
                    .queryParam("complaint", id)
                    .get("/v1/deliveries")
                    .jsonPath()
                    .getList("items.state");
            return states.size() == updates + 1 && states.stream().allMatch("SENT"::equals);
        });
        return id;
    }

    private static RequestSpecification as(String user) {
        return RestAssured.given().auth().oauth2(Tokens.of(user));
    }
}
