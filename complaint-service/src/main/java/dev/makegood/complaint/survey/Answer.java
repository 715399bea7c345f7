package dev.makegood.complaint.survey;

import dev.makegood.contract.Emotion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How it was for somebody, as they say.
 *
 * @param satisfaction from 1 to 5, 5 being best
 * @param effort from 1 to 5, 1 being easiest
 * @param jobRestored whether the job that they hired us for is restored
 */
record Answer(
        int satisfaction,
        int effort,
        List<Emotion> emotions,
        @Nullable Boolean jobRestored,
        @Nullable String words) {}
