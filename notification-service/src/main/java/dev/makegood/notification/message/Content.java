package dev.makegood.notification.message;

import dev.makegood.contract.PromiseKind;
import dev.makegood.notification.recipient.Addresses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one message says, in paragraphs.
 *
 * @param opening before a person's own words
 * @param words a person's own words, line by line; empty if there are none
 * @param closing after them
 */
record Content(List<String> opening, List<String> words, List<String> closing) {

    private Content(List<String> opening, @Nullable String words, String... closing) {
        this(opening, lines(words), List.of(closing));
    }

    /**
     * What the message says.
     *
     * @param code which stands where somebody is sent one
     */
    static Content of(Message message, Say say, String code, Duration answerWithin) {
        return switch (message) {
            case Message.Receipt m ->
                new Content(
                        List.of(
                                say.it("receipt.thanks"),
                                say.it("receipt.owner"),
                                say.it("receipt.next", Map.of("within", say.within(answerWithin)))),
                        null);
            case Message.Acknowledgement m ->
                new Content(List.of(say.it("acknowledgement.taken")), m.words(), say.it("acknowledgement.next"));
            case Message.Apology m -> new Content(List.of(say.it("apology.first")), m.words(), say.it("apology.next"));
            case Message.Update m -> new Content(List.of(say.it("update.stands")), m.words(), say.it("update.next"));
            case Message.Question m ->
                new Content(List.of(say.it("question.need")), m.words(), say.it("question.answer"));
            case Message.NewOwner m -> newOwner(m, say);
            case Message.Promised m ->
                new Content(List.of(promise("promised.line", m.what(), m.dueAt(), say), say.it("promised.hold")), null);
            case Message.Broken m ->
                new Content(
                        List.of(
                                promise("promise-broken.line", m.what(), m.dueAt(), say),
                                say.it("promise-broken.next"),
                                say.it("promise-broken.above")),
                        null);
            case Message.Paused m ->
                new Content(
                        List.of(say.it("paused." + m.reason())),
                        m.words(),
                        say.it("paused.until", Map.of("until", say.moment(m.until()))),
                        say.it("paused.law"));
            case Message.Resumed m -> new Content(List.of(say.it("resumed.on"), say.it("resumed.times")), null);
            case Message.RemedyOffer m -> offer(m, say);
            case Message.OfferWithdrawn m ->
                new Content(
                        List.of(say.it("offer-withdrawn.back")),
                        m.description(),
                        say.it(
                                "offer-withdrawn.why",
                                Map.of("reason", m.reason().strip())),
                        say.it("offer-withdrawn.next"));
            case Message.RemedyDone m ->
                new Content(List.of(say.it("remedy-done.done")), m.description(), say.it("remedy-done.right"));
            case Message.No m -> no(m, say);
            case Message.IsItPutRight m ->
                new Content(List.of(say.it("is-it-put-right.believe")), m.words(), say.it("is-it-put-right.ask"));
            case Message.GoesOn m -> new Content(List.of(say.it("goes-on.on"), say.it("goes-on.kept")), null);
            case Message.Closed m ->
                new Content(List.of(say.it("closed." + m.closing()), say.it("closed.back." + m.closing())), null);
            case Message.Fixed m -> fixed(m, say);
            case Message.Reply m -> reply(m, say);
            case Message.Merged m ->
                new Content(
                        List.of(
                                say.it("merged.one", Map.of("absorbed", m.absorbed())),
                                say.it("merged.kept"),
                                say.it("merged.owner")),
                        null);
            case Message.Verification m ->
                new Content(
                        List.of(say.it("verification.asked")),
                        code,
                        say.it("verification.valid", Map.of("minutes", Addresses.VALID.toMinutes())),
                        say.it("verification.not-you"));
            case Message.Happened m -> throw new IllegalArgumentException("Programs read no letters");
            case ForColleague m -> ofColleague(m, say);
            case ForParty m -> ofParty(m, say);
        };
    }

    private static String promise(String key, PromiseKind what, Instant dueAt, Say say) {
        return say.it(key, Map.of("what", say.it("promise." + what), "until", say.moment(dueAt)));
    }

    private static Content newOwner(Message.NewOwner m, Say say) {
        var standsInFor = m.standsInFor();
        return new Content(
                List.of(
                        standsInFor == null
                                ? say.it("new-owner.now", Map.of("before", m.before()))
                                : say.it("new-owner.stands-in", Map.of("whom", standsInFor)),
                        say.it("new-owner.kept")),
                null);
    }

    private static Content offer(Message.RemedyOffer m, Say say) {
        List<String> closing = new ArrayList<>();
        if (m.value() != null) {
            closing.add(say.it("remedy-offered.value", Map.of("amount", say.amount(m.value()))));
        }
        closing.add(say.it("remedy-offered.answer"));
        return new Content(List.of(say.it("remedy-offered.offer")), lines(m.description()), List.copyOf(closing));
    }

    private static Content no(Message.No m, Say say) {
        List<String> closing = new ArrayList<>();
        closing.add(say.it("refusal.escalate"));
        closing.addAll(paragraphs(m.escalation()));
        closing.addAll(paragraphs(m.statutory()));
        closing.add(say.it("refusal.disagree"));
        return new Content(
                List.of(say.it("refusal.no", Map.of("policy", m.policy().strip()))),
                lines(m.reason()),
                List.copyOf(closing));
    }

    private static Content fixed(Message.Fixed m, Say say) {
        List<String> closing = new ArrayList<>();
        closing.add(say.it("you-said-we-fixed.fixed"));
        closing.addAll(paragraphs(m.fixed()));
        closing.add(say.it("you-said-we-fixed.proof"));
        closing.add(say.it("you-said-we-fixed.back"));
        return new Content(List.of(say.it("you-said-we-fixed.said")), lines(m.said()), List.copyOf(closing));
    }

    private static Content reply(Message.Reply m, Say say) {
        List<String> closing = new ArrayList<>();
        if (m.files() > 0) {
            closing.add(say.it("reply.files", Map.of("files", m.files())));
        }
        closing.add(say.it("reply.next"));
        return new Content(List.of(say.it("reply.wrote")), lines(m.words()), List.copyOf(closing));
    }

    private static Content ofColleague(ForColleague message, Say say) {
        return switch (message) {
            case ForColleague.JourneyGiven m -> {
                var standsInFor = m.standsInFor();
                yield new Content(
                        List.of(
                                standsInFor == null
                                        ? say.it("journey-given.line")
                                        : say.it("journey-given.stands-in", Map.of("whom", standsInFor))),
                        m.reason());
            }
            case ForColleague.JourneyTaken m ->
                new Content(List.of(say.it("journey-taken.line", Map.of("who", m.owner()))), m.reason());
            case ForColleague.TransferOffered m ->
                new Content(
                        List.of(say.it("transfer-offered.line", Map.of("who", m.by(), "until", say.moment(m.until())))),
                        m.reason());
            case ForColleague.TransferDeclined m ->
                new Content(List.of(say.it("transfer-declined.line", Map.of("who", m.by()))), m.reason());
            case ForColleague.TransferWithdrawn m ->
                new Content(List.of(say.it("transfer-withdrawn.line", Map.of("who", m.by()))), null);
            case ForColleague.TransferExpired m ->
                new Content(List.of(say.it("transfer-expired.line", Map.of("who", m.by()))), null);
            case ForColleague.Escalated m -> new Content(List.of(say.it("escalated." + m.reason())), null);
            case ForColleague.CustomerWrote m ->
                new Content(List.of(say.it("customer-wrote.line", Map.of("files", m.files()))), m.words());
            case ForColleague.EscalationAsked m -> new Content(List.of(say.it("escalation-asked.line")), m.words());
            case ForColleague.LegDeclined m ->
                new Content(List.of(say.it("leg-declined.line", Map.of("who", m.by()))), m.reason());
            case ForColleague.LegCompleted m ->
                new Content(List.of(say.it("leg-completed.line", Map.of("who", m.by()))), m.outcome());
            case ForColleague.LegQuestion m ->
                new Content(List.of(say.it("leg-question.line", Map.of("who", m.by()))), m.question());
            case ForColleague.RightBroken m -> {
                List<String> opening = new ArrayList<>();
                opening.add(say.it("right-broken.line", Map.of("right", m.right())));
                if (m.gesture() != null) {
                    opening.add(say.it("right-broken.gesture", Map.of("amount", say.amount(m.gesture()))));
                }
                yield new Content(List.copyOf(opening), null);
            }
            case ForColleague.OfferAnswered m ->
                new Content(List.of(say.it(m.accepted() ? "offer-answered.yes" : "offer-answered.no")), null);
            case ForColleague.Confirmed m -> new Content(List.of(say.it("confirmed.line")), m.words());
            case ForColleague.Disputed m -> new Content(List.of(say.it("disputed.line")), m.words());
            case ForColleague.TakenBack m -> new Content(List.of(say.it("taken-back.line")), m.words());
            case ForColleague.PolicyHarms m ->
                new Content(
                        List.of(say.it(
                                "policy-harms.line",
                                Map.of("policy", m.policy(), "refused", m.refused(), "abuses", m.abuses()))),
                        null);
            case ForColleague.LowSurvey m ->
                new Content(
                        List.of(say.it(
                                "low-survey.line", Map.of("satisfaction", m.satisfaction(), "effort", m.effort()))),
                        m.words());
            case ForColleague.LetDownAgain m ->
                new Content(List.of(say.it("let-down-again.line", Map.of("until", say.moment(m.callBy())))), null);
            case ForColleague.ApologyOwed m -> new Content(List.of(say.it("apology-owed.line")), null);
            case ForColleague.HelpAsked m ->
                new Content(
                        List.of(say.it("help-asked.line", Map.of("who", m.by(), "until", say.moment(m.dueAt())))),
                        m.work());
            case ForColleague.HelpWithdrawn m ->
                new Content(List.of(say.it("help-withdrawn.line", Map.of("who", m.by()))), m.reason());
            case ForColleague.Digest m -> new Content(List.of(say.it("digest.line")), m.lines(), List.of());
            case ForColleague.Voices m -> {
                var most = m.most();
                yield new Content(
                        List.of(
                                most == null
                                        ? say.it("voices.line", Map.of("voices", m.voices()))
                                        : say.it("voices.most", Map.of("voices", m.voices(), "what", most))),
                        null);
            }
        };
    }

    private static Content ofParty(ForParty message, Say say) {
        return switch (message) {
            case ForParty.LegRequested m ->
                new Content(
                        List.of(say.it("leg-requested.line", Map.of("until", say.moment(m.dueAt())))),
                        m.work(),
                        say.it("leg-requested.packet"));
            case ForParty.LegReopened m -> new Content(List.of(say.it("leg-reopened.line")), m.reason());
            case ForParty.LegWithdrawn m -> new Content(List.of(say.it("leg-withdrawn.line")), m.reason());
            case ForParty.LegAnswered m -> new Content(List.of(say.it("leg-answered.line")), m.answer());
            case ForParty.LegLinked m ->
                new Content(
                        List.of(
                                say.it("leg-linked.line"),
                                say.it("leg-linked.until", Map.of("until", say.moment(m.until())))),
                        null);
        };
    }

    private static List<String> lines(@Nullable String words) {
        return words == null || words.isBlank()
                ? List.of()
                : words.strip().lines().toList();
    }

    private static List<String> paragraphs(@Nullable String words) {
        return lines(words).stream().filter(line -> !line.isBlank()).toList();
    }
}
