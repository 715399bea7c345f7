package dev.makegood.complaint.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.complaint.timeline.Timeline;
import dev.makegood.contract.EscalationReason;
import dev.makegood.contract.JourneyState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What has happened, as the customer is told it, oldest first.
 *
 * @param earlier what lies further back, folded away where there is much of it
 */
record Story(String earlierTitle, List<Happened> earlier, List<Happened> lately) {

    /** So much is read at one sight. */
    private static final int LATELY = 8;

    /** What a customer is told of. Everything else that happens is the desk's own business. */
    private static final Set<String> TOLD = Set.of(
            "ComplaintReceived",
            "JourneyAcknowledged",
            "LegRequested",
            "LegAccepted",
            "LegDeclined",
            "LegCompleted",
            "ApologyMade",
            "RemedyOffered",
            "RemedyWithdrawn",
            "RemedyAnswered",
            "RemedyDelivered",
            "UpdateGiven",
            "PromiseBroken",
            "RecoveryProposed",
            "RecoveryConfirmed",
            "RecoveryDisputed",
            "JourneyReopened",
            "JourneyClosed",
            "OwnerChanged",
            "LegReopened",
            "LegWithdrawn",
            "CustomerAsked",
            "JourneyPaused",
            "JourneyResumed",
            "RefusalRecorded",
            "FixVerified",
            "ComplaintWithdrawn",
            "EscalationAsked",
            "JourneyEscalated");

    /** Events whose words were said to the customer, or by them, by the names of the fields that hold them. */
    private static final Map<String, List<String>> SAID = Map.ofEntries(
            Map.entry("JourneyAcknowledged", List.of("words")),
            Map.entry("ApologyMade", List.of("words")),
            Map.entry("UpdateGiven", List.of("words")),
            Map.entry("CustomerAsked", List.of("words")),
            Map.entry("RecoveryProposed", List.of("words")),
            Map.entry("RemedyOffered", List.of("description")),
            Map.entry("RemedyWithdrawn", List.of("reason")),
            Map.entry("JourneyPaused", List.of("words")),
            Map.entry("RefusalRecorded", List.of("reason", "escalation", "statutory")),
            Map.entry("FixVerified", List.of("fixed")),
            Map.entry("ComplaintWithdrawn", List.of("words")),
            Map.entry("EscalationAsked", List.of("words")),
            Map.entry("RecoveryConfirmed", List.of("words")),
            Map.entry("RecoveryDisputed", List.of("words")));

    record Happened(
            String kind,
            String at,
            String when,
            String what,
            @Nullable String words) {}

    static Story of(List<Timeline.Entry> entries, Say say) {
        var told = entries.stream()
                .filter(Story::isTold)
                .map(entry -> happened(entry, say))
                .toList();
        int folded = told.size() <= LATELY + 2 ? 0 : told.size() - LATELY;
        return new Story(
                say.it("story.earlier", Map.of("count", folded)),
                told.subList(0, folded),
                told.subList(folded, told.size()));
    }

    /** Whom the desk calls to look at a journey is its own business, unless the customer called. */
    private static boolean isTold(Timeline.Entry entry) {
        return TOLD.contains(entry.kind())
                && (!entry.kind().equals("JourneyEscalated")
                        || entry.details().path("reason").asText().equals(EscalationReason.CUSTOMER.name()));
    }

    private static Happened happened(Timeline.Entry entry, Say say) {
        var details = entry.details();
        var by = details.path(entry.kind().equals("OwnerChanged") ? "to" : "by").path("name");
        var name = by.isTextual() ? Say.firstName(by.asText()) : say.owner();
        var party = details.path("party").path("name").asText("");
        var people = StreamSupport.stream(details.path("to").spliterator(), false)
                .map(person -> Say.firstName(person.path("name").asText()))
                .collect(Collectors.joining(", "));
        return new Happened(
                entry.kind(),
                entry.at().toString(),
                say.moment(entry.at()),
                say.it("story." + entry.kind(), Map.of("name", name, "party", party, "people", people)),
                said(entry.kind(), details));
    }

    private static @Nullable String said(String kind, JsonNode details) {
        if (kind.equals("RemedyWithdrawn") && details.path("state").asText().equals(JourneyState.CLOSED.name())) {
            // Nobody took it back: it lapsed as all of it was closed.
            return null;
        }
        var words = SAID.getOrDefault(kind, List.of()).stream()
                .map(details::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .collect(Collectors.joining("\n\n"));
        return words.isEmpty() ? null : words;
    }

    /** The last time that this happened, if it ever did. */
    static Timeline.@Nullable Entry last(List<Timeline.Entry> entries, String kind) {
        return entries.reversed().stream()
                .filter(entry -> entry.kind().equals(kind))
                .findFirst()
                .orElse(null);
    }
}
