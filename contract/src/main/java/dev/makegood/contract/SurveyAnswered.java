package dev.makegood.contract;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The customer said how it was.
 *
 * @param resolution which resolution of this complaint it is about: 1 for the first
 * @param satisfaction from 1 to 5, 5 being best
 * @param effort what it took them, from 1 to 5, 1 being easiest
 * @param emotions what they say that they felt
 * @param jobRestored whether what they had hired us for works again
 * @param low whether it asks for somebody to come back to them
 * @param amended whether it replaces an earlier answer about the same resolution
 */
public record SurveyAnswered(
        UUID complaintId,
        UUID surveyId,
        int resolution,
        int satisfaction,
        int effort,
        List<Emotion> emotions,
        @Nullable Boolean jobRestored,
        @Nullable String words,
        boolean low,
        boolean amended,
        Instant at)
        implements ComplaintEvent {

    @Override
    public UUID key() {
        return complaintId;
    }
}
