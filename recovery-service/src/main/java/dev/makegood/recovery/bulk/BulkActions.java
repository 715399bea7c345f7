package dev.makegood.recovery.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.chassis.problem.Refusal;
import dev.makegood.contract.CustomerErased;
import dev.makegood.recovery.erasure.Erasure;
import io.agroal.api.AgroalDataSource;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every bulk action, and what came of each of its items. */
@ApplicationScoped
class BulkActions implements PanacheRepositoryBase<BulkAction, UUID> {

    private static final String NEXT = """
            select action_id, position, journey_id from bulk_item
            where status is null and action_id = (
                select id from bulk_action where done_at is null order by made_at, id limit 1)
            order by position limit 1
            for update skip locked
            """;

    private static final String ENDED = """
            update bulk_action set done_at = now()
            where done_at is null and not exists (
                select 1 from bulk_item where action_id = bulk_action.id and status is null)
            """;

    private final AgroalDataSource database;
    private final ObjectMapper json;

    BulkActions(AgroalDataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** What was said to one alone is forgotten with them; what was said to many says nothing of anybody. */
    void forget(@Observes CustomerErased erased) {
        Erasure.ofJourney(
                erased,
                getEntityManager(),
                List.of("""
                update bulk_action set request = request - 'words' - 'reason' - 'evidence'
                where items = 1 and done_at is not null
                and exists (select from bulk_item where action_id = bulk_action.id and journey_id = :journey)
                """, "update bulk_item set problem = null where journey_id = :journey"));
    }

    /** A journey on which the move is to be made. */
    record Item(UUID action, int position, UUID journey) {}

    /**
     * What came of one item.
     *
     * @param status what it would have been answered on its own: 200, or that of the problem
     */
    record Result(
            int position,
            UUID journey,
            @Nullable Integer status,
            @Nullable JsonNode problem) {}

    /** How many items have which status; null for those that are still to be tried. */
    record Count(@Nullable Integer status, long items) {}

    void add(UUID action, List<UUID> journeys) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into bulk_item (action_id, position, journey_id)
                        select ?, position - 1, journey from unnest(?::uuid[]) with ordinality as item (journey, position)
                        """)) {
            insert.setObject(1, action);
            insert.setArray(2, connection.createArrayOf("uuid", journeys.toArray()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The items could not be written", e);
        }
    }

    /** The next item of the oldest action, for this transaction; nobody else has it. */
    Optional<Item> next() {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(NEXT);
                var rows = select.executeQuery()) {
            return rows.next()
                    ? Optional.of(
                            new Item(rows.getObject(1, UUID.class), rows.getInt(2), rows.getObject(3, UUID.class)))
                    : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("The next item could not be read", e);
        }
    }

    void done(Item item) {
        record(item, 200, null);
    }

    void refused(Item item, Refusal refusal) {
        Map<String, Object> problem = new LinkedHashMap<>(refusal.members());
        problem.put("type", refusal.type());
        problem.put("title", refusal.title());
        problem.put("detail", refusal.detail());
        if (!refusal.errors().isEmpty()) {
            problem.put("errors", refusal.errors());
        }
        record(item, refusal.status(), problem);
    }

    void failed(Item item) {
        record(item, 500, Map.of("title", "Failed", "detail", "Nothing was changed. Try it again."));
    }

    private void record(Item item, int status, @Nullable Map<String, Object> problem) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("""
                        update bulk_item set status = ?, problem = ?::jsonb
                        where action_id = ? and position = ? and status is null
                        """)) {
            update.setInt(1, status);
            update.setString(2, problem == null ? null : json.writeValueAsString(problem));
            update.setObject(3, item.action());
            update.setInt(4, item.position());
            update.executeUpdate();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("What came of an item could not be written", e);
        }
    }

    /** Actions without an item left are done. */
    void end() {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(ENDED)) {
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Actions could not be ended", e);
        }
    }

    List<Count> counts(UUID action) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select status, count(*) from bulk_item where action_id = ? group by status order by status")) {
            select.setObject(1, action);
            List<Count> counts = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    counts.add(new Count((Integer) rows.getObject(1), rows.getLong(2)));
                }
            }
            return counts;
        } catch (SQLException e) {
            throw new IllegalStateException("The items could not be counted", e);
        }
    }

    List<Result> results(UUID action, long after, int limit) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select position, journey_id, status, problem from bulk_item
                        where action_id = ? and position > ? order by position limit ?
                        """)) {
            select.setObject(1, action);
            select.setLong(2, after);
            select.setInt(3, limit);
            List<Result> results = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var problem = rows.getString(4);
                    results.add(new Result(
                            rows.getInt(1),
                            rows.getObject(2, UUID.class),
                            (Integer) rows.getObject(3),
                            problem == null ? null : json.readTree(problem)));
                }
            }
            return results;
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("The items could not be read", e);
        }
    }
}
