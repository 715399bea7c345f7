package dev.makegood.recovery.testing;

import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.chassis.testing.Database;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who works here, for tests: put into the directory by Lena, and out of everybody's way afterwards. */
public final class Colleagues {

    /** The subjects of their tokens. */
    public static final Map<String, String> ID = Map.of(
            "eleni", "eb541849-7b35-5ea1-a38b-9230040056bd",
            "sofia", "5d3c91e3-cb75-5aae-8389-3235fc00a4b1",
            "mikko", "43d8a850-4061-577f-b5b6-fa23e2344339",
            "irina", "9ccb7cbb-6453-5b69-a67b-ea14ece581cb",
            "james", "dd51d110-bb5a-580c-946f-d0bace5e757a",
            "lena", "f59fd8b0-8ada-5aea-bdda-51c2d2567adc",
            "marcus", "6b19d335-0224-5641-b51a-9c769816e17c");

    private Colleagues() {}

    /** They are here, and take on new journeys in these languages. */
    public static void here(String user, int capacity, String... languages) {
        put(user, capacity, languages);
        presence(user, "HERE");
    }

    /** They work here, and take on nothing new. */
    public static void known(String... users) {
        for (String user : users) {
            put(user, 1_000, "en");
            presence(user, "BUSY");
        }
    }

    /** They are a team of their own. */
    public static void team(String team, String... users) {
        known(users);
        for (String user : users) {
            Database.run("update agent set team = ? where id = ?", team, ID.get(user));
        }
    }

    /** Nobody takes on anything new, so that what other tests begin stays with the duty lead. */
    public static void allBusy() {
        as("lena").get("/v1/agents").jsonPath().<String>getList("items.id").forEach(id -> {
            var path = "/v1/agents/" + id;
            as("lena")
                    .contentType(ContentType.JSON)
                    .header("If-Match", as("lena").get(path).header("ETag"))
                    .body(Map.of("presence", "BUSY"))
                    .put(path + "/presence")
                    .then()
                    .statusCode(200);
        });
    }

    /** They are away, from then until then; returns the absence's path. */
    public static String away(String user, String deputy, Instant from, Instant until) {
        Map<String, Object> absence = new HashMap<>();
        absence.put("deputy", ID.get(deputy));
        absence.put("from", from.toString());
        absence.put("until", until.toString());
        absence.put("reason", "holiday");
        return make("lena", "/v1/agents/" + ID.get(user) + "/absences", absence)
                .statusCode(201)
                .extract()
                .header("Location")
                .replaceFirst("^https?://[^/]+", "");
    }

    /** Who was or would be away is here from now on; told over HTTP, since the service remembers who is away. */
    public static void nobodyIsAway() {
        for (String id : Database.column("select distinct agent_id from absence where until_at > now()")) {
            var path = "/v1/agents/" + id + "/absences";
            for (String absence : as("lena").get(path).jsonPath().<String>getList("items.id")) {
                as("lena").delete(path + "/" + absence).then().statusCode(204);
            }
        }
    }

    private static void put(String user, int capacity, String... languages) {
        var path = "/v1/agents/" + ID.get(user);
        var etag = as("lena").get(path).header("ETag");
        var request = as("lena")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name",
                        Map.of(
                                        "eleni", "Eleni Papadaki",
                                        "sofia", "Sofía Romero",
                                        "mikko", "Mikko Virtanen",
                                        "irina", "Irina Volkova",
                                        "james", "James Okafor",
                                        "lena", "Lena Hartmann",
                                        "marcus", "Marcus Bell")
                                .get(user),
                        "team",
                        "front",
                        "role",
                        user.equals("lena") ? "LEAD" : user.equals("marcus") ? "MANAGER" : "AGENT",
                        "languages",
                        List.of(languages),
                        "capacity",
                        capacity));
        if (etag != null) {
            request.header("If-Match", etag);
        }
        assertThat(request.put(path).statusCode()).isIn(200, 201);
    }

    private static void presence(String user, String presence) {
        var path = "/v1/agents/" + ID.get(user);
        as("lena")
                .contentType(ContentType.JSON)
                .header("If-Match", as("lena").get(path).header("ETag"))
                .body(Map.of("presence", presence))
                .put(path + "/presence")
                .then()
                .statusCode(200);
    }
}
