package dev.makegood.complaint.mail;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/**
 * Which replica reads a mailbox. It saves work and no more: were two to read one, each mail would still be taken in once.
 */
@ApplicationScoped
class MailLease {

    private final AgroalDataSource database;

    MailLease(AgroalDataSource database) {
        this.database = database;
    }

    /** Takes the mailbox, or keeps it, until so much later by the database's clock. False if another has it. */
    boolean hold(String mailbox, UUID holder, Duration lease) throws SQLException {
        try (var connection = database.getConnection();
                var hold = connection.prepareStatement("""
                        insert into mail_lease (mailbox, holder, held_until)
                        values (?, ?, clock_timestamp() + make_interval(secs => ?))
                        on conflict (mailbox) do update set holder = excluded.holder, held_until = excluded.held_until
                        where mail_lease.holder = excluded.holder or mail_lease.held_until < clock_timestamp()
                        """)) {
            hold.setString(1, mailbox);
            hold.setObject(2, holder);
            hold.setDouble(3, lease.toMillis() / 1e3);
            return hold.executeUpdate() == 1;
        }
    }

    /** Leaves it to whoever asks next. */
    void release(String mailbox, UUID holder) throws SQLException {
        try (var connection = database.getConnection();
                var release = connection.prepareStatement("delete from mail_lease where mailbox = ? and holder = ?")) {
            release.setString(1, mailbox);
            release.setObject(2, holder);
            release.executeUpdate();
        }
    }
}
