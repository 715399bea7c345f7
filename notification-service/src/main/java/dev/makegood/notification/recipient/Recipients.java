package dev.makegood.notification.recipient;

import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.Customer;
import dev.makegood.contract.Language;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The customers that are written to. A customer's changes and their complaints come in no order that could be relied on, so what
 * is known of a customer is replaced only by what is newer.
 */
@ApplicationScoped
public class Recipients {

    private final AgroalDataSource database;

    Recipients(AgroalDataSource database) {
        this.database = database;
    }

    /** A customer complained: from now on what happens to that complaint can be told. */
    public void complained(ComplaintReceived received) {
        changed(received.customer());
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into recipient (complaint_id, reference, customer_id, link_generation) values (?, ?, ?, ?)
                        on conflict do nothing
                        """)) {
            insert.setObject(1, received.complaintId());
            insert.setString(2, received.reference());
            insert.setObject(3, received.customer().id());
            insert.setInt(4, received.linkGeneration());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The recipient could not be written: " + e.getMessage(), e);
        }
    }

    /** What is known of a customer, unless something newer is known already. */
    public void changed(Customer customer) {
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement("""
                        insert into recipient_customer (customer_id, version, name, language, email) values (?, ?, ?, ?, ?)
                        on conflict (customer_id) do update
                        set version = excluded.version, name = excluded.name, language = excluded.language,
                            email = excluded.email
                        where excluded.version > recipient_customer.version
                        """)) {
            upsert.setObject(1, customer.id());
            upsert.setInt(2, customer.version());
            upsert.setString(3, customer.name());
            upsert.setString(4, customer.language().name());
            upsert.setString(5, customer.email());
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The customer could not be written: " + e.getMessage(), e);
        }
    }

    /** The recipient of this complaint's messages, once it is known. */
    public Optional<Recipient> of(UUID complaint) {
        return Optional.ofNullable(of(List.of(complaint)).get(complaint));
    }

    /** The recipients of these complaints' messages, by complaint. */
    public Map<UUID, Recipient> of(Collection<UUID> complaints) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select complaint_id, reference, link_generation, name, language, email
                        from recipient join recipient_customer using (customer_id) where complaint_id = any(?)
                        """)) {
            select.setArray(1, connection.createArrayOf("uuid", complaints.toArray()));
            Map<UUID, Recipient> found = new HashMap<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var complaint = rows.getObject(1, UUID.class);
                    found.put(
                            complaint,
                            new Recipient(
                                    complaint,
                                    rows.getString(2),
                                    rows.getInt(3),
                                    rows.getString(4),
                                    Language.valueOf(rows.getString(5)),
                                    rows.getString(6)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The recipients could not be read: " + e.getMessage(), e);
        }
    }
}
