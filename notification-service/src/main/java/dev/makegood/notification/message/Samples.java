package dev.makegood.notification.message;

import dev.makegood.chassis.text.Texts;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Closing;
import dev.makegood.contract.EscalationReason;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.contract.Money;
import dev.makegood.contract.PauseReason;
import dev.makegood.contract.PromiseKind;
import dev.makegood.notification.recipient.Recipient;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** A message of every kind, as somebody could write it: to look at how they read, and nothing else. */
final class Samples {

    private static final Texts TEXTS = Texts.load("texts/sample");
    private static final UUID COMPLAINT = UUID.fromString("0194a000-0000-7000-8000-000000000001");
    private static final Instant SOON = Instant.parse("2026-11-24T09:30:00Z");
    private static final Money VALUE = new Money(new BigDecimal("240.00"), "EUR");

    private Samples() {}

    /** Who reads them. */
    static Recipient reader(MessageKind kind, Language language) {
        return new Recipient(
                kind.audience(),
                COMPLAINT.toString(),
                kind == MessageKind.VERIFICATION ? null : COMPLAINT,
                kind == MessageKind.VERIFICATION ? null : "MG-7QF3-K9MP",
                1,
                TEXTS.say(
                        language,
                        switch (kind.audience()) {
                            case CUSTOMER, SUBSCRIBER -> "customer";
                            case COLLEAGUE -> "owner";
                            case PARTY -> "party";
                        }),
                language,
                ZoneId.of(
                        switch (language) {
                            case EN -> "Europe/London";
                            case ES -> "Europe/Madrid";
                            case EL -> "Europe/Athens";
                            case FI -> "Europe/Helsinki";
                            case RU -> "Europe/Moscow";
                        }),
                "somebody@example.org",
                "+302101234567",
                Medium.EMAIL,
                null);
    }

    /** What stands where a link or a code does. */
    static String link(MessageKind kind) {
        if (kind == MessageKind.VERIFICATION) {
            return "01234567";
        }
        if (kind == MessageKind.LEG_LINKED) {
            return "https://makegood.example/legs/of-a-sample";
        }
        return kind.audience() == Audience.CUSTOMER ? "https://makegood.example/track/of-a-sample" : "";
    }

    /** Messages of this kind: one that says all that it can, and others that say it otherwise. */
    static List<Message> of(MessageKind kind, Language language) {
        Function<String, String> in = key -> TEXTS.say(language, key);
        var owner = in.apply("owner");
        var party = in.apply("party");
        var words = in.apply("words");
        return switch (kind) {
            case RECEIPT -> List.of(new Message.Receipt(owner));
            case ACKNOWLEDGEMENT ->
                List.of(
                        new Message.Acknowledgement(owner, in.apply("acknowledged")),
                        new Message.Acknowledgement(owner, null));
            case UPDATE -> List.of(new Message.Update(owner, in.apply("update")));
            case QUESTION -> List.of(new Message.Question(owner, in.apply("question")));
            case REMEDY_OFFERED ->
                List.of(
                        new Message.RemedyOffer(owner, in.apply("offer"), VALUE),
                        new Message.RemedyOffer(owner, in.apply("offer"), null));
            case OFFER_WITHDRAWN -> List.of(new Message.OfferWithdrawn(owner, in.apply("offer"), in.apply("reason")));
            case REFUSAL ->
                List.of(
                        new Message.No(
                                owner,
                                in.apply("policy"),
                                in.apply("refusal"),
                                in.apply("escalation"),
                                in.apply("statutory")),
                        new Message.No(owner, in.apply("policy"), in.apply("refusal"), in.apply("escalation"), null));
            case IS_IT_PUT_RIGHT -> List.of(new Message.IsItPutRight(owner, in.apply("proposed")));
            case CLOSED ->
                // Where it goes on in another, another message says so.
                all(Closing.values(), closing -> new Message.Closed(owner, closing))
                        .filter(message -> !message.equals(new Message.Closed(owner, Closing.MERGED)))
                        .toList();
            case YOU_SAID_WE_FIXED -> List.of(new Message.Fixed(owner, in.apply("said"), in.apply("fixed")));
            case REPLY ->
                List.of(
                        new Message.Reply(owner, in.apply("update"), 2),
                        new Message.Reply(owner, in.apply("update"), 0));
            case MERGED -> List.of(new Message.Merged(owner, "MG-4RT2-Q8XA"));
            case VERIFICATION -> List.of(new Message.Verification("Makegood"));
            case APOLOGY -> List.of(new Message.Apology(owner, in.apply("apology")));
            case NEW_OWNER ->
                List.of(
                        new Message.NewOwner(owner, in.apply("before"), null),
                        new Message.NewOwner(owner, in.apply("before"), in.apply("before")));
            case PROMISED ->
                all(PromiseKind.values(), what -> new Message.Promised(owner, what, SOON))
                        .toList();
            case PROMISE_BROKEN ->
                all(PromiseKind.values(), what -> new Message.Broken(owner, what, SOON))
                        .toList();
            case PAUSED ->
                Stream.concat(
                                all(
                                        PauseReason.values(),
                                        reason -> new Message.Paused(owner, reason, in.apply("reason"), SOON)),
                                Stream.of(new Message.Paused(owner, PauseReason.CUSTOMER_ASKED, null, SOON)))
                        .toList();
            case RESUMED -> List.of(new Message.Resumed(owner));
            case REMEDY_DONE -> List.of(new Message.RemedyDone(owner, in.apply("offer")));
            case GOES_ON -> List.of(new Message.GoesOn(owner));
            case JOURNEY_GIVEN ->
                List.of(
                        new ForColleague.JourneyGiven(in.apply("before"), in.apply("reason"), null),
                        new ForColleague.JourneyGiven(in.apply("before"), null, null),
                        new ForColleague.JourneyGiven(in.apply("before"), in.apply("reason"), in.apply("before")));
            case JOURNEY_TAKEN ->
                List.of(new ForColleague.JourneyTaken(in.apply("before"), in.apply("before"), in.apply("reason")));
            case TRANSFER_OFFERED ->
                List.of(new ForColleague.TransferOffered(in.apply("before"), in.apply("reason"), SOON));
            case TRANSFER_DECLINED ->
                List.of(new ForColleague.TransferDeclined(in.apply("before"), in.apply("reason")));
            case TRANSFER_WITHDRAWN -> List.of(new ForColleague.TransferWithdrawn(in.apply("before")));
            case TRANSFER_EXPIRED -> List.of(new ForColleague.TransferExpired(in.apply("before")));
            case ESCALATED ->
                all(EscalationReason.values(), reason -> new ForColleague.Escalated("Makegood", reason))
                        .toList();
            case CUSTOMER_WROTE ->
                List.of(
                        new ForColleague.CustomerWrote("Makegood", words, 2),
                        new ForColleague.CustomerWrote("Makegood", words, 0));
            case ESCALATION_ASKED ->
                List.of(
                        new ForColleague.EscalationAsked("Makegood", words),
                        new ForColleague.EscalationAsked("Makegood", null));
            case LEG_DECLINED -> List.of(new ForColleague.LegDeclined(party, in.apply("reason")));
            case LEG_COMPLETED -> List.of(new ForColleague.LegCompleted(party, in.apply("proposed")));
            case LEG_QUESTION -> List.of(new ForColleague.LegQuestion(party, in.apply("question")));
            case RIGHT_BROKEN ->
                List.of(
                        new ForColleague.RightBroken("Makegood", "named-owner", VALUE),
                        new ForColleague.RightBroken("Makegood", "named-owner", null));
            case OFFER_ANSWERED ->
                List.of(
                        new ForColleague.OfferAnswered("Makegood", true),
                        new ForColleague.OfferAnswered("Makegood", false));
            case CONFIRMED ->
                List.of(
                        new ForColleague.Confirmed("Makegood", in.apply("acknowledged")),
                        new ForColleague.Confirmed("Makegood", null));
            case DISPUTED ->
                List.of(new ForColleague.Disputed("Makegood", words), new ForColleague.Disputed("Makegood", null));
            case TAKEN_BACK ->
                List.of(new ForColleague.TakenBack("Makegood", words), new ForColleague.TakenBack("Makegood", null));
            case POLICY_HARMS ->
                List.of(
                        new ForColleague.PolicyHarms("Makegood", in.apply("policy"), 21, 2),
                        new ForColleague.PolicyHarms("Makegood", in.apply("policy"), 1, 0));
            case LOW_SURVEY ->
                List.of(
                        new ForColleague.LowSurvey("Makegood", 2, 5, words),
                        new ForColleague.LowSurvey("Makegood", 1, 4, null));
            case LET_DOWN_AGAIN -> List.of(new ForColleague.LetDownAgain("Makegood", SOON));
            case APOLOGY_OWED -> List.of(new ForColleague.ApologyOwed("Makegood"));
            case HELP_ASKED -> List.of(new ForColleague.HelpAsked(in.apply("before"), in.apply("offer"), SOON));
            case HELP_WITHDRAWN -> List.of(new ForColleague.HelpWithdrawn(in.apply("before"), in.apply("reason")));
            case LEG_LINKED -> List.of(new ForParty.LegLinked(owner, COMPLAINT, 1, SOON));
            case DIGEST ->
                List.of(new ForColleague.Digest("Makegood", List.of(in.apply("proposed"), in.apply("reason"))));
            case VOICES ->
                List.of(
                        new ForColleague.Voices("Makegood", 21, in.apply("policy")),
                        new ForColleague.Voices("Makegood", 1, null));
            case LEG_REQUESTED -> List.of(new ForParty.LegRequested(owner, in.apply("work"), SOON));
            case LEG_REOPENED -> List.of(new ForParty.LegReopened(owner, words));
            case LEG_WITHDRAWN -> List.of(new ForParty.LegWithdrawn(owner, in.apply("reason")));
            case EVENT -> List.of();
            case LEG_ANSWERED -> List.of(new ForParty.LegAnswered(owner, in.apply("update")));
        };
    }

    private static <T> Stream<Message> all(T[] values, Function<T, Message> message) {
        return Arrays.stream(values).map(message);
    }
}
