package dev.makegood.complaint.conversation;

import dev.makegood.complaint.intake.Complaint;
import dev.makegood.contract.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** What customers and we say to each other, word for word: one conversation for each complaint. */
@ApplicationScoped
public class Conversation {

    /**
     * The customer wrote something, in the caller's transaction.
     *
     * @param quoted what it quotes from earlier messages
     * @param source a name that is its own, such as a hash of its Message-ID; a second one of a name is the first one again
     */
    public Message customerWrote(
            Complaint complaint, Channel channel, String words, @Nullable String quoted, @Nullable String source) {
        return customerWrote(
                complaint, UuidVersion7Strategy.INSTANCE.generateUuid(null), channel, words, quoted, source, 0);
    }

    /**
     * The same, with files that are kept under the message's id, before or after, in the same transaction.
     *
     * @param files how many
     */
    public Message customerWrote(
            Complaint complaint,
            UUID messageId,
            Channel channel,
            String words,
            @Nullable String quoted,
            @Nullable String source,
            int files) {
        throw new UnsupportedOperationException();
    }

    /** The conversation of a complaint and of those that it absorbed, oldest first: at most the latest thousand messages. */
    public List<Message> of(UUID complaint) {
        return List.of();
    }
}
