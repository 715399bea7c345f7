package dev.makegood.recovery.journey;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.step;
import static dev.makegood.recovery.testing.Walkers.DEALER;
import static dev.makegood.recovery.testing.Walkers.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Walkers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever decided on what is no longer so is told what happened meanwhile. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class JourneyVersionsTest {

    @Test
    void whoIsLateIsToldWhatHappenedMeanwhileAndWhatIsPossibleNow() {
        Walkers.areKnown();
        var journey = Desk.recovering();
        var read = as("eleni").get(path(journey)).header("ETag");
        request(journey, DEALER, Duration.ofDays(2));
        make("lena", path(journey) + "/updates", Map.of("words", "News")).statusCode(201);
        Desk.apologise(journey);
        var now = as("eleni").get(path(journey)).header("ETag");
        assertThat(now).isNotEqualTo(read);

        step("eleni", path(journey), "cause", Map.of("cause", "PROCESS"), read)
                .statusCode(412)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:makegood:problem:precondition-failed"))
                .body("etag", equalTo(now))
                .body("state", equalTo("RECOVERING"))
                .body("owner.name", equalTo("Eleni Papadaki"))
                .body("moves", hasItem("CLASSIFY_CAUSE"))
                .body("moves", not(hasItem("PROPOSE")))
                .body(
                        "changes.type",
                        contains("LegRequested", "UpdateGiven", "PromiseKept", "PromiseMade", "ApologyMade"))
                .body("changes[1].by.name", equalTo("Lena Hartmann"))
                .body("changes[0].by.name", equalTo("Harbour Motors"))
                .body("changes[4].by.name", equalTo("Eleni Papadaki"));
        step("eleni", path(journey), "cause", Map.of("cause", "PROCESS"), now).statusCode(200);
        step("eleni", path(journey), "cause", Map.of("cause", "POLICY"), now)
                .statusCode(412)
                .body("changes.type", contains("CauseClassified"));
    }

    @Test
    void aVersionThatNeverWasTellsNothing() {
        var journey = Complaints.takenByEleni();
        for (String version : new String[] {"\"77\"", "\"-1\"", "*", "W/\"0\"", "\"99999999999\"", "0"}) {
            step("eleni", path(journey), "acknowledge", Map.of(), version)
                    .statusCode(412)
                    .body("etag", equalTo("\"0\""))
                    .body("changes", hasSize(0));
        }
        step("eleni", path(journey), "acknowledge", Map.of(), null).statusCode(428);
    }

    @Test
    void whoMayNotMoveItIsToldNothingOfIt() {
        var journey = Desk.recovering();
        step("mikko", path(journey), "cause", Map.of("cause", "PROCESS"), "\"0\"")
                .statusCode(403)
                .body("$", not(hasKey("changes")));
    }
}
