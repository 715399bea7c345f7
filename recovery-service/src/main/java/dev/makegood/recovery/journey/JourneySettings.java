package dev.makegood.recovery.journey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How journeys are handled. */
@ConfigMapping(prefix = "makegood.journey")
public interface JourneySettings {

    /** How long a customer has to answer, before silence may be taken for one. */
    @WithDefault("10d")
    Duration waiting();

    /** How long a level has to answer a customer who asked for somebody above, before they can ask for the next one. */
    @WithDefault("24h")
    Duration perLevel();

    /** How many journeys whose owner left or came back are handed over in one transaction, at most. */
    @WithDefault("200")
    int handOverBatch();

    /** How close a second failure of the same cause has to be to count as the same customer let down again (DESIGN §6). */
    @WithDefault("90d")
    Duration repeatedWithin();

    /** By when a customer who was let down again is called in person. */
    @WithDefault("24h")
    Duration callAfterRepeat();
}
