package dev.makegood.notification.delivery;

import dev.makegood.chassis.rows.Rows;
import dev.makegood.notification.message.MessageKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What customers are not told of a remedy before somebody has apologised to them. It waits here, and not among what is to leave. */
@ApplicationScoped
class Held {

    private final Rows rows;
    private final Deliveries deliveries;

    Held(Rows rows, Deliveries deliveries) {
        this.rows = rows;
        this.deliveries = deliveries;
    }

    /** What waits, and what caused it. */
    record Waiting(UUID event, Tiding tiding) {}

    void hold(UUID complaint, UUID event, Tiding tiding) {
        rows.run("""
                insert into held_message (event_id, complaint_id, kind, about, model)
                select ?, ?, ?, ?, ?::jsonb
                where not exists (select from recipient r where r.complaint_id = ? and r.erased_at is not null)
                on conflict do nothing
                """, statement -> {
            statement.setObject(1, event);
            statement.setObject(2, complaint);
            statement.setString(3, tiding.message().kind().toString());
            statement.setObject(4, tiding.about());
            statement.setString(5, deliveries.write(tiding.message()));
            statement.setObject(6, complaint);
        });
    }

    /** All that waits for this complaint's apology, in the order in which it happened. It waits no more. */
    List<Waiting> release(UUID complaint) {
        return rows.query(
                """
                with released as (delete from held_message where complaint_id = ? returning event_id, kind, about, model, position)
                select event_id, kind, about, model from released order by position
                """,
                statement -> statement.setObject(1, complaint),
                row -> new Waiting(
                        row.getObject(1, UUID.class),
                        new Tiding(
                                new Tiding.TheCustomer(),
                                row.getObject(3, UUID.class),
                                deliveries.message(MessageKind.named(row.getString(2)), row.getString(4)))));
    }

    /** What was offered is offered no longer: of what they have not heard of they need not hear that either. */
    boolean forgetOffer(UUID complaint, @Nullable UUID remedy) {
        return rows.run("delete from held_message where complaint_id = ? and about = ? and kind = ?", statement -> {
                    statement.setObject(1, complaint);
                    statement.setObject(2, remedy);
                    statement.setString(3, MessageKind.REMEDY_OFFERED.toString());
                })
                > 0;
    }

    void forget(UUID complaint) {
        rows.run("delete from held_message where complaint_id = ?", statement -> statement.setObject(1, complaint));
    }
}
