package dev.makegood.notification.delivery;

import dev.makegood.contract.VoicesGathered;
import dev.makegood.notification.delivery.Readers.For;
import dev.makegood.notification.delivery.Readers.Reader;
import dev.makegood.notification.digest.Digests;
import dev.makegood.notification.digest.Digests.Line;
import dev.makegood.notification.message.ForColleague;
import dev.makegood.notification.message.Letters;
import dev.makegood.notification.message.MessageKind;
import dev.makegood.notification.preference.Preference.Person;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends what was gathered when its time has come. It is taken out and queued in one transaction, so that none is lost and none is sent
 * twice.
 */
@ApplicationScoped
class Summaries {

    private final Digests digests;
    private final Outgoing outgoing;
    private final Readers readers;
    private final Deliveries deliveries;
    private final Letters letters;
    private final DeliverySettings settings;

    Summaries(
            Digests digests,
            Outgoing outgoing,
            Readers readers,
            Deliveries deliveries,
            Letters letters,
            DeliverySettings settings) {
        this.digests = digests;
        this.outgoing = outgoing;
        this.readers = readers;
        this.deliveries = deliveries;
        this.letters = letters;
        this.settings = settings;
    }

    @Scheduled(
            every = "${makegood.digest.look:15s}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        digests.due().forEach(person -> QuarkusTransaction.requiringNew().run(() -> send(person)));
    }

    private void send(Person person) {
        var lines = digests.take(person);
        if (!lines.isEmpty()) {
            outgoing.tellWhereReached(
                    person,
                    null,
                    Digests.event(person, lines.getLast().dueAt()),
                    null,
                    new ForColleague.Digest(
                            settings.company(),
                            lines.stream().map(line -> said(person, line)).toList()));
        }
    }

    /** What it is about; all that it says is in their feed. What customers told us in a week is in none. */
    private String said(Person person, Line line) {
        var reader = reader(person, line.complaint());
        var message = deliveries.message(line.kind(), line.model());
        var note = letters.note(message, reader.recipient(), reader.recipient().language());
        return line.kind() == MessageKind.VOICES ? note.text() : note.title();
    }

    private Reader reader(Person person, @Nullable UUID complaint) {
        return Objects.requireNonNull(readers.of(new For(person, complaint, null)));
    }

    /** Once a week everybody who wants things gathered hears what customers said. */
    void voices(@Observes Heard heard) {
        if (heard.event() instanceof VoicesGathered voices && voices.voices() > 0) {
            var most = voices.byProduct().stream()
                    .max(Comparator.comparingInt(VoicesGathered.Heard::voices))
                    .map(VoicesGathered.Heard::what)
                    .orElse(null);
            var message = new ForColleague.Voices(settings.company(), voices.voices(), most);
            digests.readers().forEach(person -> {
                var reader = reader(person, null);
                digests.gather(reader.recipient(), reader.preference(), heard.id(), message);
            });
        }
    }
}
