package dev.makegood.complaint.conversation;

import dev.makegood.complaint.attachment.Attachment;
import dev.makegood.contract.Channel;
import dev.makegood.contract.Medium;
import dev.makegood.contract.Person;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said in a conversation. The first message is what the customer complained of, and its id is the complaint's.
 *
 * @param complaintId the complaint that it was written to: of one that was absorbed, its own
 * @param words as they were written, to the byte
 * @param quoted what the mail quoted from earlier ones: kept, and folded
 * @param language what the words are in, as far as it is known
 * @param by who of us wrote it, or wrote down what the customer said
 * @param delivery of what we wrote: what became of it
 * @param attachments what came with it
 */
public record Message(
        UUID id,
        UUID complaintId,
        Direction direction,
        Channel channel,
        String words,
        @Nullable String quoted,
        @Nullable String language,
        @Nullable Person by,
        Instant at,
        @Nullable Delivery delivery,
        List<Translation> translations,
        List<ReadBy> readBy,
        List<Attachment> attachments) {

    /** The same message with what others have added to it. */
    Message with(List<Translation> translations, List<ReadBy> readBy, List<Attachment> attachments) {
        return new Message(
                id,
                complaintId,
                direction,
                channel,
                words,
                quoted,
                language,
                by,
                at,
                delivery,
                translations,
                readBy,
                attachments);
    }

    /** Who said it. */
    public enum Direction {
        /** The customer. */
        IN,
        /** One of us, to the customer. */
        OUT
    }

    /** Whether what we wrote has left. */
    public enum DeliveryState {
        PENDING,
        SENT,
        /** It is where they read it, as far as anybody said so. */
        DELIVERED,
        FAILED
    }

    /**
     * What became of what we wrote.
     *
     * @param reason why it will not reach the customer
     */
    public record Delivery(
            DeliveryState state,
            @Nullable Medium medium,
            @Nullable String reason,
            @Nullable Instant at) {}

    /**
     * The words in another language, beside the words.
     *
     * @param machine what translated it, if no person did
     * @param by who attached it
     */
    public record Translation(
            String language,
            int version,
            String words,
            @Nullable String machine,
            Person by,
            Instant at) {}

    /** Who of us has read it. */
    public record ReadBy(Person person, Instant at) {}
}
