package dev.makegood.complaint.survey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long we ask, and which answers make us come back. */
@ConfigMapping(prefix = "makegood.survey")
interface SurveySettings {

    /** For how long after asking a first answer is taken. */
    @WithDefault("90d")
    Duration answerable();

    /** For how long after the first answer it can be amended. */
    @WithDefault("7d")
    Duration amendable();

    /** Satisfaction from here downwards is low. */
    @WithDefault("2")
    int lowSatisfaction();

    /** Effort from here upwards is too much. */
    @WithDefault("4")
    int highEffort();

    /** Whether an answer is low when the job that they hired us for is not restored. */
    @WithDefault("true")
    boolean lowUnlessRestored();

    /** Whether somebody should come back to who answers this. */
    default boolean isLow(int satisfaction, int effort, @Nullable Boolean jobRestored) {
        return satisfaction <= lowSatisfaction()
                || effort >= highEffort()
                || (lowUnlessRestored() && jobRestored != null && !jobRestored);
    }
}
