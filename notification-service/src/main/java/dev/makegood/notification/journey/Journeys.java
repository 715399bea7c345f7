package dev.makegood.notification.journey;

import dev.makegood.chassis.rows.Rows;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.JourneyOpened;
import dev.makegood.contract.OwnerChanged;
import dev.makegood.contract.Person;
import dev.makegood.contract.TransferOffered;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * The copy of journeys that is kept here, fed by the events that tell of them. Complaints and journeys come in no order between them:
 * whoever owns it later is who owns it.
 */
@ApplicationScoped
public class Journeys {

    private static final String OWN = """
            insert into journey (complaint_id, owner_id, owner_name, since) values (?, ?, ?, ?)
            on conflict (complaint_id) do update
            set owner_id = excluded.owner_id, owner_name = excluded.owner_name, since = excluded.since
            where journey.since is null or journey.since <= excluded.since
            """;

    private final Rows rows;

    Journeys(Rows rows) {
        this.rows = rows;
    }

    /** Whoever owns it from its receipt, unless somebody is known to own it since. */
    public void received(ComplaintReceived received) {
        rows.run(
                "insert into journey (complaint_id, owner_id, owner_name, since) values (?, ?, ?, ?) on conflict do nothing",
                statement -> {
                    statement.setObject(1, received.complaintId());
                    statement.setString(2, received.owner().id());
                    statement.setString(3, received.owner().name());
                    statement.setObject(4, received.at().atOffset(ZoneOffset.UTC));
                });
    }

    /** What this event says of whom a journey belongs to or is offered. */
    public void happened(JourneyEvent event) {
        if (event instanceof JourneyOpened e) {
            own(e.complaintId(), e.owner(), e.at());
        } else if (event instanceof OwnerChanged e) {
            own(e.complaintId(), e.to(), e.at());
        } else if (event instanceof TransferOffered e) {
            offer(e);
        }
    }

    private void own(UUID complaint, Person owner, Instant since) {
        rows.run(OWN, statement -> {
            statement.setObject(1, complaint);
            statement.setString(2, owner.id());
            statement.setString(3, owner.name());
            statement.setObject(4, since.atOffset(ZoneOffset.UTC));
        });
        rows.run("delete from transfer_offer where complaint_id = ?", statement -> statement.setObject(1, complaint));
    }

    private void offer(TransferOffered offered) {
        rows.run(
                "insert into transfer_offer (transfer_id, complaint_id, to_id, to_name) values (?, ?, ?, ?) on conflict do nothing",
                statement -> {
                    statement.setObject(1, offered.transferId());
                    statement.setObject(2, offered.complaintId());
                    statement.setString(3, offered.to().id());
                    statement.setString(4, offered.to().name());
                });
    }

    /** Who owns it; empty while nothing is known of it. */
    public Optional<Person> owner(UUID complaint) {
        return rows
                .query(
                        "select owner_id, owner_name from journey where complaint_id = ? and owner_id is not null",
                        statement -> statement.setObject(1, complaint),
                        row -> new Person(row.getString(1), row.getString(2)))
                .stream()
                .findFirst();
    }

    /** Whom it was offered by this transfer; empty once it is somebody's. */
    public Optional<Person> offeredTo(UUID transfer) {
        return rows
                .query(
                        "select to_id, to_name from transfer_offer where transfer_id = ?",
                        statement -> statement.setObject(1, transfer),
                        row -> new Person(row.getString(1), row.getString(2)))
                .stream()
                .findFirst();
    }

    /** Somebody apologised. */
    public void apologised(UUID complaint, Instant at) {
        rows.run("""
                insert into journey (complaint_id, apologised_at) values (?, ?)
                on conflict (complaint_id) do update set apologised_at = coalesce(journey.apologised_at, excluded.apologised_at)
                """, statement -> {
            statement.setObject(1, complaint);
            statement.setObject(2, at.atOffset(ZoneOffset.UTC));
        });
    }

    /** Whether somebody has. */
    public boolean isApologisedFor(UUID complaint) {
        return !rows.query(
                        "select from journey where complaint_id = ? and apologised_at is not null",
                        statement -> statement.setObject(1, complaint),
                        row -> true)
                .isEmpty();
    }
}
