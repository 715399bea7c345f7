package dev.makegood.recovery.journey;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How many journeys everybody carries: counted a second ago at most, plus what this replica gave them since. Enough to choose well
 * by; that two replicas may both choose the same person within a second does no harm.
 */
@ApplicationScoped
class Loads {

    private static final Duration FRESH = Duration.ofSeconds(1);

    /** Nobody is counted further than to where they have no room, so that a count costs what people can carry. */
    private static final String COUNT = """
            select agent.id, (
                select count(*) from (
                    select 1 from journey where owner_id = agent.id and state <> 'CLOSED' limit agent.capacity + 1) carried)
            from agent
            """;

    private final AgroalDataSource database;
    private final Clock clock;
    private volatile @Nullable Counted counted;

    Loads(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    int of(String agent) {
        return current().carried().getOrDefault(agent, 0);
    }

    /** One more is theirs. */
    void add(String agent) {
        current().carried().merge(agent, 1, Integer::sum);
    }

    private Counted current() {
        var now = clock.instant();
        var last = counted;
        if (last == null || Duration.between(last.at(), now).abs().compareTo(FRESH) > 0) {
            last = new Counted(now, count());
            counted = last;
        }
        return last;
    }

    /** By agent, counted now. */
    Map<String, Integer> count() {
        Map<String, Integer> loads = new ConcurrentHashMap<>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(COUNT);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                loads.put(rows.getString(1), rows.getInt(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("What everybody carries could not be counted", e);
        }
        return loads;
    }

    private record Counted(Instant at, Map<String, Integer> carried) {}
}
