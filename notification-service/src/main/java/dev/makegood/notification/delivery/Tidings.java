package dev.makegood.notification.delivery;

import dev.makegood.contract.AddressVerificationAsked;
import dev.makegood.contract.ApologyMade;
import dev.makegood.contract.CauseClassified;
import dev.makegood.contract.Closing;
import dev.makegood.contract.ComplaintAmended;
import dev.makegood.contract.ComplaintEvent;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.ComplaintWithdrawn;
import dev.makegood.contract.ComplaintsMerged;
import dev.makegood.contract.ComplaintsUnmerged;
import dev.makegood.contract.CustomerAsked;
import dev.makegood.contract.CustomerAskedAgain;
import dev.makegood.contract.CustomerChanged;
import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.CustomerWrote;
import dev.makegood.contract.DoubleDeviation;
import dev.makegood.contract.EscalationAsked;
import dev.makegood.contract.FixVerified;
import dev.makegood.contract.GestureGranted;
import dev.makegood.contract.JourneyAcknowledged;
import dev.makegood.contract.JourneyClosed;
import dev.makegood.contract.JourneyEscalated;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.JourneyOpened;
import dev.makegood.contract.JourneyPaused;
import dev.makegood.contract.JourneyReopened;
import dev.makegood.contract.JourneyResumed;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.LegAccepted;
import dev.makegood.contract.LegCompleted;
import dev.makegood.contract.LegDeclined;
import dev.makegood.contract.LegLinked;
import dev.makegood.contract.LegQuestionAnswered;
import dev.makegood.contract.LegQuestionAsked;
import dev.makegood.contract.LegRated;
import dev.makegood.contract.LegReopened;
import dev.makegood.contract.LegRequested;
import dev.makegood.contract.LegWithdrawn;
import dev.makegood.contract.OfferAnswered;
import dev.makegood.contract.OwnerChanged;
import dev.makegood.contract.Party;
import dev.makegood.contract.Person;
import dev.makegood.contract.PolicyReviewRaised;
import dev.makegood.contract.PromiseBroken;
import dev.makegood.contract.PromiseKept;
import dev.makegood.contract.PromiseKind;
import dev.makegood.contract.PromiseMade;
import dev.makegood.contract.PromiseMoved;
import dev.makegood.contract.RecoveryConfirmed;
import dev.makegood.contract.RecoveryDisputed;
import dev.makegood.contract.RecoveryProposed;
import dev.makegood.contract.RefusalRecorded;
import dev.makegood.contract.RemedyAnswered;
import dev.makegood.contract.RemedyDelivered;
import dev.makegood.contract.RemedyOffered;
import dev.makegood.contract.RemedyWithdrawn;
import dev.makegood.contract.ReplyWritten;
import dev.makegood.contract.RightBreached;
import dev.makegood.contract.SurveyAnswered;
import dev.makegood.contract.TransferDeclined;
import dev.makegood.contract.TransferExpired;
import dev.makegood.contract.TransferOffered;
import dev.makegood.contract.TransferWithdrawn;
import dev.makegood.contract.UpdateGiven;
import dev.makegood.contract.VoicesGathered;
import dev.makegood.notification.delivery.Tiding.Colleague;
import dev.makegood.notification.delivery.Tiding.Holder;
import dev.makegood.notification.delivery.Tiding.TheCustomer;
import dev.makegood.notification.message.ForColleague;
import dev.makegood.notification.message.ForParty;
import dev.makegood.notification.message.Message;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who hears what of an event: the customer what is theirs to know, in words that were meant for them; its owner and other colleagues
 * what they have to act on; the party of a leg what is asked of it. Pure. Of an event that nobody hears of by itself it says why.
 */
final class Tidings {

    /** What a person promised, with a time, is worth a mail; what the charter promises by itself stands on the customer's page. */
    private static final Set<PromiseKind> WORTH_TELLING =
            EnumSet.of(PromiseKind.CALL_BACK, PromiseKind.REMEDY_DELIVERY, PromiseKind.RESOLUTION);

    /** Before an acknowledgement there is nobody to succeed: it says who owns it. After the end there is nothing to own. */
    private static final Set<JourneyState> UNDER_WAY =
            EnumSet.of(JourneyState.ACKNOWLEDGED, JourneyState.RECOVERING, JourneyState.PROPOSED, JourneyState.REFUSED);

    /** A leg that a colleague walks instead of a party: they are asked to grant something from their wallet. */
    private static final String COLLEAGUES_LEG = "agent:";

    private Tidings() {}

    /**
     * What has to be known beside the event.
     *
     * @param owner who owns the journey, as far as it is known
     * @param offeredTo whom the transfer offers it, where it is about one
     * @param company who signs what nobody signs by name
     */
    record Known(@Nullable Person owner, @Nullable Person offeredTo, String company) {

        String signer() {
            return owner == null ? company : owner.name();
        }
    }

    static List<Tiding> of(JourneyEvent event, Known known) {
        return switch (event) {
            case JourneyOpened e ->
                List.of(colleague(e.owner(), null, new ForColleague.JourneyGiven(known.company(), null, null)));
            case JourneyAcknowledged e -> customer(new Message.Acknowledgement(e.by().name(), e.words()));
            case OwnerChanged e -> ownerChanged(e);
            case TransferOffered e ->
                List.of(colleague(
                        e.to(),
                        e.transferId(),
                        new ForColleague.TransferOffered(e.from().name(), e.reason(), e.expiresAt())));
            case TransferDeclined e ->
                owner(known, e.transferId(), new ForColleague.TransferDeclined(e.by().name(), e.reason()));
            case TransferWithdrawn e ->
                maybe(known.offeredTo(), e.transferId(), new ForColleague.TransferWithdrawn(e.by().name()));
            case TransferExpired e ->
                owner(
                        known,
                        e.transferId(),
                        new ForColleague.TransferExpired(
                                known.offeredTo() == null
                                        ? known.company()
                                        : known.offeredTo().name()));
            case ApologyMade e -> customer(new Message.Apology(e.by().name(), e.words()));
            case UpdateGiven e -> customer(new Message.Update(e.by().name(), e.words()));
            case CustomerAsked e -> customer(e.questionId(), new Message.Question(e.by().name(), e.words()));
            case LegRequested e -> legRequested(e, known);
            case LegReopened e ->
                List.of(party(e.party(), e.legId(), new ForParty.LegReopened(known.signer(), e.reason())));
            case LegWithdrawn e -> legWithdrawn(e);
            case LegLinked e ->
                List.of(party(
                        e.party(),
                        e.legId(),
                        new ForParty.LegLinked(known.signer(), e.legId(), e.generation(), e.expiresAt())));
            case LegDeclined e ->
                owner(known, e.legId(), new ForColleague.LegDeclined(e.party().name(), e.reason()));
            case LegCompleted e ->
                owner(known, e.legId(), new ForColleague.LegCompleted(e.party().name(), e.outcome()));
            case LegQuestionAsked e ->
                owner(known, e.legId(), new ForColleague.LegQuestion(e.party().name(), e.question()));
            case LegQuestionAnswered e ->
                List.of(party(e.party(), e.legId(), new ForParty.LegAnswered(e.by().name(), e.answer())));
            case PromiseMade e ->
                e.right() == null && WORTH_TELLING.contains(e.kind()) && UNDER_WAY.contains(e.state())
                        ? customer(e.promiseId(), new Message.Promised(known.signer(), e.kind(), e.dueAt()))
                        : List.of();
            case PromiseBroken e ->
                e.state() == JourneyState.CLOSED
                        ? List.of()
                        : customer(e.promiseId(), new Message.Broken(known.signer(), e.kind(), e.dueAt()));
            case JourneyPaused e ->
                customer(e.pauseId(), new Message.Paused(e.by().name(), e.reason(), e.words(), e.until()));
            case JourneyResumed e -> customer(e.pauseId(), new Message.Resumed(name(e.by(), known)));
            case JourneyEscalated e ->
                e.to().stream()
                        .map(to ->
                                colleague(to, e.promiseId(), new ForColleague.Escalated(known.company(), e.reason())))
                        .toList();
            case RemedyOffered e ->
                customer(e.remedyId(), new Message.RemedyOffer(e.by().name(), e.description(), e.value()));
            case RemedyWithdrawn e ->
                // Where it lapsed because all of it is closed, the message about that says enough.
                e.state() == JourneyState.CLOSED
                        ? List.of()
                        : customer(
                                e.remedyId(), new Message.OfferWithdrawn(e.by().name(), e.description(), e.reason()));
            case RemedyAnswered e ->
                owner(known, e.remedyId(), new ForColleague.OfferAnswered(known.company(), e.accepted()));
            case RemedyDelivered e -> customer(e.remedyId(), new Message.RemedyDone(known.signer(), e.description()));
            case RefusalRecorded e ->
                customer(
                        e.refusalId(),
                        new Message.No(e.by().name(), e.policyTitle(), e.reason(), e.escalation(), e.statutory()));
            case RightBreached e ->
                List.of(colleague(
                        e.owner(),
                        e.promiseId(),
                        new ForColleague.RightBroken(known.company(), e.right(), e.suggestedGesture())));
            case DoubleDeviation e ->
                List.of(colleague(e.recalled(), null, new ForColleague.LetDownAgain(known.company(), e.callDueAt())));
            case PolicyReviewRaised e ->
                List.of(colleague(
                        e.policyOwner(),
                        null,
                        new ForColleague.PolicyHarms(known.company(), e.policyId(), e.refused(), e.abuses())));
            case RecoveryProposed e -> customer(new Message.IsItPutRight(e.by().name(), e.words()));
            case JourneyReopened e -> customer(new Message.GoesOn(e.owner().name()));
            case JourneyClosed e ->
                // Where it goes on in another, the message about that says enough.
                e.closing() == Closing.MERGED ? List.of() : customer(new Message.Closed(e.by().name(), e.closing()));
            case FixVerified e ->
                // Nobody signs what nobody says.
                e.by() == null
                        ? List.of()
                        : customer(e.problemId(), new Message.Fixed(e.by().name(), e.said(), e.fixed()));
            // What pays for an offer is our own affair: the customer was told of the offer itself, one event before.
            case GestureGranted e -> List.of();
            // Times move when the journey stands still or goes on, and the customer is told of that, once for all of
            // them.
            case PromiseMoved e -> List.of();
            // Whoever keeps a promise has told the customer by keeping it.
            case PromiseKept e -> List.of();
            // Of these the desk reads where it works.
            case LegAccepted e -> List.of();
            case CauseClassified e -> List.of();
            case CustomerAskedAgain e -> List.of();
        };
    }

    static List<Tiding> of(ComplaintEvent event, Known known) {
        return switch (event) {
            case ComplaintReceived e -> customer(new Message.Receipt(e.owner().name()));
            case ReplyWritten e -> customer(e.messageId(), new Message.Reply(e.by().name(), e.words(), e.files()));
            case CustomerWrote e ->
                owner(known, e.messageId(), new ForColleague.CustomerWrote(known.company(), e.words(), e.files()));
            case EscalationAsked e -> owner(known, null, new ForColleague.EscalationAsked(known.company(), e.words()));
            case SurveyAnswered e ->
                e.low()
                        ? owner(
                                known,
                                e.surveyId(),
                                new ForColleague.LowSurvey(known.company(), e.satisfaction(), e.effort(), e.words()))
                        : List.of();
            case ComplaintWithdrawn e -> owner(known, null, new ForColleague.TakenBack(known.company(), e.words()));
            case RecoveryConfirmed e -> owner(known, null, new ForColleague.Confirmed(known.company(), e.words()));
            case RecoveryDisputed e -> owner(known, null, new ForColleague.Disputed(known.company(), e.words()));
            // The one that goes on is told, by whoever listens: only they know whether both are one person's.
            case ComplaintsMerged e -> List.of();
            // Each answers for itself again, and whoever answers says so.
            case ComplaintsUnmerged e -> List.of();
            // The journey tells of the answer once it has taken it.
            case OfferAnswered e -> List.of();
            // That is for everybody here to read, when they read such things.
            case VoicesGathered e -> List.of();
            case LegRated e -> List.of();
            // Nobody is told what is known of them, nor that it is known no longer.
            case ComplaintAmended e -> List.of();
            case CustomerChanged e -> List.of();
            case CustomerErased e -> List.of();
            // That is about no complaint, and sent by itself.
            case AddressVerificationAsked e -> List.of();
        };
    }

    private static List<Tiding> ownerChanged(OwnerChanged e) {
        var standsInFor = e.standsInFor() == null ? null : e.standsInFor().name();
        List<Tiding> tidings = new ArrayList<>();
        tidings.add(
                colleague(e.to(), null, new ForColleague.JourneyGiven(e.from().name(), e.reason(), standsInFor)));
        if (!e.from().id().equals(e.to().id())) {
            tidings.add(
                    colleague(e.from(), null, new ForColleague.JourneyTaken(e.to().name(), e.to().name(), e.reason())));
            if (UNDER_WAY.contains(e.state())) {
                tidings.addAll(
                        customer(new Message.NewOwner(e.to().name(), e.from().name(), standsInFor)));
            }
        }
        return List.copyOf(tidings);
    }

    private static List<Tiding> legRequested(LegRequested e, Known known) {
        return List.of(
                isColleagues(e.party())
                        ? colleague(
                                person(e.party()),
                                e.legId(),
                                new ForColleague.HelpAsked(known.signer(), e.work(), e.dueAt()))
                        : party(e.party(), e.legId(), new ForParty.LegRequested(known.signer(), e.work(), e.dueAt())));
    }

    private static List<Tiding> legWithdrawn(LegWithdrawn e) {
        return List.of(
                isColleagues(e.party())
                        ? colleague(
                                person(e.party()), e.legId(), new ForColleague.HelpWithdrawn(e.by().name(), e.reason()))
                        : party(e.party(), e.legId(), new ForParty.LegWithdrawn(e.by().name(), e.reason())));
    }

    private static boolean isColleagues(Party party) {
        return party.id().startsWith(COLLEAGUES_LEG);
    }

    private static Person person(Party party) {
        return new Person(party.id().substring(COLLEAGUES_LEG.length()), party.name());
    }

    private static String name(@Nullable Person person, Known known) {
        return person == null ? known.signer() : person.name();
    }

    private static List<Tiding> customer(Message message) {
        return customer(null, message);
    }

    private static List<Tiding> customer(@Nullable UUID about, Message message) {
        return List.of(new Tiding(new TheCustomer(), about, message));
    }

    private static List<Tiding> owner(Known known, @Nullable UUID about, ForColleague message) {
        return maybe(known.owner(), about, message);
    }

    private static List<Tiding> maybe(@Nullable Person person, @Nullable UUID about, ForColleague message) {
        return person == null ? List.of() : List.of(colleague(person, about, message));
    }

    private static Tiding colleague(Person person, @Nullable UUID about, ForColleague message) {
        return new Tiding(new Colleague(person), about, message);
    }

    private static Tiding party(Party party, UUID leg, ForParty message) {
        return new Tiding(new Holder(party), leg, message);
    }
}
