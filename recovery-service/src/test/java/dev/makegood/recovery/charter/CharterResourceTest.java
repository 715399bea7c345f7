package dev.makegood.recovery.charter;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class CharterResourceTest {

    /** Other tests count on what Makegood comes with. */
    @AfterEach
    void leaveTheDefaultBehind() {
        put(Charters.shipped()).statusCode(200);
    }

    @Test
    void thereIsACharterFromTheFirstStartOn() {
        as("eleni")
                .get("/v1/charter")
                .then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .body("charter.rights", hasSize(10))
                .body("charter.rights[0].wording.el", startsWith("Ένας άνθρωπος"))
                .body("charter.regimes.id", hasItem("disp-payments"));
        as("eleni").get("/v1/charter/versions/1").then().statusCode(200).body("by", equalTo(null));
    }

    @Test
    void aManagerPutsTheNextVersionAndTheOneBeforeStays() {
        int before = version();
        put(Charters.shipped().replace("within: 3 days", "within: 2 days"))
                .statusCode(200)
                .header("ETag", "\"" + (before + 1) + "\"")
                .body("by.name", equalTo("Marcus Bell"))
                .body("charter.rights[3].within", equalTo("2 days"));
        assertThat(version()).isEqualTo(before + 1);
        as("eleni")
                .get("/v1/charter/versions/" + before)
                .then()
                .statusCode(200)
                .body("charter.rights[3].within", equalTo("3 days"));
        as("eleni")
                .get("/v1/charter/versions?limit=1")
                .then()
                .body("items[0].version", equalTo(before + 1))
                .body("next", notNullValue());
        assertThat(as("eleni")
                        .get("/v1/charter/versions/" + (before + 1) + "/source")
                        .asString())
                .startsWith("# What every customer is owed");
        as("eleni").get("/v1/charter/versions/" + (before + 2)).then().statusCode(404);
    }

    @Test
    void theSameCharterSaidAgainIsNoOtherVersionAndJsonIsAsGoodAsYaml() {
        put(Charters.shipped()).statusCode(200);
        int before = version();
        put("# Another comment\n" + Charters.shipped()).statusCode(200);
        assertThat(version()).isEqualTo(before);
        var json = as("marcus").get("/v1/charter").jsonPath().getMap("charter");
        as("marcus")
                .contentType("application/json")
                .header("If-Match", "\"" + before + "\"")
                .body(json)
                .put("/v1/charter")
                .then()
                .statusCode(200)
                .header("ETag", "\"" + before + "\"");
    }

    @Test
    void itIsAManagersAndOnTheVersionThatTheyRead() {
        for (String user : new String[] {"eleni", "lena", "olga", "dealer"}) {
            as(user).contentType("application/yaml")
                    .header("If-Match", "\"1\"")
                    .body(Charters.shipped().getBytes(StandardCharsets.UTF_8))
                    .put("/v1/charter")
                    .then()
                    .statusCode(403);
        }
        put(Charters.shipped(), null).statusCode(428);
        put(Charters.shipped(), "\"4711\"").statusCode(412);
    }

    @Test
    void ofManyWhoPutOneOnTheSameVersionOneDoes() {
        var etag = as("marcus").get("/v1/charter").header("ETag");
        var answers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> put(
                                Charters.shipped().replace("name: Our promise to you", "name: Promise " + i), etag)
                        .extract()
                        .statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).containsOnly(200, 412).containsOnlyOnce(200);
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNoCharterIsRefusedWhereItIsNone(String from, String to, String pointer, String code) {
        int before = version();
        assertThat(Charters.shipped()).contains(from);
        put(Charters.shipped().replace(from, to))
                .statusCode(422)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:makegood:problem:charter-refused"))
                .body("errors.find { it.pointer == '" + pointer + "' }.code", equalTo(code));
        assertThat(version()).isEqualTo(before);
    }

    static Stream<Arguments> whatIsNoCharterIsRefusedWhereItIsNone() {
        return Stream.of(
                Arguments.of("name: Our promise to you", "name: Ours\nmotto: Always", "/motto", "unknown-field"),
                Arguments.of("within: 14 days", "within: 14 days\n    until: noon", "/rights/4/until", "unknown-field"),
                Arguments.of("within: 14 days", "within: a fortnight", "/rights/4/within", "invalid"),
                Arguments.of("promise: RESOLUTION", "promise: HAPPINESS", "/rights/4/promise", "unknown-value"),
                Arguments.of("  - id: put-right", "  - id: Put Right", "/rights/4/id", "invalid"),
                Arguments.of(
                        "      fi: Korjaamme asian neljäntoista päivän kuluessa.\n",
                        "",
                        "/rights/4/wording/fi",
                        "required"),
                Arguments.of("name: Our promise to you", "", "/name", "required"),
                Arguments.of("name: Our promise to you", "name: [1, 2]", "/name", "wrong-type"),
                Arguments.of("name: Our promise to you", "name: Ours\nname: Theirs", "", "malformed"),
                Arguments.of("name: Our promise to you", "name: *a", "/name", "unusable-character"),
                Arguments.of("rights:", "\trights:", "", "malformed"));
    }

    @Test
    void aBombIsRefusedAtOnce() {
        put("a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n")
                .statusCode(422)
                .body("errors[0].detail", containsString("Anchors and aliases"));
        put("a: " + "[".repeat(5_000) + "]".repeat(5_000)).statusCode(422);
        put("# " + "x".repeat(CharterDocument.LONGEST)).statusCode(422).body("errors[0].code", equalTo("wrong-size"));
        put("!!javax.script.ScriptEngineManager [x]").statusCode(422);
        put("x".repeat(600_000)).statusCode(413);
        put("null").statusCode(422);
    }

    @Test
    void aVersionIsNeverChanged() {
        assertThatThrownBy(() -> Database.run("update charter_version set source = ''"))
                .hasMessageContaining("never changed");
        assertThatThrownBy(() -> Database.run("delete from charter_version")).hasMessageContaining("never changed");
    }

    private static int version() {
        return as("marcus").get("/v1/charter").path("version");
    }

    static ValidatableResponse put(String document) {
        return put(document, as("marcus").get("/v1/charter").header("ETag"));
    }

    private static ValidatableResponse put(String document, @Nullable String version) {
        var request = as("marcus").contentType("application/yaml; charset=UTF-8");
        if (version != null) {
            request.header("If-Match", version);
        }
        return request.body(document.getBytes(StandardCharsets.UTF_8))
                .put("/v1/charter")
                .then();
    }
}
