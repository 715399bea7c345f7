package dev.makegood.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever asks to be forgotten is, by all three services, within a minute; what can be counted stays. */
@ExtendWith(RunningStack.class)
class ForgettingIT {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final String tag = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final String name = "Zacharias" + tag;
    private final String word = "Wrackspurt" + tag;
    private final String address = "zach" + tag + "@customers.example";
    private final List<String> traces = List.of(name, word, address);

    private final Stack stack;
    private final Desk eleni;

    ForgettingIT(Stack stack) {
        this.stack = stack;
        this.eleni = stack.as("eleni");
    }

    @Test
    void everyServiceForgetsWithinAMinute() throws Exception {
        var complaint = eleni.post(
                        "/v1/complaints",
                        Map.of(
                                "customer",
                                Map.of("name", name + " Quill", "language", "en", "email", address),
                                "verbatim",
                                "My car is a %s, says %s.".formatted(word, name),
                                "desiredOutcome",
                                "No more " + word,
                                "channel",
                                "PHONE"))
                .expect(201);
        var id = complaint.at("/id");
        live(id);
        for (String service : List.of("complaint", "recovery", "notification")) {
            assertThat(places(service)).as(service).isNotEmpty();
        }
        var page = stack.mailbox().to(address).getFirst().link();
        assertThat(stack.anybody().get(page).status()).isEqualTo(200);

        var customer = eleni.get("/v1/complaints/" + id).at("/customer/id");
        var erasure = "/v1/erasures/"
                + eleni.post("/v1/erasures", Map.of("customer", customer, "reason", name + " called."))
                        .expect(201)
                        .at("/id");
        stack.as("marcus").readAndMove(erasure, "confirm", null).expect(200);

        for (String service : List.of("complaint", "recovery", "notification")) {
            await().atMost(A_MINUTE)
                    .pollInterval(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(places(service)).as(service).isEmpty());
        }
        await().atMost(A_MINUTE).untilAsserted(() -> assertThat(files()).isEmpty());
        assertThat(stack.anybody().get(page))
                .satisfies(gone -> assertThat(gone.status()).isEqualTo(410))
                .satisfies(gone -> assertThat(gone.text()).doesNotContain(traces));
        assertThat(eleni.get("/v1/journeys/" + id).expect(200).at("/state")).isEqualTo("CLOSED");
        var verified =
                stack.as("marcus").get("/v1/journeys/" + id + "/evidence").expect(200);
        assertThat(verified.text()).doesNotContain(traces);
    }

    /** As much as happens to a complaint, with their name and their word in it wherever somebody can write. */
    private void live(String id) {
        var complaint = "/v1/complaints/" + id;
        var journey = "/v1/journeys/" + id;
        await().atMost(20, SECONDS).until(() -> eleni.get(journey).status() == 200);
        var said = Map.of("words", "Dear %s, about your %s.".formatted(name, word));
        eleni.readAndMove(journey, "acknowledge", said).expect(200);
        eleni.post(
                        journey + "/apologies",
                        Map.of("words", "I am sorry, %s, for the %s and the wait.".formatted(name, word)))
                .expect(201);
        eleni.post(journey + "/updates", said).expect(201);
        eleni.post(journey + "/notes", Map.of("words", "%s is nice; the %s is not.".formatted(name, word)))
                .expect(201);
        eleni.post(
                        journey + "/questions",
                        Map.of("fact", "plate", "words", "What is the plate of your %s, %s?".formatted(word, name)))
                .expect(201);
        eleni.post(complaint + "/messages", said).expect(201);
        stack.as("lena")
                .put(
                        "/v1/legs/parties/forgetful-motors",
                        null,
                        Map.of("name", "Forgetful Motors", "requires", List.of()));
        eleni.post(
                        journey + "/legs",
                        Map.of(
                                "party",
                                "forgetful-motors",
                                "work",
                                "Take the %s out of the car of %s".formatted(word, name),
                                "dueAt",
                                Instant.now().plus(5, ChronoUnit.DAYS).toString(),
                                "packet",
                                Map.of(
                                        "contact",
                                        Map.of("name", name, "email", address),
                                        "references",
                                        Map.of("complaint", "ours"),
                                        "facts",
                                        Map.of("creature", word),
                                        "asked",
                                        List.of("Where the " + word + " sits"))))
                .expect(201);
        await().atMost(30, SECONDS).until(() -> stack.mailbox().to(address).size() >= 5);
        stack.anybody()
                .form(stack.mailbox().to(address).getFirst().link() + "/messages", "words=It+is+a+" + word)
                .expect(303);
        await().atMost(20, SECONDS)
                .until(() -> eleni.get(journey + "/facts").text().contains(word));
    }

    /** Every column of a service's database that holds a trace of them. */
    private Set<String> places(String service) throws SQLException {
        Set<String> places = new TreeSet<>();
        try (var connection = stack.connect(service)) {
            for (Column column : columns(connection)) {
                for (String trace : traces) {
                    if (holds(connection, column, trace)) {
                        places.add(column.table() + "." + column.name() + ": " + trace);
                    }
                }
            }
        }
        return places;
    }

    private record Column(String table, String name, String type) {}

    private static List<Column> columns(Connection connection) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select table_name, column_name, data_type from information_schema.columns
                        join information_schema.tables using (table_schema, table_name)
                        where table_schema = 'public' and table_type = 'BASE TABLE'
                        and data_type in ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY', 'tsvector')
                        """)) {
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return columns;
    }

    private static boolean holds(Connection connection, Column column, String trace) throws SQLException {
        var where = column.type().equals("bytea")
                ? "position(convert_to(?, 'UTF8') in \"%s\") > 0"
                : "position(lower(?) in lower(\"%s\"::text)) > 0";
        try (var statement = connection.prepareStatement("select exists (select from \"%s\" where %s)"
                .formatted(column.table(), where.formatted(column.name())))) {
            statement.setString(1, trace);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Files that hold a trace of them: attachments, and logs, in which nobody's words belong. */
    private List<Path> files() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(stack.services().home())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (traces.stream().anyMatch(content::contains)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
