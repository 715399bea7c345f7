package dev.makegood.complaint.mail;

import dev.makegood.chassis.link.LinkSettings;
import dev.makegood.chassis.problem.Refusal;
import dev.makegood.complaint.attachment.Attachments;
import dev.makegood.complaint.conversation.Conversation;
import dev.makegood.complaint.customer.Customer;
import dev.makegood.complaint.customer.Customers;
import dev.makegood.complaint.customer.NewCustomer;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.complaint.intake.Intake;
import dev.makegood.complaint.letter.Letter;
import dev.makegood.complaint.letter.Letter.Mailbox;
import dev.makegood.complaint.mail.Mail.Reason;
import dev.makegood.contract.Channel;
import dev.makegood.contract.Language;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a mail belongs, and files it there with its bytes in one transaction. Who wrote it is whoever {@code From} names, if
 * our mail server does not say otherwise; where it belongs is what the address that it came to proves. Nothing here sends anything.
 */
@ApplicationScoped
class Postroom {

    private static final Logger LOG = Logger.getLogger(Postroom.class);

    private static final int SECONDS = 120;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Mails mails;
    private final Complaints complaints;
    private final Customers customers;
    private final Intake intake;
    private final Conversation conversation;
    private final Attachments attachments;
    private final MailSettings settings;
    private final Validator validator;
    private final Clock clock;
    private final Set<String> ours;

    Postroom(
            Mails mails,
            Complaints complaints,
            Customers customers,
            Intake intake,
            Conversation conversation,
            Attachments attachments,
            MailSettings settings,
            LinkSettings links,
            Validator validator,
            Clock clock) {
        this.mails = mails;
        this.complaints = complaints;
        this.customers = customers;
        this.intake = intake;
        this.conversation = conversation;
        this.attachments = attachments;
        this.settings = settings;
        this.validator = validator;
        this.clock = clock;
        this.ours = Stream.concat(settings.ownAddresses().stream().flatMap(List::stream), links.replyAddress().stream())
                .map(address -> address.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How much of a mail there is. */
    enum Whole {
        ALL,
        /** Its beginning: it is larger than what is read. */
        BEGINNING
    }

    /** A mail that is being filed: who and what is known of it. */
    private record Post(Mail mail, Letter letter, byte[] raw) {}

    /** Takes a mail in, in a transaction of its own; once, however often it is given. */
    void take(byte[] raw, Whole whole) {
        var letter = Letter.read(raw);
        QuarkusTransaction.requiringNew().timeout(SECONDS).run(() -> {
            var identity = MailIdentity.of(raw);
            if (!mails.has(identity)) {
                var post = new Post(mail(identity, letter, raw.length), letter, raw);
                sort(post, whole);
                mails.keep(post.mail(), raw);
                LOG.infof("Mail %s of %d bytes: %s", post.mail().id(), raw.length, outcome(post.mail()));
            }
        });
    }

    /** Keeps a mail that {@link #take} fails with, for somebody to look at. */
    void setAside(byte[] raw) {
        QuarkusTransaction.requiringNew().timeout(SECONDS).run(() -> {
            var identity = MailIdentity.of(raw);
            if (!mails.has(identity)) {
                var mail = mail(identity, Letter.read(raw), raw.length);
                mails.keep(mail, raw);
                LOG.errorf("Mail %s of %d bytes: set aside, since taking it in failed", mail.id(), raw.length);
            }
        });
    }

    private Mail mail(byte[] identity, Letter letter, long size) {
        var verdict = letter.author()
                .map(author -> Verdict.of(letter.authentications(), settings.authservId(), author.address()))
                .orElse(Verdict.UNKNOWN);
        return new Mail(
                UuidVersion7Strategy.INSTANCE.generateUuid(null), identity, letter, verdict, size, clock.instant());
    }

    private static String outcome(Mail mail) {
        return mail.state() + (mail.reason() == null ? "" : " " + mail.reason());
    }

    private void sort(Post post, Whole whole) {
        var mail = post.mail();
        var letter = post.letter();
        var addressed = addressed(letter);
        var unwritten = unwritten(letter);
        if (unwritten.isPresent()) {
            addressed
                    .filter(complaint -> unwritten.get() != Reason.LOOP)
                    .ifPresentOrElse(
                            complaint -> mail.noted(unwritten.get(), complaint.id()),
                            () -> mail.setAside(unwritten.get(), null));
            return;
        }
        var doubt = doubt(post, whole, addressed.orElse(null));
        if (doubt.isPresent()) {
            mail.setAside(doubt.get(), addressed.map(Complaint::id).orElse(null));
        } else if (addressed.isPresent()) {
            answer(post, addressed.get());
        } else {
            complain(post, null);
        }
    }

    /** The complaint whose address, with its proof, a mail came to, or that the mail which it tells of came from. */
    private Optional<Complaint> addressed(Letter letter) {
        return Stream.concat(
                        letter.addressedTo().stream(),
                        letter.about().stream().filter(a -> letter.nature() != Letter.Nature.PERSONAL))
                .flatMap(address -> complaints.addressedBy(address).stream())
                .findFirst();
    }

    /** Why no person wrote it, if none did. */
    private Optional<Reason> unwritten(Letter letter) {
        if (letter.authors().stream().anyMatch(author -> isOurs(author.address()))) {
            return Optional.of(Reason.LOOP);
        }
        return switch (letter.nature()) {
            case PERSONAL -> Optional.empty();
            case BOUNCE -> Optional.of(Reason.BOUNCE);
            case AUTO_REPLY -> Optional.of(Reason.AUTO_REPLY);
            case BULK -> Optional.of(Reason.BULK);
            case OURS -> Optional.of(Reason.LOOP);
        };
    }

    private boolean isOurs(String address) {
        var plain = address.toLowerCase(Locale.ROOT).replaceFirst("\\+[^@]*@", "@");
        return ours.contains(plain) || ours.contains(address.toLowerCase(Locale.ROOT));
    }

    /** Why somebody has to look at it first, if they have to. */
    private Optional<Reason> doubt(Post post, Whole whole, @Nullable Complaint addressed) {
        var letter = post.letter();
        var author = letter.author().filter(this::canBeWrittenTo);
        if (whole == Whole.BEGINNING || letter.tooMuch()) {
            return Optional.of(Reason.TOO_MUCH);
        }
        if (author.isEmpty()) {
            return Optional.of(Reason.NO_AUTHOR);
        }
        if (post.mail().verdict() == Verdict.FAILED) {
            return Optional.of(Reason.UNVERIFIED);
        }
        if (addressed != null && !isPartOf(addressed, author.get())) {
            return Optional.of(Reason.STRANGER);
        }
        var words = addressed == null ? MailWords.complaining(letter) : MailWords.answering(letter);
        if (words.isEmpty()) {
            return Optional.of(Reason.NO_WORDS);
        }
        return isTooMany(post.mail(), addressed != null) ? Optional.of(Reason.TOO_MANY) : Optional.empty();
    }

    private boolean canBeWrittenTo(Mailbox author) {
        return validator
                .validate(NewCustomer.of("Somebody", Language.EN, author.address(), null))
                .isEmpty();
    }

    private static boolean isPartOf(Complaint complaint, Mailbox author) {
        return Stream.of(complaint.contact(), complaint.customer())
                .map(Customer::email)
                .anyMatch(author.address()::equalsIgnoreCase);
    }

    private boolean isTooMany(Mail mail, boolean answers) {
        var author = String.valueOf(mail.author());
        var now = clock.instant();
        if (answers) {
            return mails.addedBy(author, now.minus(DAY)) >= settings.messagesADay();
        }
        return mails.begunBy(author, now.minus(DAY)) >= settings.complaintsADay()
                || mails.begun(now.minus(HOUR)) >= settings.complaintsAnHour();
    }

    /**
     * Files a mail as a new complaint.
     *
     * @param known whose it is, if somebody knows; else whom its verified author is on file as, or somebody new
     */
    private void complain(Post post, @Nullable Customer known) {
        var letter = post.letter();
        var words = MailWords.complaining(letter);
        var customer = known == null ? customer(post) : known;
        var complaint = intake.receive(customer, Complaint.Said.words(words.words(), Channel.EMAIL), null);
        // What was complained of is the conversation's first message, and its id is the complaint's.
        int refused = keepFiles(post, complaint, complaint.id(), words.complete());
        post.mail().takenIn(complaint.id(), complaint.id(), customer.id(), refused);
    }

    /** Files a mail as the customer's next message. */
    private void answer(Post post, Complaint complaint) {
        var words = MailWords.answering(post.letter());
        var message = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        int refused = keepFiles(post, complaint, message, words.complete());
        int files = post.letter().files().size() - refused + (words.complete() ? 0 : 1);
        var written = conversation.customerWrote(
                complaint,
                message,
                Channel.EMAIL,
                words.words(),
                words.folded(),
                "mail:" + HexFormat.of().formatHex(MailIdentity.of(post.raw())),
                Math.max(0, files));
        post.mail().takenIn(complaint.id(), written.id(), complaint.customer().id(), refused);
    }

    private Customer customer(Post post) {
        var letter = post.letter();
        var author = letter.author().orElseThrow();
        boolean recognised = post.mail().verdict() == Verdict.PASSED || !settings.requireAuthentication();
        Optional<Customer> known = recognised ? customers.recognised(author.address()) : Optional.empty();
        return known.orElseGet(() -> customers.welcome(NewCustomer.of(
                name(author),
                letter.language() == null ? settings.language() : letter.language(),
                author.address(),
                null)));
    }

    /** How they sign their mails; where they do not, what stands before the @, since nobody is without a name. */
    private static String name(Mailbox author) {
        return MailWords.saysSomething(author.name())
                ? author.name()
                : author.address().substring(0, author.address().lastIndexOf('@'));
    }

    /** Keeps what came with a mail. Returns how many of the files are not fit to be kept; they stay in the mail. */
    private int keepFiles(Post post, Complaint complaint, UUID message, boolean complete) {
        int[] refused = {0};
        try {
            Letter.files(post.raw(), (file, content) -> {
                try {
                    attachments.keep(complaint.id(), message, file.name(), file.type(), content, true);
                } catch (Refusal e) {
                    refused[0]++;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!complete) {
            try {
                attachments.keep(
                        complaint.id(),
                        message,
                        "mail.eml",
                        "message/rfc822",
                        new ByteArrayInputStream(post.raw()),
                        true);
            } catch (Refusal e) {
                LOG.infof(
                        "Mail %s is kept, but not as a file of its complaint",
                        post.mail().id());
            }
        }
        return refused[0];
    }

    /**
     * Files what was set aside, as somebody decided.
     *
     * @param into the complaint that it belongs to; absent, it begins one
     * @param of whose complaint it begins
     * @throws NotSetAside unless somebody has to look at it
     */
    void file(Mail mail, @Nullable Complaint into, @Nullable Customer of) {
        mail.requireSetAside();
        byte[] raw = mails.bytes(mail.id()).orElseThrow();
        var letter = Letter.read(raw);
        var post = new Post(mail, letter, raw);
        var words = into == null ? MailWords.complaining(letter) : MailWords.answering(letter);
        if (words.isEmpty()) {
            throw new NothingToRead();
        }
        if (into != null) {
            answer(post, complaints.followed(into));
        } else {
            if (of == null && letter.author().filter(this::canBeWrittenTo).isEmpty()) {
                throw new NobodyToAnswer();
            }
            complain(post, of);
        }
    }
}
