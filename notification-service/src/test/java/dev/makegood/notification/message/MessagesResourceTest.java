package dev.makegood.notification.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever answers for what people hear can read all of it before anybody else does. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class MessagesResourceTest {

    private static final Pattern HREF = Pattern.compile("href=\"([^\"]+)\"");

    @Test
    void everyMessageIsThereAndEveryLinkLeadsToOne() {
        var index = get("olga", "/messages").statusCode(200).extract().asString();
        for (MessageKind kind : MessageKind.values()) {
            // What programs are told has no words to look at.
            assertThat(index.contains("messages/%s/fi/1.html".formatted(kind)))
                    .as(kind.toString())
                    .isEqualTo(kind.audience() != Audience.SUBSCRIBER);
        }
        var links = HREF.matcher(index).results().map(link -> link.group(1)).toList();
        assertThat(links).hasSizeGreaterThan(500);
        links.stream()
                .filter(link -> link.contains("/ru/"))
                .forEach(link -> get("olga", "/" + link).statusCode(200));
    }

    @ParameterizedTest
    @EnumSource
    void itIsShownAsItIsWritten(Language language) {
        var path = "/messages/apology/%s/1".formatted(language.code());
        var words = ((Message.Apology) Samples.of(MessageKind.APOLOGY, language).getFirst()).words();
        get("olga", path + ".html")
                .statusCode(200)
                .body(containsString("<html lang=\"%s\"".formatted(language.code())))
                .body(containsString(words));
        get("olga", path + ".txt").statusCode(200).body(containsString(words));
        get("olga", path + ".sms").statusCode(200).body(containsString("MG-7QF3-K9MP https://makegood.example/track/"));
    }

    @Test
    void nothingOfItRunsOrIsFoundByASearchEngine() {
        get("olga", "/messages/receipt/en/1.html")
                .header("Content-Security-Policy", startsWith("default-src 'none'; style-src 'unsafe-inline'"))
                .header("Content-Security-Policy", containsString("sandbox"))
                .header("X-Robots-Tag", equalTo("noindex, nofollow"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Cache-Control", equalTo("no-store"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/messages/none/en/1.html",
                "/messages/receipt/de/1.html",
                "/messages/receipt/en/0.html",
                "/messages/receipt/en/9.html",
                "/messages/escalated/en/1.sms"
            })
    void whatThereIsNotIsNotFound(String path) {
        get("olga", path).statusCode(404);
    }

    @Test
    void whoeverAnswersForNothingOfItDoesNotSeeIt() {
        RestAssured.get("/messages").then().statusCode(401);
        get("dealer", "/messages").statusCode(403);
        get("eleni", "/messages/receipt/en/1.html").statusCode(403);
        get("lena", "/messages").statusCode(200);
    }

    @Test
    void onlyWhatIsForCustomersHasATelephoneForm() {
        var index = get("lena", "/messages").extract().asString();
        for (MessageKind kind : MessageKind.values()) {
            assertThat(index.contains("messages/%s/en/1.sms".formatted(kind)))
                    .isEqualTo(kind.audience() == Audience.CUSTOMER);
        }
    }

    private static ValidatableResponse get(String user, String path) {
        return RestAssured.given().auth().oauth2(Tokens.of(user)).get(path).then();
    }
}
