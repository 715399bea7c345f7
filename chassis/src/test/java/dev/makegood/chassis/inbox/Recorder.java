package dev.makegood.chassis.inbox;

import dev.makegood.chassis.testing.Database;
import dev.makegood.contract.ComplaintEvent;
import dev.makegood.contract.RecoveryConfirmed;
import dev.makegood.contract.Topic;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** The listener of this module's tests. Its effect is a row per event; it fails, or waits, where a test asks for that. */
@ApplicationScoped
class Recorder implements Listener<ComplaintEvent> {

    /** What stands in the words of an event that this listener cannot take in until it is mended. */
    static final String SPOILT = "spoilt";

    /** What stands in the words of an event whose effect takes until the test has seen enough. */
    static final String SLOW = "slow";

    static final CountDownLatch SLOW_BEGUN = new CountDownLatch(1);
    static final CountDownLatch SLOW_MAY_END = new CountDownLatch(1);

    private static final Set<UUID> MENDED = ConcurrentHashMap.newKeySet();

    private final AgroalDataSource database;

    Recorder(AgroalDataSource database) {
        this.database = database;
    }

    /** Before the first consumer starts. */
    void prepare(@Observes @jakarta.annotation.Priority(1) StartupEvent started) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    create table if not exists effect (
                        position bigint generated always as identity primary key,
                        event_id uuid not null, key uuid not null, words text)
                    """);
        }
    }

    @Override
    public Topic topic() {
        return Topic.COMPLAINTS;
    }

    @Override
    public void on(ComplaintEvent event, UUID id) {
        var words = event instanceof RecoveryConfirmed confirmed ? String.valueOf(confirmed.words()) : "";
        Database.run("insert into effect (event_id, key, words) values (?, ?, ?)", id, event.key(), words);
        // After the effect, so that it is seen whether a failure undoes it.
        if (words.startsWith(SPOILT) && !MENDED.contains(event.key())) {
            throw new IllegalStateException("cannot take " + words);
        }
        if (words.equals(SLOW) && MENDED.contains(event.key())) {
            SLOW_BEGUN.countDown();
            try {
                SLOW_MAY_END.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        } else if (words.equals(SLOW)) {
            throw new IllegalStateException("not yet");
        }
    }

    static void mend(UUID key) {
        MENDED.add(key);
    }

    /** The words of the events that had their effect, in the order in which they had it. */
    static List<String> effects(UUID key) {
        return Database.column("select words from effect where key = ? order by position", key);
    }
}
