package dev.makegood.complaint.tracking;

import dev.makegood.complaint.attachment.Attachment;
import dev.makegood.complaint.conversation.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The conversation as its customer reads it, and the files that belong to no message of it.
 *
 * @param earlier what lies further back, folded away where there is much of it
 */
record Talk(String earlierTitle, List<Spoken> earlier, List<Spoken> lately, List<File> files) {

    /** So much is read at one sight. */
    private static final int LATELY = 6;

    /**
     * Something that was said.
     *
     * @param who {@code you} or {@code we}
     * @param lang what it is in, as far as it is known
     * @param translated the same in the page's language, where somebody put it there
     */
    record Spoken(
            String who,
            String name,
            String at,
            String when,
            String words,
            @Nullable String lang,
            @Nullable String translated,
            @Nullable String quoted,
            List<File> files) {}

    /**
     * A file.
     *
     * @param here whether it can be had; the page says so where it cannot
     */
    record File(String id, String name, String size, boolean here) {}

    /**
     * @param complaint whose first message is the complaint itself, and stands elsewhere
     * @param shown the files that the customer may see
     */
    static Talk of(UUID complaint, List<Message> messages, List<Attachment> shown, Say say) {
        var spoken = messages.stream()
                .filter(message -> !message.id().equals(complaint))
                .map(message -> spoken(message, shown, say))
                .toList();
        var loose = shown.stream()
                .filter(file -> messages.stream().noneMatch(message -> isOf(file, message, complaint)))
                .map(file -> file(file, say))
                .toList();
        int folded = spoken.size() <= LATELY + 2 ? 0 : spoken.size() - LATELY;
        return new Talk(
                say.it("talk.earlier", Map.of("count", folded)),
                spoken.subList(0, folded),
                spoken.subList(folded, spoken.size()),
                loose);
    }

    /** When the customer last wrote after they complained, if they did. */
    static @Nullable Instant wrote(UUID complaint, List<Message> messages) {
        return messages.reversed().stream()
                .filter(message -> message.direction() == Message.Direction.IN)
                .filter(message -> !message.id().equals(complaint))
                .map(Message::at)
                .findFirst()
                .orElse(null);
    }

    public boolean isEmpty() {
        return earlier.isEmpty() && lately.isEmpty();
    }

    private static Spoken spoken(Message message, List<Attachment> shown, Say say) {
        boolean theirs = message.direction() == Message.Direction.IN;
        var by = message.by();
        var name = by == null ? say.owner() : Say.firstName(by.name());
        return new Spoken(
                theirs ? "you" : "we",
                theirs ? say.it("talk.you") : say.it("talk.we", Map.of("name", name)),
                message.at().toString(),
                say.moment(message.at()),
                message.words(),
                message.language(),
                translated(message, say),
                message.quoted(),
                shown.stream()
                        .filter(file -> message.id().equals(file.messageId()))
                        .map(file -> file(file, say))
                        .toList());
    }

    private static @Nullable String translated(Message message, Say say) {
        return message.translations().stream()
                .filter(translation ->
                        translation.language().equals(say.language().code()))
                .map(Message.Translation::words)
                .findFirst()
                .orElse(null);
    }

    private static boolean isOf(Attachment file, Message message, UUID complaint) {
        return message.id().equals(file.messageId()) && !message.id().equals(complaint);
    }

    private static File file(Attachment file, Say say) {
        var here = switch (file.state()) {
            case UNSCANNED, CLEAN -> true;
            case PENDING, INFECTED, LOST, REMOVED -> false;
        };
        return new File(file.id().toString(), file.name(), say.size(file.size()), here);
    }
}
