package dev.makegood.notification.mail;

import dev.makegood.notification.channel.Answer;
import dev.makegood.notification.channel.Answer.Outcome;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * The mail server (SMTP submission). Connections are kept and used again; there are as many as there are senders at one time.
 */
@ApplicationScoped
public class MailServer {

    private static final int LONGEST_ANSWER = 500;

    /** What a server says when it wants encryption or other credentials: our fault, not the mail's. */
    private static final Set<Integer> MISCONFIGURED = Set.of(530, 534, 535, 538);

    private final MailSettings settings;
    private final Clock clock;
    private final String sender;
    private final Session session;

    /** Last in, first out: what is not needed falls idle. */
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    private record Connection(SMTPTransport transport, long usedAt) {}

    MailServer(MailSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.sender = HeaderGuard.mailbox(settings.address())
                .orElseThrow(() -> new IllegalStateException("makegood.mail.address is not one plain mailbox"));
        this.session = Session.getInstance(properties(settings, sender));
    }

    /** Hands a mail over, and says what became of that. Blocks, within the timeouts of the settings. */
    public Answer send(Mail mail) {
        if (mail.to() == null || mail.to().isBlank()) {
            return new Answer(Outcome.REFUSED, "no address");
        }
        Optional<String> to = HeaderGuard.mailbox(mail.to().strip());
        if (to.isEmpty()) {
            return new Answer(Outcome.REFUSED, "not an address");
        }
        @Nullable SMTPTransport transport = null;
        try {
            var envelope = Envelope.of(mail, sender, to.get(), clock.instant(), session);
            transport = connect();
            transport.sendMessage(envelope, envelope.getAllRecipients());
            var answer = new Answer(Outcome.TAKEN, words(transport.getLastServerResponse(), to.get()));
            idle.push(new Connection(transport, System.nanoTime()));
            return answer;
        } catch (MessagingException e) {
            close(transport);
            return answer(e, to.get());
        }
    }

    private SMTPTransport connect() throws MessagingException {
        var kept = idle.poll();
        while (kept != null) {
            boolean trusted =
                    System.nanoTime() - kept.usedAt() < settings.trustIdle().toNanos();
            if (trusted || kept.transport().isConnected()) {
                return kept.transport();
            }
            close(kept.transport());
            kept = idle.poll();
        }
        var transport = (SMTPTransport) session.getTransport("smtp");
        transport.connect(
                settings.host(),
                settings.port(),
                settings.username().orElse(null),
                settings.password().orElse(null));
        return transport;
    }

    @PreDestroy
    void close() {
        for (var kept = idle.poll(); kept != null; kept = idle.poll()) {
            close(kept.transport());
        }
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

    private static Answer answer(MessagingException failure, String to) {
        for (@Nullable Exception e = failure; e != null; e = next(e)) {
            var code = code(e);
            if (code.isPresent()) {
                boolean refused = code.getAsInt() >= 500 && !MISCONFIGURED.contains(code.getAsInt());
                return new Answer(
                        refused ? Outcome.REFUSED : Outcome.DEFERRED, words(String.valueOf(e.getMessage()), to));
            }
        }
        return new Answer(Outcome.DEFERRED, words("no answer: " + failure.getMessage(), to));
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

    private static Properties properties(MailSettings settings, String sender) {
        var properties = new Properties();
        properties.put("mail.smtp.auth", String.valueOf(settings.username().isPresent()));
        properties.put("mail.smtp.starttls.enable", String.valueOf(settings.tls() != MailSettings.Tls.NEVER));
        properties.put("mail.smtp.starttls.required", String.valueOf(settings.tls() == MailSettings.Tls.REQUIRED));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", millis(settings.connectTimeout()));
        properties.put("mail.smtp.timeout", millis(settings.readTimeout()));
        properties.put("mail.smtp.writetimeout", millis(settings.writeTimeout()));
        properties.put("mail.smtp.from", sender);
        properties.put("mail.smtp.localhost", sender.substring(sender.lastIndexOf('@') + 1));
        properties.put("mail.smtp.quitwait", "false");
        return properties;
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}
