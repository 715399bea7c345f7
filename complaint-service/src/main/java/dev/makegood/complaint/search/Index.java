package dev.makegood.complaint.search;

import dev.makegood.chassis.problem.Wordless;
import dev.makegood.complaint.customer.Erasing;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Makes the documents that are searched: soon after what they are made of was written, many at a time. One at a time does it, of all
 * replicas, so that documents get their places in the order of receipt and words are counted right.
 */
@ApplicationScoped
class Index {

    private static final Logger LOG = Logger.getLogger(Index.class);
    private static final int BATCH = 500;
    private static final Duration LONGEST_REST = Duration.ofMillis(500);

    /** Of transactions that change documents, one at a time. */
    private static final long LOCK = 0x6d616b65_73656172L;

    private static final String TAKE = """
            with taken as (
                delete from search_due where id in (select id from search_due order by id limit ?) returning complaint_id)
            select array_agg(distinct complaint_id) from taken
            """;

    private static final String MAKE = """
            with made as materialized (
                select id, complaint.received_at, complaint_document(complaint) as document, search.place, search.words as old
                from complaint left join complaint_search as search on complaint_id = id
                where id = any(?) order by complaint.received_at, id),
            placed as materialized (
                select id, received_at, old, document, coalesce(place, nextval('complaint_search_place')) as place from made),
            marked as materialized (
                select id, received_at, old, place, old is null as fresh,
                    document || array_to_tsvector(array['#f' || (place >> 12), '#s' || (place >> 16)]) as words
                from placed),
            added as (
                insert into complaint_search (complaint_id, place, received_at, words)
                select id, place, received_at, words from marked where fresh),
            changed as (
                update complaint_search set words = marked.words from marked
                where complaint_search.complaint_id = marked.id and not fresh),
            counted as (
                select unnest(tsvector_to_array(words)) as word, 1 as more from marked
                union all
                select unnest(tsvector_to_array(old)), -1 from marked where not fresh),
            """;

    private static final String BLANK = """
            with old as materialized (
                select complaint_id, place, words from complaint_search where complaint_id = any(?) for update),
            blanked as (
                update complaint_search
                set words = array_to_tsvector(array['#f' || (old.place >> 12), '#s' || (old.place >> 16)])
                from old where complaint_search.complaint_id = old.complaint_id),
            counted as (select unnest(tsvector_to_array(words)) as word, -1 as more from old),
            """;

    /** Words of letters alone: numbers and marks are not misspelled. */
    private static final String COUNT = """
            summed as (
                select word, sum(more)::integer as more from counted
                where length(word) between 4 and 24 and word !~ '[0-9#@./:_+-]'
                group by word having sum(more) <> 0),
            total as materialized (
                select word, more, coalesce(complaints, 0) + more as complaints
                from summed left join search_word using (word)),
            gone as (
                delete from search_word using total where search_word.word = total.word and total.complaints <= 0)
            insert into search_word (word, complaints)
            select word, more from total where complaints > 0 order by word
            on conflict (word) do update set complaints = search_word.complaints + excluded.complaints
            """;

    private final AgroalDataSource database;

    Index(AgroalDataSource database) {
        this.database = database;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        try {
            boolean any = false;
            long began = System.nanoTime();
            while (goOn()) {
                any = true;
                // Whatever there is to index, who takes it in goes first: half of the time is theirs.
                TimeUnit.NANOSECONDS.sleep(Math.min(System.nanoTime() - began, LONGEST_REST.toNanos()));
                began = System.nanoTime();
            }
            if (any) {
                merge();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | SQLException e) {
            LOG.warnf("Search is brought up to date in a second: %s", Wordless.summary(e));
        }
    }

    /** A batch; one by one if that fails while the database answers, so that one document which cannot be made stops no other. */
    private boolean goOn() throws SQLException {
        try {
            return QuarkusTransaction.requiringNew().timeout(120).call(() -> index(BATCH));
        } catch (RuntimeException e) {
            LOG.warnf("Documents are made one by one: %s", Wordless.summary(e));
        }
        boolean more = true;
        for (int i = 0; more && i < BATCH; i++) {
            try {
                more = QuarkusTransaction.requiringNew().call(() -> index(1));
            } catch (RuntimeException e) {
                LOG.errorf(Wordless.of(e), "A complaint is not found by its words");
                QuarkusTransaction.requiringNew().run(this::leaveOut);
            }
        }
        return more;
    }

    private void leaveOut() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            if (locked(connection, "select pg_try_advisory_xact_lock(?)")) {
                statement.execute("delete from search_due where id = (select min(id) from search_due)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes some documents; false if nothing was due, or another does it. */
    private boolean index(int most) throws SQLException {
        try (var connection = database.getConnection()) {
            if (!locked(connection, "select pg_try_advisory_xact_lock(?)")) {
                return false;
            }
            try (var take = connection.prepareStatement(TAKE)) {
                take.setInt(1, most);
                try (var row = take.executeQuery()) {
                    row.next();
                    var due = row.getArray(1);
                    if (due == null) {
                        return false;
                    }
                    try (var make = connection.prepareStatement(MAKE + COUNT)) {
                        make.setArray(1, due);
                        make.executeUpdate();
                    }
                    return true;
                }
            }
        }
    }

    /** New entries of the index are gathered, and each search looks through all that are: so none are left lying. */
    private void merge() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select gin_clean_pending_list('complaint_search_words')");
        }
    }

    /** Nothing is found by the words of somebody who is forgotten, from the instant that they are. */
    void forget(@Observes Erasing erasing) throws SQLException {
        blank(erasing.complaints());
    }

    private void blank(Collection<UUID> complaints) throws SQLException {
        try (var connection = database.getConnection()) {
            locked(connection, "select pg_advisory_xact_lock(?) is not null");
            var ids = connection.createArrayOf("uuid", complaints.toArray());
            try (var blank = connection.prepareStatement(BLANK + COUNT)) {
                blank.setArray(1, ids);
                blank.executeUpdate();
            }
            // What is left of them, such as a state, may be found again.
            try (var due =
                    connection.prepareStatement("insert into search_due (complaint_id) select unnest(?::uuid[])")) {
                due.setArray(1, ids);
                due.executeUpdate();
            }
        }
    }

    private static boolean locked(Connection connection, String sql) throws SQLException {
        try (var lock = connection.prepareStatement(sql)) {
            lock.setLong(1, LOCK);
            try (var row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
