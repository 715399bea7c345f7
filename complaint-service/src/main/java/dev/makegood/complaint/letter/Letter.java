package dev.makegood.complaint.letter;

import dev.makegood.contract.Language;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mail, read. Everything in it is text that can be kept and shown: decoded from whatever it came in, without NUL, control characters
 * made visible. What it claims is only claimed: that the author is the author is for others to find out.
 *
 * @param authors whom {@code From} names: one, in an honest mail
 * @param sender who says to have sent it for them: a note, never the author
 * @param addressedTo every address that it names as its own: To, Cc, and those that servers on the way have written down
 * @param subject in one line; empty if there is none
 * @param date what the author's clock said
 * @param messageId without its angle brackets
 * @param words what the author wrote this time
 * @param quoted what they quote of earlier mails
 * @param signature what stands under their words in each of their mails
 * @param forwarded the mails that they pass on
 * @param files what came with it, in the order in which {@link #files(byte[], FileVisitor)} gives their contents
 * @param nature who or what wrote it
 * @param about if it tells of another mail, as a bounce does, the addresses that that one came from
 * @param language what the words are in, where one can tell
 * @param authentications the {@code Authentication-Results}, the last server's first
 * @param tooMuch whether it has more parts, or deeper ones, or more headers, than are read: what is here is the beginning
 */
public record Letter(
        List<Mailbox> authors,
        @Nullable Mailbox sender,
        List<String> addressedTo,
        String subject,
        @Nullable Instant date,
        @Nullable String messageId,
        String words,
        @Nullable String quoted,
        @Nullable String signature,
        List<Forwarded> forwarded,
        List<File> files,
        Nature nature,
        List<String> about,
        @Nullable Language language,
        List<String> authentications,
        boolean tooMuch) {

    /** Who or what wrote a mail. */
    public enum Nature {
        /** A person, as far as one can tell. */
        PERSONAL,
        /** A mail server, about a mail that it could not deliver. */
        BOUNCE,
        /** A program that answers for somebody who is away, or says that something was read. */
        AUTO_REPLY,
        /** A list, a newsletter. */
        BULK,
        /** Makegood: a mail of ours that came back. */
        OURS
    }

    /**
     * Somebody's address.
     *
     * @param name how they are shown, in one line; empty if they are not
     * @param address as it stands, one line; whether it is one that mail can go to is not said
     */
    public record Mailbox(String name, String address) {}

    /** A mail that was passed on within this one. */
    public record Forwarded(
            @Nullable Mailbox author,
            String subject,
            @Nullable Instant date,
            String text) {}

    /**
     * Something that came with the words.
     *
     * @param name for people: one line, no path
     * @param type what the mail says it is
     * @param inline whether it is part of how the mail looks, as a picture within it
     */
    public record File(String name, String type, boolean inline) {}

    /** Is given the files' contents. */
    @FunctionalInterface
    public interface FileVisitor {
        /** Called for each file in turn; the stream ends with the call. */
        void visit(File file, InputStream content) throws IOException;
    }

    /** Reads a mail. Whatever the bytes are, there is an answer; nothing of their text is lost, unless there is too much of it. */
    public static Letter read(byte[] raw) {
        return new LetterReader().read(raw);
    }

    /** Streams the contents of {@link #files()}, each decoded from its transfer encoding. */
    public static void files(byte[] raw, FileVisitor visitor) throws IOException {
        new LetterReader().files(raw, visitor);
    }

    /** The one who wrote it, if exactly one is named. */
    public Optional<Mailbox> author() {
        return authors.size() == 1 ? Optional.of(authors.getFirst()) : Optional.empty();
    }
}
