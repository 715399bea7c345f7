package dev.makegood.notification.message;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What messages say that is not the same everywhere. */
@ConfigMapping(prefix = "makegood.message")
interface MessageSettings {

    /** Within how long the owner answers in person: the receipt says so. Whole hours; from two days on, whole days. */
    @WithDefault("24h")
    Duration answerWithin();

    /** Where files are that say some of it otherwise: {@code mail_en.properties} and its like, with only the keys that are meant. */
    Optional<Path> folder();
}
