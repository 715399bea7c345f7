package dev.makegood.recovery.testing;

import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static org.hamcrest.Matchers.equalTo;

import dev.makegood.chassis.testing.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The parties of the story, and the legs that they are asked to walk. */
public final class Walkers {

    public static final String DEALER = "harbour-motors";
    public static final String TOWING = "blue-road-towing";

    public static final Map<String, Object> PACKET = Map.of(
            "contact", Map.of("name", "Nikos", "phone", "+30 210 0000000"),
            "references", Map.of("claimNumber", "C-2026-117"),
            "facts", Map.of("plate", "ABC-1234", "where", "A1, kilometre 43"),
            "asked", List.of("Is anybody hurt?"));

    private Walkers() {}

    /** The dealer cannot work without a number plate; the towing firm takes whatever it gets. */
    public static void areKnown() {
        Database.run("""
                insert into party (id, version, name, requires) values
                    ('harbour-motors', 0, 'Harbour Motors', '{plate}'), ('blue-road-towing', 0, 'Blue Road Towing', '{}')
                on conflict (id) do update set requires = excluded.requires, kind = null
                """);
    }

    /** Asks for a leg, and returns where it is. */
    public static String request(UUID journey, String party, Duration due) {
        String location = make("eleni", path(journey) + "/legs", leg(party, due, PACKET))
                .statusCode(201)
                .header("ETag", equalTo("\"0\""))
                .extract()
                .header("Location");
        return location.substring(location.indexOf("/v1/legs/"));
    }

    public static String id(String leg) {
        return leg.substring("/v1/legs/".length());
    }

    public static Map<String, Object> leg(String party, Duration due, Map<String, Object> packet) {
        return new HashMap<>(Map.of(
                "party",
                party,
                "work",
                "Mend the gearbox",
                "dueAt",
                Instant.now().plus(due).toString(),
                "packet",
                packet));
    }
}
