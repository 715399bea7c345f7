package dev.makegood.notification.preference;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.LocalTime;

/** What is assumed of people who have not said how they want to hear from us. */
@ConfigMapping(prefix = "makegood.preference")
interface PreferenceSettings {

    /** From when on customers get no texts, by the clock on their wall; the same as until when for no such hours. */
    @WithDefault("21:00")
    LocalTime nightFrom();

    /** Until when. */
    @WithDefault("08:00")
    LocalTime nightUntil();
}
