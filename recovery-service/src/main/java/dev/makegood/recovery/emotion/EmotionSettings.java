package dev.makegood.recovery.emotion;

import dev.makegood.recovery.calendar.Term;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How those who were not content are come back to. */
@ConfigMapping(prefix = "makegood.emotion")
interface EmotionSettings {

    /** Within which {@link Term} they are called. */
    @WithDefault("1 working day")
    String followUpWithin();

    /** In whose time that counts. */
    @WithDefault("office")
    String followUpCalendar();
}
