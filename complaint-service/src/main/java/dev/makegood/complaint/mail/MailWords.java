package dev.makegood.complaint.mail;

import dev.makegood.complaint.letter.Letter;
import dev.makegood.complaint.letter.Letter.Forwarded;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a mail is the customer's words: in a complaint, the subject where it says something, what they wrote and what they passed
 * on; in a conversation, what they wrote this time.
 *
 * @param words never more than {@value #MOST} characters
 * @param folded what they quoted and what they sign with, shown when asked for
 * @param complete whether all that the mail says is in one of the two; if not, the mail itself has to stand beside them
 */
record MailWords(String words, @Nullable String folded, boolean complete) {

    /** As many as a complaint may have. */
    static final int MOST = 20_000;

    private static final String ANSWERED =
            "(?iuU)^(?:\\s*(?:re|fw|fwd|aw|wg|sv|vs|rv|enc|απ|πρθ|σχετ|vl|lä|отв|на|пер)\\s?(?:\\[\\d{1,3}\\])?\\s?:)+";

    /** As a new complaint. */
    static MailWords complaining(Letter letter) {
        var text = new StringBuilder();
        var subject = letter.subject().replaceFirst(ANSWERED, "").strip();
        if (saysSomething(subject) && !isIn(subject, letter.words())) {
            add(text, subject);
        }
        add(text, letter.words());
        add(text, letter.signature());
        letter.forwarded().forEach(mail -> add(text, passed(mail)));
        return bounded(text.toString(), null, letter.quoted() == null && !letter.tooMuch());
    }

    /** As an answer. */
    static MailWords answering(Letter letter) {
        var text = new StringBuilder();
        add(text, letter.words());
        letter.forwarded().forEach(mail -> add(text, passed(mail)));
        if (!saysSomething(text.toString())) {
            text.setLength(0);
            add(text, letter.files().stream().map(Letter.File::name).collect(Collectors.joining(", ")));
        }
        if (!saysSomething(text.toString())) {
            add(text, letter.subject());
        }
        var folded = new StringBuilder();
        add(folded, letter.signature());
        add(folded, letter.quoted());
        return bounded(text.toString(), folded.toString(), !letter.tooMuch());
    }

    /** Whether there is anything that people can see. */
    static boolean saysSomething(String text) {
        return text.codePoints()
                .anyMatch(c -> !Character.isWhitespace(c)
                        && !Character.isSpaceChar(c)
                        && Character.getType(c) != Character.FORMAT
                        && !Character.isISOControl(c));
    }

    boolean isEmpty() {
        return !saysSomething(words);
    }

    private static MailWords bounded(String words, @Nullable String folded, boolean complete) {
        var some = cut(words);
        if (folded == null || folded.isBlank()) {
            return new MailWords(some, null, complete && some.length() == words.length());
        }
        var rest = cut(folded);
        boolean all = some.length() == words.length() && rest.length() == folded.length();
        return new MailWords(some, rest, complete && all);
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MOST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST));
    }

    private static boolean isIn(String subject, String words) {
        return words.substring(0, Math.min(words.length(), 1_000))
                .toLowerCase(Locale.ROOT)
                .contains(subject.toLowerCase(Locale.ROOT));
    }

    private static String passed(Forwarded mail) {
        var author = mail.author();
        var head = new StringBuilder("---");
        if (author != null) {
            head.append(' ')
                    .append(author.name())
                    .append(" <")
                    .append(author.address())
                    .append('>');
        }
        if (mail.date() != null) {
            head.append(' ').append(mail.date());
        }
        if (!mail.subject().isBlank()) {
            head.append(" · ").append(mail.subject());
        }
        return head + "\n" + mail.text();
    }

    private static void add(StringBuilder text, @Nullable String more) {
        if (more != null && !more.isBlank()) {
            text.append(text.isEmpty() ? "" : "\n\n").append(more.strip());
        }
    }
}
