package dev.makegood.complaint.customer;

import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.contract.Money;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A person we serve. */
@Entity
public class Customer {

    /** Who was somebody once. */
    private static final String NOBODY = "—";

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Version
    private int version;

    private String name;

    @Convert(converter = LanguageCode.class)
    private Language language;

    private @Nullable String email;
    private @Nullable String phone;

    /** As others dial it; absent where what was stated cannot be read. */
    @Column(name = "phone_e164")
    private @Nullable String phoneE164;

    @SuppressWarnings("UnusedVariable") // others of the same mailbox are looked up by it
    private @Nullable String emailKey;

    @SuppressWarnings("UnusedVariable") // what a search goes through
    private @Nullable String sought;

    @SuppressWarnings("UnusedVariable") // who may be the same person is looked for in the background
    private boolean compared;

    private @Nullable String segment;

    @Enumerated(EnumType.STRING)
    private @Nullable Medium preferredMedium;

    private @Nullable Boolean surveys;
    private @Nullable String timeZone;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> notCalled = new ArrayList<>();

    private @Nullable UUID mergedInto;
    private @Nullable Instant erasedAt;

    @Transient
    private boolean isNew;

    @ElementCollection
    @CollectionTable(name = "customer_line", joinColumns = @JoinColumn(name = "customer_id"))
    @OrderColumn(name = "place")
    private List<Line> lines = new ArrayList<>();

    @Column(updatable = false)
    private Instant createdAt;

    protected Customer() {}

    /** Someone new. */
    Customer(Details details, @Nullable String phoneE164, Instant now) {
        this.createdAt = now;
        this.isNew = true;
        become(details, phoneE164);
    }

    /**
     * What is known of them is now this.
     *
     * @param phoneE164 how their number is read, if it can be
     */
    final void become(Details details, @Nullable String phoneE164) {
        requireServed();
        name = details.name();
        language = details.language();
        email = details.email();
        phone = details.phone();
        segment = details.segment();
        this.phoneE164 = phoneE164;
        lines.clear();
        lines.addAll(details.lines());
        note();
    }

    /** What they are found by follows from what is known of them. */
    private void note() {
        emailKey = EmailKey.of(email);
        sought = sought(name, email, phoneE164);
        compared = false;
    }

    /** What a search goes through: the name first, since that is how most are looked for. */
    static String sought(String name, @Nullable String email, @Nullable String phoneE164) {
        return "%s %s %s"
                .formatted(
                        FoldedName.of(name),
                        email == null ? "" : email.toLowerCase(Locale.ROOT),
                        phoneE164 == null ? "" : phoneE164)
                .strip();
    }

    /** How they want to be spoken with is now this. */
    final void prefer(Preferences preferences) {
        requireServed();
        language = preferences.language();
        preferredMedium = preferences.preferredMedium();
        surveys = preferences.surveys();
        timeZone =
                preferences.timeZone() == null ? null : preferences.timeZone().getId();
        notCalled.clear();
        preferences.notCalled().forEach(time -> notCalled.add(time.text()));
    }

    /**
     * Takes over from one who is the same person. What is stated here stays; what is not is filled in from the other; what the other
     * has with us is added, but for what stands here already and for what is in another currency, which one sum could not hold.
     */
    public final Given absorb(Customer other) {
        requireServed();
        other.requireServed();
        var given = new Given(
                email == null ? other.email : null,
                phone == null ? other.phone : null,
                phone == null ? other.phoneE164 : null,
                segment == null ? other.segment : null,
                preferredMedium == null ? other.preferredMedium : null,
                surveys == null ? other.surveys : null,
                timeZone == null && notCalled.isEmpty() ? other.timeZone : null,
                timeZone == null && notCalled.isEmpty() ? List.copyOf(other.notCalled) : List.of(),
                other.lines.stream()
                        .filter(line -> lines.stream().noneMatch(line::isSameAs))
                        .filter(line ->
                                lines.isEmpty() || lines.getFirst().currency().equals(line.currency()))
                        .toList());
        email = given.email() == null ? email : given.email();
        phone = given.phone() == null ? phone : given.phone();
        phoneE164 = given.phoneE164() == null ? phoneE164 : given.phoneE164();
        segment = given.segment() == null ? segment : given.segment();
        preferredMedium = given.preferredMedium() == null ? preferredMedium : given.preferredMedium();
        surveys = given.surveys() == null ? surveys : given.surveys();
        timeZone = given.timeZone() == null ? timeZone : given.timeZone();
        notCalled.addAll(given.notCalled());
        lines.addAll(given.lines());
        note();
        other.mergedInto = id;
        return given;
    }

    /** The other is somebody else after all: what they gave goes back, unless it was changed since and so is this one's own. */
    public final void giveBack(Given given, Customer other) {
        requireServed();
        email = without(given.email(), email);
        phoneE164 = given.phone() != null && given.phone().equals(phone) ? null : phoneE164;
        phone = without(given.phone(), phone);
        segment = without(given.segment(), segment);
        preferredMedium = without(given.preferredMedium(), preferredMedium);
        surveys = without(given.surveys(), surveys);
        timeZone = without(given.timeZone(), timeZone);
        given.notCalled().forEach(notCalled::remove);
        given.lines()
                .forEach(line ->
                        lines.stream().filter(line::isSameAs).findFirst().ifPresent(lines::remove));
        note();
        other.mergedInto = null;
        other.compared = false;
    }

    private static <T> @Nullable T without(@Nullable T given, @Nullable T now) {
        return given != null && given.equals(now) ? null : now;
    }

    /** Nobody in particular from now on. What is counted stays: the language, the segment, since when. */
    public final void forget(Instant now) {
        name = NOBODY;
        email = null;
        phone = null;
        phoneE164 = null;
        emailKey = null;
        sought = "";
        compared = true;
        preferredMedium = null;
        surveys = null;
        timeZone = null;
        notCalled.clear();
        lines.clear();
        erasedAt = now;
    }

    /**
     * @throws Erased if they are nobody any more
     * @throws MergedAway if another is served in their place
     */
    public final void requireServed() {
        if (erasedAt != null) {
            throw new Erased();
        }
        if (mergedInto != null) {
            throw new MergedAway(mergedInto);
        }
    }

    /** Whether this person was forgotten. */
    public boolean isErased() {
        return erasedAt != null;
    }

    /** Whether they are put on file in this transaction. */
    boolean isNew() {
        return isNew;
    }

    /** Who is served in their place, if anybody. */
    public @Nullable UUID mergedInto() {
        return mergedInto;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Language language() {
        return language;
    }

    public @Nullable String email() {
        return email;
    }

    public @Nullable String phone() {
        return phone;
    }

    public @Nullable String phoneE164() {
        return phoneE164;
    }

    public int version() {
        return version;
    }

    /** How they want to be spoken with. */
    public Preferences preferences() {
        return new Preferences(
                language,
                preferredMedium,
                surveys,
                timeZone == null ? null : ZoneId.of(timeZone),
                notCalled.stream().map(Preferences.NotCalled::read).toList());
    }

    Instant createdAt() {
        return createdAt;
    }

    Details details() {
        return new Details(name, language, email, phone, segment, List.copyOf(lines));
    }

    /** What they are worth to us over the years that they have stayed: Σ years × yearly profit. Absent without lines. */
    @Nullable
    Money lifetimeValue() {
        if (lines.isEmpty()) {
            return null;
        }
        var sum = lines.stream().map(Line::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        var currency = lines.getFirst().currency();
        return new Money(sum.setScale(Currency.getInstance(currency).getDefaultFractionDigits()), currency);
    }

    /** As other services may know them. */
    public dev.makegood.contract.Customer copy() {
        return new dev.makegood.contract.Customer(
                id, version, name, language, email, phone, segment, lifetimeValue(), preferredMedium);
    }

    /** All that is known of a customer; what the desk may state and change. */
    record Details(
            String name,
            Language language,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String segment,
            List<Line> lines) {}

    /** What one gave to another whom they were merged into: enough to take it back. */
    public record Given(
            @Nullable String email,
            @Nullable String phone,
            @Nullable String phoneE164,
            @Nullable String segment,
            @Nullable Medium preferredMedium,
            @Nullable Boolean surveys,
            @Nullable String timeZone,
            List<String> notCalled,
            List<Line> lines) {}
}
