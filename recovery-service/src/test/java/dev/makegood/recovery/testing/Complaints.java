package dev.makegood.recovery.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.Events;
import dev.makegood.contract.Channel;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.Customer;
import dev.makegood.contract.Language;
import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import dev.makegood.contract.RecoveryConfirmed;
import dev.makegood.contract.RecoveryDisputed;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What complaint-service tells: how journeys begin and how customers answer. */
public final class Complaints {

    public static final Person ELENI = new Person("eb541849-7b35-5ea1-a38b-9230040056bd", "Eleni Papadaki");
    public static final Person LENA = new Person("f59fd8b0-8ada-5aea-bdda-51c2d2567adc", "Lena Hartmann");

    private Complaints() {}

    /** A complaint that this person took, as complaint-service tells of it. */
    public static ComplaintReceived complaint(Person owner, boolean takenInPerson) {
        return complaint(
                owner,
                takenInPerson,
                new Customer(
                        UUID.randomUUID(),
                        1,
                        "Νίκος Παπαδόπουλος",
                        Language.EL,
                        "nikos@customers.example",
                        null,
                        null,
                        new Money(new BigDecimal("9000.00"), "EUR"),
                        null));
    }

    /** The same of this customer. */
    public static ComplaintReceived complaint(Person owner, boolean takenInPerson, Customer customer) {
        return new ComplaintReceived(
                UUID.randomUUID(),
                "MG-7QF3-K9MP",
                0,
                customer,
                "Το αυτοκίνητό μου έπαθε βλάβη.",
                "Να επισκευαστεί",
                takenInPerson ? Channel.PHONE : Channel.WEB,
                "Roadside assistance",
                null,
                takenInPerson,
                owner,
                null,
                null,
                null,
                Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    /** A journey that Eleni owns, since she took the complaint by phone. */
    public static UUID takenByEleni() {
        var complaint = complaint(ELENI, true);
        receive(complaint);
        return complaint.complaintId();
    }

    /** Tells of the complaint, and waits until its journey has begun. */
    public static void receive(ComplaintReceived complaint) {
        Events.publish(complaint);
        awaitState(complaint.complaintId(), "OPENED");
    }

    /** The customer says that it is put right. */
    public static void confirm(UUID journey) {
        Events.publish(new RecoveryConfirmed(journey, "Ευχαριστώ", Instant.now()));
    }

    /** The customer says that it is not. */
    public static void dispute(UUID journey, String words) {
        Events.publish(new RecoveryDisputed(journey, words, Instant.now()));
    }

    public static void awaitState(UUID journey, String state) {
        await().untilAsserted(() -> assertThat(Database.column("select state from journey where id = ?", journey))
                .containsExactly(state));
    }
}
