package dev.makegood.complaint.tracking;

import dev.makegood.complaint.timeline.Timeline;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a customer was offered and has not answered yet. */
@ApplicationScoped
class Offers {

    private final AgroalDataSource database;

    Offers(AgroalDataSource database) {
        this.database = database;
    }

    /** The offers of this story that still wait for their customer, oldest first. */
    List<Timeline.Entry> open(UUID complaint, List<Timeline.Entry> story) {
        Map<String, Timeline.Entry> open = new LinkedHashMap<>();
        for (Timeline.Entry entry : story) {
            var remedy = entry.details().path("remedyId").asText();
            switch (entry.kind()) {
                case "RemedyOffered" -> open.put(remedy, entry);
                case "RemedyAnswered", "RemedyWithdrawn", "RemedyDelivered" -> open.remove(remedy);
                case "JourneyClosed" -> open.clear();
                default -> {
                    // Has nothing to do with offers.
                }
            }
        }
        if (!open.isEmpty()) {
            open.keySet().removeAll(answered(complaint));
        }
        return new ArrayList<>(open.values());
    }

    /** Notes an answer; whether it is the first one to this offer. */
    boolean answer(UUID complaint, UUID remedy, boolean accepted, Instant now) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into offer_answer (remedy_id, complaint_id, accepted, answered_at) values (?, ?, ?, ?)
                        on conflict do nothing
                        """)) {
            insert.setObject(1, remedy);
            insert.setObject(2, complaint);
            insert.setBoolean(3, accepted);
            insert.setObject(4, now.atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("The answer could not be written", e);
        }
    }

    private Set<String> answered(UUID complaint) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select remedy_id from offer_answer where complaint_id = ?")) {
            select.setObject(1, complaint);
            Set<String> answered = new HashSet<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    answered.add(rows.getString(1));
                }
            }
            return answered;
        } catch (SQLException e) {
            throw new IllegalStateException("The answers could not be read", e);
        }
    }
}
