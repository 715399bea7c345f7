package dev.makegood.notification.recipient;

import dev.makegood.contract.AddressVerificationAsked;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Addresses that somebody gave who is about to complain. Until they show that they read its mail it may be anybody's: so it is kept
 * for as long as its code is valid, written to a few times at the most, and nothing is known of it but the language to write in.
 */
@ApplicationScoped
public class Addresses {

    /** For how long a code is valid. */
    public static final Duration VALID = Duration.ofMinutes(30);

    /** How often one address is written to in that time, whoever asks for it. */
    private static final int MOST = 5;

    private final AgroalDataSource database;

    Addresses(AgroalDataSource database) {
        this.database = database;
    }

    /** A code is to be sent there; false if enough were sent already, or it is too late for this one. */
    public boolean ask(AddressVerificationAsked asked) {
        try (var connection = database.getConnection();
                // Two that ask for one address at once are counted one after the other.
                var lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtext(lower(?)))");
                var insert = connection.prepareStatement("""
                        insert into address_to_verify (id, email, language, until_at)
                        select ?, ?, ?, ?::timestamptz + make_interval(secs => ?)
                        where ?::timestamptz + make_interval(secs => ?) > now()
                        and (select count(*) from address_to_verify where lower(email) = lower(?)) < ?
                        on conflict do nothing
                        """)) {
            lock.setString(1, asked.email());
            lock.execute();
            var at = asked.at().toString();
            insert.setObject(1, asked.verificationId());
            insert.setString(2, asked.email());
            insert.setString(3, asked.language().name());
            insert.setString(4, at);
            insert.setLong(5, VALID.toSeconds());
            insert.setString(6, at);
            insert.setLong(7, VALID.toSeconds());
            insert.setString(8, asked.email());
            insert.setInt(9, MOST);
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("The address could not be written: " + e.getMessage(), e);
        }
    }

    /** Those of these to which a code may still be sent, by id. They have no name, and no complaint. */
    public Map<UUID, Recipient> of(Collection<UUID> ids) {
        Map<UUID, Recipient> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select id, language, email from address_to_verify where id = any(?) and until_at > now()")) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var id = rows.getObject(1, UUID.class);
                    found.put(
                            id,
                            new Recipient(
                                    Audience.CUSTOMER,
                                    id.toString(),
                                    null,
                                    null,
                                    0,
                                    "",
                                    Language.valueOf(rows.getString(2)),
                                    ZoneOffset.UTC,
                                    rows.getString(3),
                                    null,
                                    Medium.EMAIL,
                                    null));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The addresses could not be read: " + e.getMessage(), e);
        }
    }

    /** Forgets those whose code is not valid any more. */
    public void forget() {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("delete from address_to_verify where until_at <= now()")) {
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The addresses could not be forgotten: " + e.getMessage(), e);
        }
    }
}
