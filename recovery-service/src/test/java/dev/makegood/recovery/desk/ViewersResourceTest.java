package dev.makegood.recovery.desk;

import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Complaints;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class ViewersResourceTest {

    @Test
    void whoLooksSeesWhoElseDoes() {
        var journey = Complaints.takenByEleni();
        look("eleni", journey, 0);
        look("mikko", journey, 1);
        look("lena", journey, 2);
        as("eleni")
                .get(path(journey) + "/viewers")
                .then()
                .statusCode(200)
                .body("items.person.name", contains("Lena Hartmann", "Mikko Virtanen"));
        as("lena").delete(path(journey) + "/viewers/me").then().statusCode(204);
        as("eleni").get(path(journey) + "/viewers").then().body("items.person.name", contains("Mikko Virtanen"));
        look("eleni", Complaints.takenByEleni(), 0);
    }

    @Test
    void whoHasNotBeenHeardOfForHalfAMinuteLooksNoLonger() {
        var journey = Complaints.takenByEleni();
        look("eleni", journey, 0);
        look("mikko", journey, 1);
        Database.run(
                "update viewer set seen_at = now() - interval '31 seconds' where journey_id = ? and person_name like 'Eleni%'",
                journey);
        look("mikko", journey, 0);
        look("eleni", journey, 1);
        look("mikko", journey, 1);
    }

    @Test
    void onlyThoseWhoWorkHereLook() {
        var journey = Complaints.takenByEleni();
        as("dealer").put(path(journey) + "/viewers/me").then().statusCode(403);
        as("eleni").put(path(UUID.randomUUID()) + "/viewers/me").then().statusCode(404);
    }

    private static void look(String user, UUID journey, int others) {
        as(user).put(path(journey) + "/viewers/me").then().statusCode(200).body("items", hasSize(others));
    }
}
