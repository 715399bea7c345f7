package dev.makegood.complaint.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.timeline.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What we need from the customer, each answered where it is asked. */
record Needed(@Nullable Verdict verdict, @Nullable Contest contest, List<Question> questions, List<Offer> offers) {

    /** Whether it is put right, and what the owner said when they asked. */
    record Verdict(@Nullable String words) {}

    /** What a customer can say against a no, or after it was closed. */
    record Contest(String title, String button) {}

    /** Something that only the customer knows. */
    record Question(String id, String title, String words) {

        /** What its form is called. */
        public String form() {
            return "question-" + id;
        }
    }

    /** What the customer is offered; what it is worth, if it costs us something. */
    record Offer(
            String remedy,
            String title,
            String description,
            @Nullable String worth) {}

    /**
     * @param wrote when the customer last wrote to us: what was asked before then is answered
     */
    static Needed of(
            Complaint complaint,
            List<Timeline.Entry> story,
            List<Timeline.Entry> offers,
            @Nullable Instant wrote,
            Say say) {
        boolean asked = complaint.canBeConfirmed();
        return new Needed(
                asked ? new Verdict(proposal(story)) : null,
                complaint.canBeDisputed() && !asked
                        ? new Contest(
                                say.it("contest.title." + complaint.state()), say.it("contest." + complaint.state()))
                        : null,
                complaint.isOpen()
                        ? story.stream()
                                .filter(entry -> entry.kind().equals("CustomerAsked"))
                                .filter(entry -> wrote == null || entry.at().isAfter(wrote))
                                .map(entry -> question(entry.details(), say))
                                .toList()
                        : List.of(),
                offers.stream().map(offer -> offer(offer.details(), say)).toList());
    }

    /** Whether there is anything that waits for the customer. */
    boolean anything() {
        return verdict != null || !questions.isEmpty() || !offers.isEmpty();
    }

    private static Question question(JsonNode details, Say say) {
        return new Question(
                details.path("questionId").asText(),
                say.it("question.title", Map.of("name", by(details))),
                details.path("words").asText());
    }

    private static Offer offer(JsonNode details, Say say) {
        var value = details.path("value");
        return new Offer(
                details.path("remedyId").asText(),
                say.it("offer.title", Map.of("name", by(details))),
                details.path("description").asText(),
                value.isObject() ? say.it("offer.worth", Map.of("amount", say.amount(value))) : null);
    }

    private static String by(JsonNode details) {
        return Say.firstName(details.path("by").path("name").asText());
    }

    /** What the owner said when they last asked whether it is put right. */
    private static @Nullable String proposal(List<Timeline.Entry> story) {
        var proposed = Story.last(story, "RecoveryProposed");
        var words = proposed == null ? "" : proposed.details().path("words").asText("");
        return words.isEmpty() ? null : words;
    }
}
