package dev.makegood.complaint.voice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;

/** How voices are gathered, and whom they should reach. */
@ConfigMapping(prefix = "makegood.voices")
interface VoiceSettings {

    /** The week's end, on which what was said in it is gathered. */
    @WithDefault("MONDAY")
    DayOfWeek day();

    @WithDefault("06:00")
    LocalTime time();

    /** The zone that the week's end is in. */
    @WithDefault("UTC")
    ZoneId zone();

    /** How long after the week's end it is gathered, so that what was being written then is there. */
    @WithDefault("1m")
    Duration settle();

    /** How many people work in each department, where that is known. */
    Map<String, Integer> employees();

    /** How long it is remembered who read on which day. */
    @WithDefault("400d")
    Duration keepReadings();
}
