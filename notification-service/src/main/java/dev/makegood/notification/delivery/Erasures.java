package dev.makegood.notification.delivery;

import dev.makegood.chassis.erasure.Leftovers;
import dev.makegood.contract.Audience;
import dev.makegood.contract.CustomerErased;
import dev.makegood.notification.digest.Digests;
import dev.makegood.notification.preference.Preference.Person;
import dev.makegood.notification.preference.Preferences;
import dev.makegood.notification.recipient.Recipients;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Forgets people: their names, their addresses, and what they were told. That they were told, when, stays. */
@ApplicationScoped
class Erasures {

    private static final int BATCH = 200;

    private final Deliveries deliveries;
    private final Recipients recipients;
    private final Preferences preferences;
    private final Digests digests;
    private final Leftovers leftovers;
    private final AgroalDataSource database;
    private final Event<Forgotten> forgotten;

    Erasures(
            Deliveries deliveries,
            Recipients recipients,
            Preferences preferences,
            Digests digests,
            Leftovers leftovers,
            AgroalDataSource database,
            Event<Forgotten> forgotten) {
        this.deliveries = deliveries;
        this.recipients = recipients;
        this.preferences = preferences;
        this.digests = digests;
        this.leftovers = leftovers;
        this.database = database;
        this.forgotten = forgotten;
    }

    void erase(CustomerErased erased) {
        var complaint = erased.complaintId();
        if (complaint == null) {
            // Each hears of it by its own key as well; but what waits behind a poison message there would wait for
            // ever.
            recipients.complaintsOf(erased.customerId()).forEach(this::erase);
            recipients.forgetCustomer(erased.customerId());
            preferences.forget(new Person(Audience.CUSTOMER, erased.customerId().toString()));
            remember(erased.customerId());
        } else {
            erase(complaint);
        }
    }

    private void erase(UUID complaint) {
        recipients.forgetComplaint(complaint);
        deliveries.forget(complaint);
        forgotten.fire(new Forgotten(complaint));
        digests.forget(complaint);
        remember(complaint);
    }

    private void remember(UUID id) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into to_forget (id, since) values (?, now()) on conflict do nothing")) {
            insert.setObject(1, id);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("What is to be forgotten could not be written", e);
        }
    }

    /** What has not left yet goes out first, and what it said is forgotten then. */
    @Scheduled(
            every = "${makegood.delivery.forget:2s}",
            delayed = "3s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        QuarkusTransaction.requiringNew().run(this::forgetLeftovers);
    }

    private void forgetLeftovers() {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select id from to_forget order by since, id limit ? for update skip locked");
                var delete = connection.prepareStatement("""
                        delete from to_forget
                        where id = any(?) and not exists (select from outbox where key = to_forget.id)
                        """)) {
            select.setInt(1, BATCH);
            List<UUID> ids = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
            if (!ids.isEmpty()) {
                leftovers.forget(ids);
                delete.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                delete.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("What is to be forgotten could not be read", e);
        }
    }
}
