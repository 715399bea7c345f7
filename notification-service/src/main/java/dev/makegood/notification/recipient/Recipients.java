package dev.makegood.notification.recipient;

import dev.makegood.contract.Audience;
import dev.makegood.contract.ComplaintAmended;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.Customer;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The customers that are written to. A customer's changes and their complaints come in no order that could be relied on, so what
 * is known of a customer is replaced only by what is newer.
 */
@ApplicationScoped
public class Recipients {

    private final AgroalDataSource database;

    private final RecipientSettings settings;

    Recipients(AgroalDataSource database, RecipientSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    private static final String AMEND = """
            update recipient set customer_id = ?, about_customer_id = ? where complaint_id = ? and erased_at is null
            """;

    /** What is known of somebody goes with the last complaint that it was needed for. */
    private static final String FORGET_COMPLAINT = """
            with gone as (
                update recipient set erased_at = now() where complaint_id = ? and erased_at is null
                returning complaint_id, customer_id, about_customer_id)
            update recipient_customer person set name = '(erased)', email = null, phone = null
            from gone where person.customer_id in (gone.customer_id, gone.about_customer_id)
            and not exists (
                select from recipient other
                where other.erased_at is null and other.complaint_id <> gone.complaint_id
                and (other.customer_id = person.customer_id or other.about_customer_id = person.customer_id))
            """;

    private static final String FORGET_ADDRESSES = """
            delete from address_to_verify where lower(email) in (
                select lower(email) from recipient_customer person
                join recipient on person.customer_id in (recipient.customer_id, about_customer_id) where complaint_id = ?)
            """;

    /** Nothing that comes later, or comes again, is newer than that. */
    private static final String FORGET_CUSTOMER = """
            update recipient_customer set name = '(erased)', email = null, phone = null, version = 2147483647 where customer_id = ?
            """;

    /** A customer complained: from now on what happens to that complaint can be told, to them or to who speaks for them. */
    public void complained(ComplaintReceived received) {
        changed(received.customer());
        var representative = received.representative();
        if (representative != null) {
            changed(representative);
        }
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into recipient (complaint_id, reference, customer_id, link_generation, about_customer_id)
                        values (?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)) {
            insert.setObject(1, received.complaintId());
            insert.setString(2, received.reference());
            insert.setObject(3, contact(received.customer(), representative).id());
            insert.setInt(4, received.linkGeneration());
            insert.setObject(
                    5, representative == null ? null : received.customer().id());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The recipient could not be written: " + e.getMessage(), e);
        }
    }

    /** It is another's, or somebody else speaks for them: they are written to from now on. */
    public void amended(ComplaintAmended amended) {
        changed(amended.customer());
        var representative = amended.representative();
        if (representative != null) {
            changed(representative);
        }
        run(AMEND, statement -> {
            statement.setObject(1, contact(amended.customer(), representative).id());
            statement.setObject(
                    2, representative == null ? null : amended.customer().id());
            statement.setObject(3, amended.complaintId());
        });
    }

    private static Customer contact(Customer customer, @Nullable Customer representative) {
        return representative == null ? customer : representative;
    }

    /** Nobody is told anything about this complaint any more. */
    public void forgetComplaint(UUID complaint) {
        run(FORGET_ADDRESSES, statement -> statement.setObject(1, complaint));
        run(FORGET_COMPLAINT, statement -> statement.setObject(1, complaint));
    }

    /** The complaints of this customer, whoever speaks for them, that are not forgotten yet. */
    public List<UUID> complaintsOf(UUID customer) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select complaint_id from recipient where erased_at is null
                        and ((customer_id = ? and about_customer_id is null) or about_customer_id = ?) order by complaint_id
                        """)) {
            select.setObject(1, customer);
            select.setObject(2, customer);
            List<UUID> complaints = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    complaints.add(rows.getObject(1, UUID.class));
                }
            }
            return complaints;
        } catch (SQLException e) {
            throw new IllegalStateException("The recipients could not be read: " + e.getMessage(), e);
        }
    }

    /** Nothing is known of this customer any more. */
    public void forgetCustomer(UUID customer) {
        run(FORGET_CUSTOMER, statement -> statement.setObject(1, customer));
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private void run(String sql, Binding binding) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The recipient could not be written: " + e.getMessage(), e);
        }
    }

    /** Whether there is such a customer, and they are not forgotten. */
    public boolean isKnown(UUID customer) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select from recipient_customer where customer_id = ? and version < 2147483647")) {
            select.setObject(1, customer);
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The customer could not be read: " + e.getMessage(), e);
        }
    }

    /** Whether both complaints are told of to one person. */
    public boolean areOnes(UUID complaint, UUID other) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select from recipient a join recipient b using (customer_id)
                        where a.complaint_id = ? and b.complaint_id = ? and a.erased_at is null and b.erased_at is null
                        """)) {
            select.setObject(1, complaint);
            select.setObject(2, other);
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The recipients could not be read: " + e.getMessage(), e);
        }
    }

    /** What is known of a customer, unless something newer is known already. */
    public void changed(Customer customer) {
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement("""
                        insert into recipient_customer (customer_id, version, name, language, email, phone, preferred)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (customer_id) do update
                        set version = excluded.version, name = excluded.name, language = excluded.language,
                            email = excluded.email, phone = excluded.phone, preferred = excluded.preferred
                        where excluded.version > recipient_customer.version
                        """)) {
            upsert.setObject(1, customer.id());
            upsert.setInt(2, customer.version());
            upsert.setString(3, customer.name());
            upsert.setString(4, customer.language().name());
            upsert.setString(5, customer.email());
            var phone = customer.phone();
            upsert.setString(
                    6,
                    phone == null
                            ? null
                            : Phones.e164(phone, customer.language()).orElse(null));
            var preferred = customer.preferredMedium();
            upsert.setString(7, preferred == null ? null : preferred.name());
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The customer could not be written: " + e.getMessage(), e);
        }
    }

    private static @Nullable Medium medium(@Nullable String name) {
        return name == null ? null : Medium.valueOf(name);
    }

    /** The recipient of this complaint's messages, once it is known. */
    public Optional<Recipient> of(UUID complaint) {
        return Optional.ofNullable(of(List.of(complaint)).get(complaint));
    }

    /** The recipients of these complaints' messages, by complaint. */
    public Map<UUID, Recipient> of(Collection<UUID> complaints) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select complaint_id, reference, link_generation, person.name, person.language, person.email, about.name,
                            person.customer_id, person.phone, person.preferred
                        from recipient join recipient_customer person using (customer_id)
                        left join recipient_customer about on about.customer_id = about_customer_id
                        where complaint_id = any(?)
                        """)) {
            select.setArray(1, connection.createArrayOf("uuid", complaints.toArray()));
            Map<UUID, Recipient> found = new HashMap<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var complaint = rows.getObject(1, UUID.class);
                    found.put(
                            complaint,
                            new Recipient(
                                    Audience.CUSTOMER,
                                    rows.getString(8),
                                    complaint,
                                    rows.getString(2),
                                    rows.getInt(3),
                                    rows.getString(4),
                                    Language.valueOf(rows.getString(5)),
                                    settings.zone(),
                                    rows.getString(6),
                                    rows.getString(9),
                                    medium(rows.getString(10)),
                                    rows.getString(7)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The recipients could not be read: " + e.getMessage(), e);
        }
    }
}
