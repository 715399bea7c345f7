package dev.makegood.complaint.reach;

import dev.makegood.chassis.rows.Rows;
import dev.makegood.complaint.customer.Customer;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Medium;
import dev.makegood.contract.NotificationSent;
import dev.makegood.contract.RecipientSuppressed;
import dev.makegood.contract.Suppression;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The addresses to which nothing more is sent. A customer who has another one by now is reached by that, and one to which something
 * was sent again is dead no longer: so nobody has to clear anything.
 */
@ApplicationScoped
public class DeadAddresses {

    private final Rows rows;
    private final Complaints complaints;

    DeadAddresses(Rows rows, Complaints complaints) {
        this.rows = rows;
        this.complaints = complaints;
    }

    /** Those by which this person cannot be reached now. */
    public List<DeadAddress> of(Customer customer) {
        return all(customer.id()).stream()
                .filter(dead -> dead.address().equals(address(customer, dead.medium())))
                .toList();
    }

    private List<DeadAddress> all(UUID customer) {
        return rows.query(
                "select medium, address, reason, since from dead_address where customer_id = ? order by medium, since",
                statement -> statement.setObject(1, customer),
                row -> new DeadAddress(
                        Medium.valueOf(row.getString(1)),
                        row.getString(2),
                        Suppression.valueOf(row.getString(3)),
                        row.getObject(4, OffsetDateTime.class).toInstant()));
    }

    void suppressed(@Observes RecipientSuppressed suppressed) {
        if (suppressed.audience() != Audience.CUSTOMER) {
            return;
        }
        var contact = complaints.require(suppressed.complaintId()).contact();
        var address = address(contact, suppressed.medium());
        if (address != null) {
            rows.run("""
                    insert into dead_address (customer_id, medium, address, reason, since) values (?, ?, ?, ?, ?)
                    on conflict (customer_id, medium, address)
                    do update set reason = excluded.reason, since = excluded.since
                    """, statement -> {
                statement.setObject(1, contact.id());
                statement.setString(2, suppressed.medium().name());
                statement.setString(3, address);
                statement.setString(4, suppressed.reason().name());
                statement.setObject(5, suppressed.at().atOffset(ZoneOffset.UTC));
            });
        }
    }

    /** Something is sent there again, so somebody has allowed it. */
    void sent(@Observes NotificationSent sent) {
        if (sent.to() != Audience.CUSTOMER) {
            return;
        }
        var contact = complaints.require(sent.complaintId()).contact();
        rows.run(
                "delete from dead_address where customer_id = ? and medium = ? and address = ? and since < ?",
                statement -> {
                    statement.setObject(1, contact.id());
                    statement.setString(2, sent.medium().name());
                    statement.setString(3, address(contact, sent.medium()));
                    statement.setObject(4, sent.at().atOffset(ZoneOffset.UTC));
                });
    }

    private static @Nullable String address(Customer customer, Medium medium) {
        return switch (medium) {
            case EMAIL -> customer.email();
            case SMS -> customer.phone();
            case WEBHOOK, FEED -> null;
        };
    }

    void forget(@Observes Erasing erasing) {
        rows.run(
                "delete from dead_address where customer_id = ?",
                statement -> statement.setObject(1, erasing.customer()));
    }

    void tell(@Observes Exporting exporting) {
        exporting.add("deadAddresses", all(exporting.customer()));
    }
}
