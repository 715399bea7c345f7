package dev.makegood.complaint.tracking;

import dev.makegood.complaint.timeline.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way up: somebody above the owner first, then whoever is outside.
 *
 * @param title what can be asked for now; absent if nothing
 * @param asked that they asked, and when
 * @param outside whom they can turn to outside, once they have asked or were told no
 */
record Escalation(@Nullable String title, @Nullable String asked, List<String> outside) {

    /** What a no says of the way on from it. */
    private static final List<String> WAY_ON = List.of("escalation", "statutory");

    /**
     * @param asked when they asked so far
     * @param outside whoever is outside, where the company names them to everybody
     */
    static Escalation of(
            boolean possible, List<Instant> asked, List<Timeline.Entry> story, Optional<String> outside, Say say) {
        List<String> named = new ArrayList<>();
        var refused = Story.last(story, "RefusalRecorded");
        if (refused != null) {
            var details = refused.details();
            WAY_ON.stream()
                    .map(field -> details.path(field).asText(""))
                    .filter(words -> !words.isBlank())
                    .forEach(named::add);
        }
        if (!asked.isEmpty()) {
            outside.ifPresent(named::add);
        }
        return new Escalation(
                possible ? say.it(asked.isEmpty() ? "escalate.title" : "escalate.title.further") : null,
                asked.isEmpty() ? null : say.it("escalate.asked", Map.of("day", say.day(asked.getLast()))),
                named);
    }
}
