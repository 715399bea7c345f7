package dev.makegood.notification.mail;

import dev.makegood.notification.channel.Answer.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a mail server's answers mean. The basic code says whether it is worth trying again; why, the enhanced status says (RFC 3463), and
 * of an address that is dead nothing else does for certain.
 */
public final class Replies {

    /** There is no such mailbox or domain, it moved away, takes no mail, or was shut (RFC 3463, 3.2 and 3.3; RFC 7505, 4.2). */
    private static final Set<String> DEAD = Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4");

    /** What servers say that do not know the enhanced status. Anything less clear is no reason to write to nobody there again. */
    private static final Pattern NOBODY = Pattern.compile(
            "(?i)\\b(?:user unknown|unknown (?:user|recipient|local[ -]part)|no such (?:user|recipient|mailbox|address|person)"
                    + "|(?:user|recipient|mailbox|address|account)[^.;:]{0,80} (?:not found|does ?n[o']t exist|not exist|unknown)"
                    + "|no mailbox (?:here )?by that name|invalid (?:recipient|mailbox)|mailbox unknown)\\b");

    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.])");

    /** What a server says when it wants encryption or other credentials: our fault, not the mail's. */
    private static final Set<Integer> MISCONFIGURED = Set.of(530, 534, 535, 538);

    private static final Pattern WAIT = Pattern.compile(
            "(?i)\\b(?:again|retry|wait|back)\\b\\D{0,40}?(\\d{1,5}) ?(s|sec|seconds?|m|min|minutes?)\\b");

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private Replies() {}

    /** In which part of the conversation an answer was given. */
    enum Stage {
        /** To who we are: whatever is wrong there is wrong with us. */
        SENDER,
        /** To whom it is for, or to the mail itself. */
        MAIL
    }

    /** The enhanced status in these words; empty if there is none. */
    public static Optional<String> status(String words) {
        var found = STATUS.matcher(words);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }

    /** Whether nobody will ever read what is sent there. */
    public static boolean isDead(String status, String words) {
        return DEAD.contains(status)
                || (Set.of("", "5.0.0", "5.1.0", "5.5.0").contains(status)
                        && NOBODY.matcher(words).find());
    }

    static Outcome outcome(int code, String words, Stage stage) {
        if (code < 500 || MISCONFIGURED.contains(code)) {
            return Outcome.DEFERRED;
        }
        var status = status(words).filter(found -> found.startsWith("5")).orElse("");
        if (stage == Stage.SENDER) {
            // It is too large, and stays so; everything else is between the server and us, and somebody here can mend
            // it.
            return code == 552 || status.equals("5.3.4") ? Outcome.REFUSED : Outcome.DEFERRED;
        }
        return isDead(status, words) ? Outcome.UNREACHABLE : Outcome.REFUSED;
    }

    /** For how long the server asks not to be tried again; empty if it does not say. */
    static Optional<Duration> patience(String words) {
        var found = WAIT.matcher(words);
        if (!found.find()) {
            return Optional.empty();
        }
        long number = Long.parseLong(found.group(1));
        var asked = found.group(2).toLowerCase(Locale.ROOT).startsWith("m")
                ? Duration.ofMinutes(number)
                : Duration.ofSeconds(number);
        return Optional.of(asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked);
    }
}
