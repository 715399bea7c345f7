package dev.makegood.notification.mail;

import dev.makegood.notification.channel.Answer;
import dev.makegood.notification.channel.Answer.Outcome;
import dev.makegood.notification.mail.Replies.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The mail server (SMTP submission). Connections are kept and used again; there are as many as there are senders at one time.
 */
@ApplicationScoped
public class MailServer {

    private static final int LONGEST_ANSWER = 500;

    /** Of the time that a sender has a mail for itself, half is for the attempt: this much of that is left to write down what came of it. */
    private static final double SPARE = 0.1;

    private final MailSettings settings;
    private final ReturnPaths returnPaths;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Duration atMost;
    private final String sender;
    private final @Nullable DkimSigner signer;
    private final Deadlines deadlines = new Deadlines();
    private final Session session;

    /** Last in, first out: what is not needed falls idle. */
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    private record Connection(
            SMTPTransport transport, @Nullable Socket line, long usedAt) {}

    MailServer(
            MailSettings settings,
            ReturnPaths returnPaths,
            Clock clock,
            MeterRegistry meters,
            @ConfigProperty(name = "makegood.delivery.lease", defaultValue = "60s") Duration lease) {
        this.settings = settings;
        this.returnPaths = returnPaths;
        this.clock = clock;
        this.meters = meters;
        var half = Duration.ofMillis(Math.round(lease.toMillis() / 2.0 * (1 - SPARE)));
        this.atMost = settings.conversation().compareTo(half) < 0 ? settings.conversation() : half;
        this.sender = HeaderGuard.mailbox(settings.address())
                .orElseThrow(() -> new IllegalStateException("makegood.mail.address is not one plain mailbox"));
        this.signer = signer(settings, sender);
        this.session = Session.getInstance(properties(settings, sender, deadlines));
    }

    private static @Nullable DkimSigner signer(MailSettings settings, String sender) {
        return settings.dkim()
                .key()
                .map(file -> DkimSigner.of(
                        settings.dkim().domain().orElse(domain(sender)),
                        settings.dkim().selector(),
                        file))
                .orElse(null);
    }

    private static String domain(String mailbox) {
        return mailbox.substring(mailbox.lastIndexOf('@') + 1);
    }

    /** Hands a mail over, and says what became of that. Blocks, for no longer than the settings say. */
    public Answer send(Mail mail) {
        if (mail.to() == null || mail.to().isBlank()) {
            return new Answer(Outcome.REFUSED, "no address");
        }
        Optional<String> to = HeaderGuard.mailbox(mail.to().strip());
        if (to.isEmpty()) {
            return new Answer(Outcome.REFUSED, "not an address");
        }
        @Nullable SMTPTransport transport = null;
        @Nullable Envelope envelope = null;
        try (var watch = deadlines.start(atMost)) {
            envelope = Envelope.of(
                    mail, sender, returnPaths.of(mail.id()).orElse(sender), to.get(), clock.instant(), signer, session);
            try {
                transport = connect(watch);
                transport.sendMessage(envelope, envelope.getAllRecipients());
                var answer = new Answer(Outcome.TAKEN, words(transport.getLastServerResponse(), to.get()));
                if (watch.isOver()) {
                    close(transport);
                } else {
                    idle.push(new Connection(transport, watch.line(), System.nanoTime()));
                }
                return answer;
            } catch (MessagingException e) {
                close(transport);
                return answer(e, envelope, watch, to.get());
            }
        } catch (MessagingException e) {
            return new Answer(Outcome.DEFERRED, words("could not be written: " + e.getMessage(), to.get()));
        }
    }

    private SMTPTransport connect(Deadlines.Watch watch) throws MessagingException {
        var kept = idle.poll();
        while (kept != null) {
            boolean trusted =
                    System.nanoTime() - kept.usedAt() < settings.trustIdle().toNanos();
            watch.on(kept.line());
            if (trusted || kept.transport().isConnected()) {
                return kept.transport();
            }
            close(kept.transport());
            kept = idle.poll();
        }
        var transport = (SMTPTransport) session.getTransport("smtp");
        try {
            transport.connect(
                    settings.host(),
                    settings.port(),
                    settings.username().orElse(null),
                    settings.password().orElse(null));
        } catch (MessagingException e) {
            close(transport);
            throw e;
        }
        return transport;
    }

    @PreDestroy
    void close() {
        for (var kept = idle.poll(); kept != null; kept = idle.poll()) {
            close(kept.transport());
        }
        deadlines.close();
    }

    private static void close(@Nullable SMTPTransport transport) {
        if (transport != null) {
            try {
                transport.close();
            } catch (MessagingException e) {
                // It is gone either way.
            }
        }
    }

    private Answer answer(MessagingException failure, Envelope envelope, Deadlines.Watch watch, String to) {
        for (@Nullable Exception e = failure; e != null; e = next(e)) {
            var code = code(e);
            if (code.isPresent()) {
                var said = String.valueOf(e.getMessage());
                var stage = isAboutUs(e) ? Stage.SENDER : Stage.MAIL;
                return new Answer(
                        Replies.outcome(code.getAsInt(), said, stage),
                        words(said, to),
                        null,
                        Replies.patience(said).orElse(null));
            }
        }
        var why = watch.isOver() ? "it took longer than " + atMost.toSeconds() + " s" : failure.getMessage();
        if (envelope.isHandedOver()) {
            // It may be there already; whoever gets it twice can tell by its Message-ID.
            meters.counter("makegood.mail.uncertain").increment();
            return new Answer(
                    Outcome.DEFERRED, words("no answer to the whole mail, which may have arrived: " + why, to));
        }
        return new Answer(Outcome.DEFERRED, words("no answer: " + why, to));
    }

    private static boolean isAboutUs(Exception e) {
        return e instanceof SMTPSenderFailedException
                || (e instanceof SMTPSendFailedException send
                        && String.valueOf(send.getCommand()).startsWith("MAIL"));
    }

    private static @Nullable Exception next(Exception e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static OptionalInt code(Exception e) {
        int code = switch (e) {
            case SMTPSendFailedException send -> send.getReturnCode();
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException from -> from.getReturnCode();
            default -> 0;
        };
        return code >= 400 && code < 600 ? OptionalInt.of(code) : OptionalInt.empty();
    }

    /** Servers like to repeat the address; what is kept and told of their answer does not. */
    private static String words(@Nullable String answer, String to) {
        var line = HeaderGuard.line(String.valueOf(answer)).replace(to, "(address)");
        return line.substring(0, Math.min(line.length(), LONGEST_ANSWER));
    }

    private static Properties properties(MailSettings settings, String sender, Deadlines deadlines) {
        var properties = new Properties();
        properties.put("mail.smtp.socketFactory", deadlines);
        properties.put("mail.smtp.auth", String.valueOf(settings.username().isPresent()));
        properties.put("mail.smtp.starttls.enable", String.valueOf(settings.tls() != MailSettings.Tls.NEVER));
        properties.put("mail.smtp.starttls.required", String.valueOf(settings.tls() == MailSettings.Tls.REQUIRED));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", millis(settings.connectTimeout()));
        properties.put("mail.smtp.timeout", millis(settings.readTimeout()));
        properties.put("mail.smtp.writetimeout", millis(settings.writeTimeout()));
        properties.put("mail.smtp.from", sender);
        properties.put("mail.smtp.localhost", domain(sender));
        properties.put("mail.smtp.quitwait", "false");
        return properties;
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}
