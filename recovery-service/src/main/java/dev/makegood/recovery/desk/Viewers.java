package dev.makegood.recovery.desk;

import dev.makegood.contract.Person;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Who looks at which journey at the moment: whoever has said so in the last half minute, by the database's clock. */
@ApplicationScoped
class Viewers {

    /** Someone who looks. */
    public record Viewer(Person person, Instant seenAt) {}

    private static final String SEE = """
            insert into viewer (journey_id, person_id, person_name, seen_at) values (?, ?, ?, now())
            on conflict (journey_id, person_id) do update set person_name = excluded.person_name, seen_at = now()
            """;

    private static final String OTHERS = """
            select person_id, person_name, seen_at from viewer
            where journey_id = ? and person_id <> ? and seen_at > now() - interval '30 seconds'
            order by person_name, person_id limit 100
            """;

    private final AgroalDataSource database;

    Viewers(AgroalDataSource database) {
        this.database = database;
    }

    void look(UUID journey, Person person) {
        run(SEE, journey, person.id(), person.name());
    }

    void leave(UUID journey, String person) {
        run("delete from viewer where journey_id = ? and person_id = ?", journey, person);
    }

    /** Everybody else who looks. */
    List<Viewer> others(UUID journey, String person) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(OTHERS)) {
            select.setObject(1, journey);
            select.setString(2, person);
            List<Viewer> viewers = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    viewers.add(new Viewer(
                            new Person(rows.getString("person_id"), rows.getString("person_name")),
                            rows.getObject("seen_at", OffsetDateTime.class).toInstant()));
                }
            }
            return viewers;
        } catch (SQLException e) {
            throw new IllegalStateException("Who looks could not be read", e);
        }
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        run("delete from viewer where seen_at < now() - interval '10 minutes'");
    }

    private void run(String sql, Object... values) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Who looks could not be written", e);
        }
    }
}
