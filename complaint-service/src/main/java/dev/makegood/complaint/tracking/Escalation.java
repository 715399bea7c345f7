package dev.makegood.complaint.tracking;

import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.timeline.Timeline;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way up: somebody above the owner first, then whoever is outside.
 *
 * @param possible whether the customer can ask for somebody above the owner
 * @param asked that they did, and when
 * @param outside what was said of whom they can turn to outside, once they have asked or were told no
 */
record Escalation(boolean possible, @Nullable String asked, List<String> outside) {

    /** The fields of events that name whoever is outside. */
    private static final List<String> OUTSIDE = List.of("escalation", "statutory", "outside");

    static Escalation of(Complaint complaint, List<Timeline.Entry> story, boolean pressed, Say say) {
        var asked = Story.last(story, "EscalationAsked");
        return new Escalation(
                complaint.isOpen() && asked == null && !pressed,
                asked == null && !pressed
                        ? null
                        : say.it(
                                asked == null ? "escalate.asked.now" : "escalate.asked",
                                asked == null ? Map.of() : Map.of("day", say.day(asked.at()))),
                Stream.of("RefusalRecorded", "JourneyEscalated")
                        .flatMap(kind -> Stream.ofNullable(Story.last(story, kind)))
                        .flatMap(entry -> OUTSIDE.stream().map(entry.details()::path))
                        .filter(words -> words.isTextual() && !words.asText().isBlank())
                        .map(words -> words.asText())
                        .distinct()
                        .toList());
    }
}
