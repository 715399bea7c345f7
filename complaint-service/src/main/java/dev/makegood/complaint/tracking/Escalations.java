package dev.makegood.complaint.tracking;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Which customers have asked for somebody above the owner, and then for somebody above that one: each level once. */
@ApplicationScoped
class Escalations {

    private static final int LEVELS = 2;

    private final AgroalDataSource database;
    private final TrackSettings settings;

    Escalations(AgroalDataSource database, TrackSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** When this customer asked, oldest first. */
    List<Instant> asked(UUID complaint) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select asked_at from escalation_ask where complaint_id = ? order by level")) {
            select.setObject(1, complaint);
            List<Instant> asked = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    asked.add(rows.getObject(1, OffsetDateTime.class).toInstant());
                }
            }
            return asked;
        } catch (SQLException e) {
            throw new IllegalStateException("It could not be read who asked", e);
        }
    }

    /** Whether who asked then can ask now: there is somebody further up, and who was asked had their time. */
    boolean possible(List<Instant> asked, Instant now) {
        return asked.isEmpty()
                || (asked.size() < LEVELS
                        && !asked.getLast().plus(settings.escalateAgainAfter()).isAfter(now));
    }

    /** Notes that this customer asks, if they can; whether they could. The complaint is locked meanwhile. */
    boolean ask(UUID complaint, Instant now) {
        var asked = asked(complaint);
        if (!possible(asked, now)) {
            return false;
        }
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into escalation_ask (complaint_id, level, asked_at) values (?, ?, ?)")) {
            insert.setObject(1, complaint);
            insert.setInt(2, asked.size() + 1);
            insert.setObject(3, now.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("It could not be written who asked", e);
        }
    }
}
