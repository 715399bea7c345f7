package dev.makegood.complaint.tracking;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Which customers have asked for somebody above the owner: once each. */
@ApplicationScoped
class Escalations {

    private final AgroalDataSource database;

    Escalations(AgroalDataSource database) {
        this.database = database;
    }

    /** Whether this customer has asked. */
    boolean asked(UUID complaint) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select 1 from escalation_ask where complaint_id = ?")) {
            select.setObject(1, complaint);
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("It could not be read who asked", e);
        }
    }

    /** Notes that this customer asks; whether it is for the first time. */
    boolean ask(UUID complaint, Instant now) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into escalation_ask (complaint_id, asked_at) values (?, ?) on conflict do nothing")) {
            insert.setObject(1, complaint);
            insert.setObject(2, now.atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("It could not be written who asked", e);
        }
    }
}
