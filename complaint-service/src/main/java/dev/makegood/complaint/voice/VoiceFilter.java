package dev.makegood.complaint.voice;

import dev.makegood.chassis.page.PublicPage;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.Language;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which voices a list is of. What is absent does not narrow it. */
public class VoiceFilter {

    @QueryParam("source")
    Voices.@Nullable Source source;

    @QueryParam("product")
    @Nullable
    String product;

    @QueryParam("cause")
    @Nullable
    CauseClass cause;

    @QueryParam("segment")
    @Nullable
    String segment;

    @QueryParam("language")
    @Nullable
    String language;

    /** Those who named it. */
    @QueryParam("emotion")
    @Nullable
    Emotion emotion;

    @QueryParam("from")
    @Nullable
    Instant from;

    @QueryParam("to")
    @Nullable
    Instant to;

    /** By its code, as everywhere on the wire. */
    @Nullable
    Language language() {
        if (language == null) {
            return null;
        }
        return PublicPage.language(language)
                .orElseThrow(() -> new Invalid("language", "wrong-type", "This should be one of en, es, el, fi, ru."));
    }
}
