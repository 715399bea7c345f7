package dev.makegood.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.Audience;
import dev.makegood.contract.ComplaintEvent;
import dev.makegood.contract.Event;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.Language;
import dev.makegood.contract.NotificationEvent;
import dev.makegood.contract.Person;
import dev.makegood.contract.Topic;
import dev.makegood.notification.delivery.Tiding.TheCustomer;
import dev.makegood.notification.delivery.Tidings.Known;
import dev.makegood.notification.message.ForColleague;
import dev.makegood.notification.message.ForParty;
import dev.makegood.notification.message.Letters;
import dev.makegood.notification.message.Message;
import dev.makegood.notification.message.MessageKind;
import dev.makegood.notification.recipient.Recipient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing that is not meant for customers reaches one. Every value of every event is marked, and what customers are sent is searched
 * for the marks: what may be among them stands here by name. What an event will carry one day is nobody's but ours until somebody
 * writes it down here.
 */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class NothingInternalTest {

    /** Written to them, or by whom they know. */
    private static final Set<String> THEIRS = Set.of(
            "ApologyMade.by.name",
            "ApologyMade.words",
            "ComplaintReceived.owner.name",
            "CustomerAsked.by.name",
            "CustomerAsked.words",
            "FixVerified.by.name",
            "FixVerified.fixed",
            "FixVerified.said",
            "JourneyAcknowledged.by.name",
            "JourneyAcknowledged.words",
            "JourneyClosed.by.name",
            "JourneyPaused.by.name",
            "JourneyPaused.words",
            "JourneyReopened.owner.name",
            "JourneyResumed.by.name",
            "OwnerChanged.from.name",
            "OwnerChanged.standsInFor.name",
            "OwnerChanged.to.name",
            "RecoveryProposed.by.name",
            "RecoveryProposed.words",
            "RefusalRecorded.by.name",
            "RefusalRecorded.escalation",
            "RefusalRecorded.policyTitle",
            "RefusalRecorded.reason",
            "RefusalRecorded.statutory",
            "RemedyDelivered.description",
            "RemedyOffered.by.name",
            "RemedyOffered.description",
            "RemedyOffered.value.amount",
            "RemedyWithdrawn.by.name",
            "RemedyWithdrawn.description",
            "RemedyWithdrawn.reason",
            "ReplyWritten.by.name",
            "ReplyWritten.files",
            "ReplyWritten.words",
            "UpdateGiven.by.name",
            "UpdateGiven.words");

    /** Of the customer and what they said a party learns from its packet, and from nowhere else. */
    private static final Set<String> PARTIES = Set.of(
            "LegQuestionAnswered.answer",
            "LegQuestionAnswered.by.name",
            "LegReopened.reason",
            "LegRequested.work",
            "LegWithdrawn.by.name",
            "LegWithdrawn.reason");

    private static final Known KNOWN =
            new Known(new Person("owner-id", "Olive Owner"), new Person("other-id", "Otto Other"), "Makegood");

    @Inject
    Letters letters;

    static Stream<Class<? extends Event>> events() {
        return Stream.of(Topic.COMPLAINTS, Topic.JOURNEYS)
                .flatMap(topic -> Arrays.stream(topic.family().getPermittedSubclasses()))
                .map(type -> type.asSubclass(Event.class));
    }

    @ParameterizedTest
    @MethodSource("events")
    void customersAndPartiesReadWhatIsTheirsAndNothingElse(Class<? extends Event> type) {
        for (var marked : Marked.all(type)) {
            for (var tiding : tidings(marked.event())) {
                var read = read(tiding.message());
                var theirs = switch (tiding.to()) {
                    case TheCustomer to -> THEIRS;
                    case Tiding.Holder to -> PARTIES;
                    case Tiding.Colleague to -> marked.marks().keySet();
                };
                Set<String> leaked = new TreeSet<>();
                marked.marks().forEach((path, mark) -> {
                    if (!theirs.contains(path) && read.contains(mark)) {
                        leaked.add(path);
                    }
                });
                assertThat(leaked)
                        .as("%s tells %s", type.getSimpleName(), tiding.to())
                        .isEmpty();
            }
        }
    }

    /** What may be told is told: a name that stands here for nothing hides nothing. */
    @Test
    void whatIsTheirsReachesThem() {
        Set<String> reached = new TreeSet<>();
        events().flatMap(type -> Marked.all(type).stream())
                .forEach(marked -> tidings(marked.event()).stream()
                        .filter(tiding -> !(tiding.to() instanceof Tiding.Colleague))
                        .map(tiding -> read(tiding.message()))
                        .forEach(read -> marked.marks().forEach((path, mark) -> {
                            if (read.contains(mark)) {
                                reached.add(path);
                            }
                        })));
        Set<String> all = new TreeSet<>(THEIRS);
        all.addAll(PARTIES);
        assertThat(reached).containsExactlyElementsOf(all);
    }

    @ParameterizedTest
    @MethodSource("events")
    void aMessageGoesToWhomItsKindIsFor(Class<? extends Event> type) {
        for (var marked : Marked.all(type)) {
            for (var tiding : tidings(marked.event())) {
                var audience = switch (tiding.to()) {
                    case TheCustomer to -> Audience.CUSTOMER;
                    case Tiding.Colleague to -> Audience.COLLEAGUE;
                    case Tiding.Holder to -> Audience.PARTY;
                };
                assertThat(tiding.message().kind().audience()).isEqualTo(audience);
            }
        }
    }

    @Test
    void aKindIsForThoseWhomItsMessageIsFor() {
        for (var kind : MessageKind.values()) {
            var type = kind.type();
            var audience = ForColleague.class.isAssignableFrom(type)
                    ? Audience.COLLEAGUE
                    : ForParty.class.isAssignableFrom(type)
                            ? Audience.PARTY
                            // Programs alone are told of events as they are.
                            : type == Message.Happened.class ? Audience.SUBSCRIBER : Audience.CUSTOMER;
            assertThat(kind.audience()).as(kind.toString()).isEqualTo(audience);
        }
    }

    private static List<Tiding> tidings(Event event) {
        return switch (event) {
            case JourneyEvent e -> Tidings.of(e, KNOWN);
            case ComplaintEvent e -> Tidings.of(e, KNOWN);
            case NotificationEvent e -> throw new IllegalArgumentException("Nobody listens to these here");
        };
    }

    /** All that they get, in any form, and of customers what is kept of it; the amounts without what a language puts between digits. */
    private String read(Message message) {
        var audience = message.kind().audience();
        var reader = new Recipient(
                audience,
                UUID.randomUUID().toString(),
                UUID.randomUUID(),
                "MG-7QF3-K9MP",
                1,
                "Ann Ode",
                Language.EN,
                ZoneId.of("Europe/Athens"),
                null,
                null,
                null,
                null);
        var written = letters.write(message, reader, Language.EN, "https://makegood.example/track/x", true);
        var all = written.subject() + written.text() + written.html();
        if (audience == Audience.CUSTOMER) {
            all += message + letters.sms(message, reader, Language.EN, "https://makegood.example/track/x");
        }
        return all.replaceAll("(?<=[0-9]),(?=[0-9])", "");
    }
}
