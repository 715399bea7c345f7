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
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A person we serve. */
@Entity
public class Customer {

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
    private @Nullable String segment;

    @Enumerated(EnumType.STRING)
    private @Nullable Medium preferredMedium;

    @ElementCollection
    @CollectionTable(name = "customer_line", joinColumns = @JoinColumn(name = "customer_id"))
    @OrderColumn(name = "place")
    private List<Line> lines = new ArrayList<>();

    @Column(updatable = false)
    private Instant createdAt;

    protected Customer() {}

    /** Someone new. */
    Customer(Details details, Instant now) {
        this.createdAt = now;
        become(details);
    }

    /** What is known of them is now this. */
    final void become(Details details) {
        name = details.name();
        language = details.language();
        email = details.email();
        phone = details.phone();
        segment = details.segment();
        lines.clear();
        lines.addAll(details.lines());
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

    int version() {
        return version;
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
}
