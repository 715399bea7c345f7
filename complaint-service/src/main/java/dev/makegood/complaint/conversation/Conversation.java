package dev.makegood.complaint.conversation;

import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.complaint.attachment.Attachment;
import dev.makegood.complaint.attachment.Attachments;
import dev.makegood.complaint.conversation.Message.DeliveryState;
import dev.makegood.complaint.conversation.Message.Direction;
import dev.makegood.complaint.conversation.Message.Translation;
import dev.makegood.complaint.conversation.Messages.Awaiting;
import dev.makegood.complaint.conversation.Messages.New;
import dev.makegood.complaint.conversation.Messages.Read;
import dev.makegood.complaint.conversation.Messages.Translated;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Channel;
import dev.makegood.contract.CustomerWrote;
import dev.makegood.contract.Language;
import dev.makegood.contract.NotificationDelivered;
import dev.makegood.contract.NotificationFailed;
import dev.makegood.contract.NotificationSent;
import dev.makegood.contract.Person;
import dev.makegood.contract.ReplyWritten;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/**
 * What customers and we say to each other, word for word: one conversation for each complaint. What is said about one that was
 * absorbed is written down there, told under the one that goes on, and shown in both: so nothing is lost if they part again.
 */
@ApplicationScoped
public class Conversation {

    /** The kind of notification that brings a reply to a customer. */
    private static final String REPLY = "reply";

    /** More than this, nobody scrolls through on a page. */
    private static final int LATEST = 1000;

    private final Messages messages;
    private final Complaints complaints;
    private final Attachments attachments;
    private final Outbox outbox;
    private final Clock clock;

    Conversation(Messages messages, Complaints complaints, Attachments attachments, Outbox outbox, Clock clock) {
        this.messages = messages;
        this.complaints = complaints;
        this.attachments = attachments;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * The customer wrote something, in the caller's transaction.
     *
     * @param quoted what it quotes from earlier messages
     * @param source a name that is its own, such as a hash of its Message-ID; a second one of a name is the first one again
     */
    public Message customerWrote(
            Complaint complaint, Channel channel, String words, @Nullable String quoted, @Nullable String source) {
        return customerWrote(complaint, newId(), channel, words, quoted, source, 0);
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
        return heard(complaint, messageId, channel, words, quoted, null, source, files, null);
    }

    /**
     * The customer said something to one of us, who writes it down in the customer's words.
     *
     * @param language what it was said in, if that is known
     */
    Message customerSaid(
            Complaint complaint, Channel channel, String words, @Nullable String language, Person writtenDownBy) {
        return heard(complaint, newId(), channel, words, null, language, null, 0, writtenDownBy);
    }

    private Message heard(
            Complaint complaint,
            UUID id,
            Channel channel,
            String words,
            @Nullable String quoted,
            @Nullable String language,
            @Nullable String source,
            int files,
            @Nullable Person by) {
        var surviving = survivor(complaint);
        var now = clock.instant();
        boolean awaiting = by == null || !by.id().equals(surviving.owner().id());
        boolean isNew = messages.insert(new New(
                id,
                complaint.id(),
                now,
                Direction.IN,
                channel,
                words,
                quoted,
                language == null ? spoken(words) : language,
                by,
                source,
                files,
                awaiting,
                null));
        if (!isNew) {
            // Whoever is told twice heard it once.
            var first = messages.ofSource(String.valueOf(source)).orElseThrow();
            return require(complaint.id(), first);
        }
        outbox.add(new CustomerWrote(surviving.id(), id, channel, words, files, now));
        return require(complaint.id(), id);
    }

    /**
     * One of us answers, and the customer gets it: by mail, and on their page with these files.
     *
     * @param language what it is written in, if that is known
     */
    Message reply(Complaint complaint, String words, @Nullable String language, List<UUID> files, Person by) {
        var surviving = survivor(complaint);
        var id = newId();
        var now = clock.instant();
        messages.insert(new New(
                id,
                complaint.id(),
                now,
                Direction.OUT,
                Channel.EMAIL,
                words,
                null,
                language == null ? spoken(words) : language,
                by,
                null,
                files.size(),
                false,
                surviving.id()));
        if (!files.isEmpty()) {
            attachments.send(surviving.id(), files, id);
        }
        outbox.add(new ReplyWritten(surviving.id(), id, by, words, files.size(), now));
        return require(complaint.id(), id);
    }

    private Complaint survivor(Complaint complaint) {
        var surviving = complaints.surviving(complaint);
        if (complaint.isErased() || surviving.isErased()) {
            throw new CustomerForgotten();
        }
        return surviving;
    }

    /**
     * The conversation of a complaint and of those of the same customer that it absorbed, oldest first: what they complained of, and
     * at most the latest thousand messages. For the customer: who of us read what is not their business.
     */
    public List<Message> of(UUID complaint) {
        var found = messages.latest(complaint, LATEST);
        var files = files(found);
        return found.stream()
                .map(message -> message.with(List.of(), List.of(), files.getOrDefault(message.id(), List.of())))
                .toList();
    }

    /** A page of the conversation of a complaint and of those that it absorbed, oldest first, with all that was added to it. */
    List<Message> of(UUID complaint, @Nullable Cursor after, int limit) {
        return whole(messages.page(complaint, after, limit));
    }

    /**
     * A message of this conversation.
     *
     * @throws NotFound if it is not one
     */
    Message require(UUID complaint, UUID message) {
        return whole(List.of(messages.find(complaint, message).orElseThrow(NotFound::new)))
                .getFirst();
    }

    private List<Message> whole(List<Message> bare) {
        var ids = bare.stream().map(Message::id).toList();
        var translations = messages.translations(ids).stream()
                .collect(Collectors.groupingBy(
                        Translated::message, Collectors.mapping(Translated::translation, Collectors.toList())));
        var reads = messages.reads(ids).stream()
                .collect(Collectors.groupingBy(Read::message, Collectors.mapping(Read::by, Collectors.toList())));
        var files = files(bare);
        return bare.stream()
                .map(message -> message.with(
                        translations.getOrDefault(message.id(), List.of()),
                        reads.getOrDefault(message.id(), List.of()),
                        files.getOrDefault(message.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<Attachment>> files(List<Message> of) {
        return attachments.with(of.stream().map(Message::id).toList()).stream()
                .filter(file -> file.messageId() != null)
                .collect(Collectors.groupingBy(Attachment::messageId));
    }

    /** One of us has read it. Once an owner has, it awaits nobody any more. */
    void read(Complaint complaint, Message message, Person by) {
        messages.read(message, by, clock.instant());
        if (by.id().equals(complaints.surviving(complaint).owner().id())) {
            messages.readByOwner(message.id());
        }
    }

    /**
     * Puts the words in another language beside the words.
     *
     * @return false if somebody was faster
     */
    boolean translate(Message message, Translation translation) {
        return messages.translate(message, translation);
    }

    /** What this person owns and has not read, oldest first. */
    List<Awaiting> awaiting(String owner, @Nullable Cursor after, int limit) {
        return messages.awaiting(owner, after, limit);
    }

    void sent(@Observes NotificationSent sent) {
        if (isReply(sent.message(), sent.to())) {
            messages.delivered(sent.complaintId(), sent.about(), DeliveryState.SENT, sent.medium(), null, sent.at());
        }
    }

    void delivered(@Observes NotificationDelivered delivered) {
        if (isReply(delivered.message(), delivered.audience()) && delivered.about() != null) {
            messages.delivered(
                    delivered.complaintId(),
                    delivered.about(),
                    DeliveryState.DELIVERED,
                    delivered.medium(),
                    null,
                    delivered.at());
        }
    }

    /** What is tried another way is still on its way. */
    void failed(@Observes NotificationFailed failed) {
        if (isReply(failed.message(), failed.to())) {
            var instead = failed.instead();
            messages.delivered(
                    failed.complaintId(),
                    failed.about(),
                    instead == null ? DeliveryState.FAILED : DeliveryState.PENDING,
                    instead == null ? failed.medium() : instead,
                    failed.reason(),
                    failed.at());
        }
    }

    /** What others hear is not said in this conversation. */
    private static boolean isReply(String message, Audience to) {
        return message.equals(REPLY) && to == Audience.CUSTOMER;
    }

    /** What was said is forgotten; that something was, when and by which channel, stays. */
    void forget(@Observes Erasing erasing) {
        messages.forget(erasing.complaints());
    }

    void tell(@Observes Exporting exporting) {
        exporting.add("messages", whole(messages.all(exporting.complaints())));
    }

    private static @Nullable String spoken(String words) {
        return Spoken.in(words).map(Language::code).orElse(null);
    }

    private static UUID newId() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null);
    }
}
