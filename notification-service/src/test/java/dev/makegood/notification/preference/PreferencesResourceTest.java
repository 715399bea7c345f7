package dev.makegood.notification.preference;

import static dev.makegood.notification.Events.address;
import static dev.makegood.notification.Events.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.Language;
import dev.makegood.notification.Events;
import dev.makegood.notification.Mailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People say how they want to hear from us, or the desk says it for them. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class PreferencesResourceTest {

    private static final String ELENI = "eb541849-7b35-5ea1-a38b-9230040056bd";
    private static final String PATH_OF_MINE = "/v1/preferences/me";

    @Test
    void whoWorksHereSaysHowTheyWantToHear() {
        change("sofia", PATH_OF_MINE, version("sofia", PATH_OF_MINE), """
                {"email": "sofia@makegood.example", "phone": "+34 612 345 678", "language": "es", "zone": "Europe/Madrid",
                 "media": ["SMS", "EMAIL"],
                 "quietHours": {"from": "22:00", "until": "07:30", "days": ["SUNDAY", "MONDAY"]},
                 "digest": ["16:00", "08:30"]}
                """)
                .then()
                .statusCode(200)
                .body("audience", equalTo("colleague"))
                .body("name", equalTo("Sofía Romero"))
                .body("email", equalTo("sofia@makegood.example"))
                .body("phone", equalTo("+34612345678"))
                .body("language", equalTo("es"))
                .body("zone", equalTo("Europe/Madrid"))
                .body("media", contains("SMS", "EMAIL"))
                .body("quietHours.from", equalTo("22:00"))
                .body("quietHours.until", equalTo("07:30"))
                .body("quietHours.days", contains("MONDAY", "SUNDAY"))
                .body("digest", contains("08:30", "16:00"));
        as("sofia").get(PATH_OF_MINE).then().statusCode(200).body("digest", contains("08:30", "16:00"));

        change("sofia", PATH_OF_MINE, version("sofia", PATH_OF_MINE), "{}")
                .then()
                .statusCode(200)
                .body("email", nullValue())
                .body("name", equalTo("Sofía Romero"));
    }

    @Test
    void aPartySaysItForItself() {
        change("dealer", PATH_OF_MINE, version("dealer", PATH_OF_MINE), """
                {"email": "desk@harbour.example", "media": ["EMAIL"]}
                """)
                .then()
                .statusCode(200)
                .body("audience", equalTo("party"))
                .body("id", equalTo("harbour-motors"));
        as("eleni").get("/v1/preferences/party/harbour-motors").then().body("email", equalTo("desk@harbour.example"));
        change("dealer", PATH_OF_MINE, version("dealer", PATH_OF_MINE), "{}");
    }

    @Test
    void anAgentSaysItForACustomerAndAnErasedOneIsForgotten() {
        var received = Events.complaint(Language.EN, "Ann Ode");
        publish(received);
        Mailbox.awaitMails(address(received.complaintId()), 1);
        var path = "/v1/preferences/customer/" + received.customer().id();
        as("eleni")
                .get(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("media", equalTo(java.util.List.of()));

        change("eleni", path, "\"0\"", """
                {"zone": "Europe/Athens", "kinds": {"update": ["SMS", "EMAIL"]}, "stopped": ["you-said-we-fixed"]}
                """)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("kinds.update", contains("SMS", "EMAIL"))
                .body("stopped", contains("you-said-we-fixed"));
        assertThat(as("eleni").get(path).jsonPath().getString("zone")).isEqualTo("Europe/Athens");

        publish(new CustomerErased(received.customer().id(), null, Events.NOW));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> as("eleni").get(path).then().statusCode(404));
    }

    @Test
    void aChangeNamesTheVersionThatItWasDecidedOn() {
        var path = "/v1/preferences/party/" + UUID.randomUUID();
        change("lena", path, "\"0\"", "{}").then().statusCode(200).header("ETag", "\"1\"");
        change("lena", path, "\"0\"", "{}").then().statusCode(412);
        as("lena").contentType(ContentType.JSON).body("{}").put(path).then().statusCode(428);
    }

    @ParameterizedTest
    @CsvSource({
        "eleni, GET, /v1/preferences/colleague/" + ELENI + ", 200",
        "lena, GET, /v1/preferences/colleague/" + ELENI + ", 200",
        "olga, GET, /v1/preferences/colleague/" + ELENI + ", 200",
        "sofia, GET, /v1/preferences/colleague/" + ELENI + ", 403",
        "dealer, GET, /v1/preferences/colleague/" + ELENI + ", 403",
        "dealer, GET, /v1/preferences/party/harbour-motors, 403",
        "petra, GET, /v1/preferences/me, 200",
        "petra, GET, /v1/preferences/party/harbour-motors, 403",
        "sofia, PUT, /v1/preferences/colleague/" + ELENI + ", 403",
        "sofia, PUT, /v1/preferences/party/harbour-motors, 403",
        "eleni, GET, /v1/preferences/customer/7f3d0c6e-0a6b-4d7e-8e0c-0d6f4b7f3a11, 404",
        "eleni, GET, /v1/preferences/customer/nobody, 404",
        "lena, GET, /v1/preferences/subscriber/7f3d0c6e-0a6b-4d7e-8e0c-0d6f4b7f3a11, 404",
        "lena, GET, /v1/preferences/COLLEAGUE/" + ELENI + ", 404",
    })
    void everybodySeesAndSaysWhatIsTheirs(String user, String method, String path, int status) {
        as(user).contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(method.equals("GET") ? "" : "{}")
                .request(method, path)
                .then()
                .statusCode(status);
    }

    @Test
    void nobodySeesAnythingWithoutAToken() {
        RestAssured.get(PATH_OF_MINE).then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"email\": \"a@b\\r\\nBcc: x@y\"}",
                "400 | {\"email\": \"nobody\"}",
                "400 | {\"digest\": [\"8:30\"]}",
                "400 | {\"digest\": [\"08:00\", \"12:00\", \"16:00\"]}",
                "400 | {\"media\": [\"PIGEON\"]}",
                "400 | {\"version\": 7}",
                "400 | {\"quietHours\": {\"from\": \"22:00\"}}",
                "422 | {\"phone\": \"7\"}",
                "422 | {\"zone\": \"Europe/Atlantis\"}",
                "422 | {\"media\": [\"WEBHOOK\"]}",
                "422 | {\"kinds\": {\"no-such-kind\": [\"EMAIL\"]}}",
                "422 | {\"kinds\": {\"update\": [\"EMAIL\"]}}",
                "422 | {\"stopped\": [\"update\"]}",
                "422 | {\"quietHours\": {\"from\": \"22:00\", \"until\": \"22:00\"}}",
                "422 | {\"quietHours\": {\"from\": \"06:00\", \"until\": \"22:01\"}}",
            })
    void whatCannotBeMeantIsRefused(int status, String body) {
        change("james", PATH_OF_MINE, "\"0\"", body).then().statusCode(status);
    }

    @Test
    void aCustomersAddressesAreSaidWithTheCustomer() {
        var received = Events.complaint(Language.EN, "Ann Ode");
        publish(received);
        Mailbox.awaitMails(address(received.complaintId()), 1);
        var path = "/v1/preferences/customer/" + received.customer().id();
        change("eleni", path, "\"0\"", "{\"email\": \"ann@example.org\"}")
                .then()
                .statusCode(422);
        change("eleni", path, "\"0\"", "{\"media\": [\"FEED\"]}").then().statusCode(422);
        change("eleni", path, "\"0\"", "{\"digest\": [\"08:00\"]}").then().statusCode(422);
        change("eleni", path, "\"0\"", "{\"stopped\": [\"update\"]}").then().statusCode(422);
    }

    private static String version(String user, String path) {
        return as(user).get(path).header("ETag");
    }

    private static Response change(String user, String path, String version, String body) {
        return as(user).contentType(ContentType.JSON)
                .header("If-Match", version)
                .body(body)
                .put(path);
    }

    private static RequestSpecification as(String user) {
        return RestAssured.given().auth().oauth2(Tokens.of(user));
    }
}
