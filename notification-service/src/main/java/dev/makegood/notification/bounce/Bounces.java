package dev.makegood.notification.bounce;

import dev.makegood.contract.Suppression;
import dev.makegood.notification.delivery.Reports;
import dev.makegood.notification.mail.Replies;
import dev.makegood.notification.mail.ReturnPaths;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes what came back to the delivery that it is about. In the caller's transaction; told twice, it is the same. */
@ApplicationScoped
class Bounces {

    private static final int LONGEST_WORDS = 500;
    private static final Pattern OURS =
            Pattern.compile("<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^@>\\s]{1,253}>?");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"()]{1,64}@[^\\s<>,;:\"()]{1,253}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\s]+");

    private final Reports reports;
    private final ReturnPaths returnPaths;
    private final MeterRegistry meters;
    private final Clock clock;

    Bounces(Reports reports, ReturnPaths returnPaths, MeterRegistry meters, Clock clock) {
        this.reports = reports;
        this.returnPaths = returnPaths;
        this.meters = meters;
        this.clock = clock;
    }

    /** What became of a report. */
    public enum Effect {
        /** The mail did not arrive. */
        CAME_BACK,
        /** It did not arrive, and nothing more is sent to that address. */
        DEAD,
        /** It is still on its way. */
        DELAYED,
        /** It is where it was to go. */
        ARRIVED,
        /** Its reader wants no more. */
        UNWANTED,
        /** It reports nothing that matters here. */
        IGNORED,
        /** It does not prove that it is about a mail of ours. */
        UNPROVEN
    }

    /**
     * What a report did.
     *
     * @param delivery absent where it was not proven, or reports nothing
     */
    public record Taken(Effect effect, @Nullable UUID delivery) {}

    Taken take(byte[] mail) {
        var taken = take(ReportReader.read(mail));
        meters.counter("makegood.mail.reports", "effect", taken.effect().name()).increment();
        return taken;
    }

    private Taken take(Report report) {
        if (report.kind() == Report.Kind.NOTHING) {
            return new Taken(Effect.IGNORED, null);
        }
        var delivery = delivery(report);
        return delivery.isEmpty()
                ? new Taken(Effect.UNPROVEN, null)
                : new Taken(effect(report, delivery.get()), delivery.get());
    }

    private Effect effect(Report report, UUID delivery) {
        var now = clock.instant();
        return switch (report.kind()) {
            case FAILED -> {
                boolean dead = Replies.isDead(report.status(), report.words());
                reports.cameBack(delivery, words(report), dead ? Suppression.BOUNCED : null, now);
                yield dead ? Effect.DEAD : Effect.CAME_BACK;
            }
            case DELAYED -> Effect.DELAYED;
            case DELIVERED -> {
                reports.arrived(delivery, now);
                yield Effect.ARRIVED;
            }
            case COMPLAINT -> {
                reports.unwanted(delivery, words(report), Suppression.COMPLAINED, now);
                yield Effect.UNWANTED;
            }
            case NOTHING -> Effect.IGNORED;
        };
    }

    /**
     * The delivery that it is about, by the address that it came back to. Where mails all come back to one address, the Message-ID is
     * what there is: nobody can guess it, and who has seen the mail can speak for its reader's address alone. Providers that pass on
     * complaints keep it as well, where they take the address out.
     */
    private Optional<UUID> delivery(Report report) {
        var named = report.addresses().stream()
                .flatMap(address -> returnPaths.read(address).stream())
                .findFirst();
        return named.isPresent() || (returnPaths.areTold() && report.kind() != Report.Kind.COMPLAINT)
                ? named
                : report.messageId()
                        .map(OURS::matcher)
                        .filter(Matcher::matches)
                        .map(id -> UUID.fromString(id.group(1)));
    }

    /** One line without addresses: it is kept, and told to the owner. */
    private static String words(Report report) {
        var line = ADDRESS.matcher(CONTROL.matcher(report.words()).replaceAll(" "))
                .replaceAll("(address)")
                .strip();
        var whole = line.contains(report.status()) ? line : report.status() + " " + line;
        return "came back: " + whole.substring(0, Math.min(whole.length(), LONGEST_WORDS));
    }
}
