package dev.makegood.recovery.wallet;

import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** Money that left a wallet for a remedy, or came back. Two entries, which are equal; what is written stays. */
@Entity
@Immutable
class LedgerTransaction {

    /** Which way it went. */
    enum Kind {
        SPEND,
        REVERSAL
    }

    /** The account of what customers were given. */
    static final String REMEDIES = "remedies";

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String agentId;
    private UUID journeyId;
    private UUID remedyId;
    private BigDecimal amount;
    private String currency;
    private LocalDate day;
    private Instant at;
    private String byId;
    private String byName;
    private @Nullable UUID reverses;

    @ElementCollection
    @CollectionTable(name = "ledger_entry", joinColumns = @JoinColumn(name = "transaction_id"))
    @OrderColumn(name = "position")
    @BatchSize(size = 100)
    private List<LedgerEntry> entries = new ArrayList<>();

    protected LedgerTransaction() {}

    private LedgerTransaction(
            Kind kind,
            String agentId,
            UUID journeyId,
            UUID remedyId,
            Money value,
            LocalDate day,
            Person by,
            Instant now,
            @Nullable UUID reverses,
            List<LedgerEntry> entries) {
        this.kind = kind;
        this.agentId = agentId;
        this.journeyId = journeyId;
        this.remedyId = remedyId;
        this.amount = value.amount();
        this.currency = value.currency();
        this.day = day;
        this.byId = by.id();
        this.byName = by.name();
        this.at = now;
        this.reverses = reverses;
        this.entries = new ArrayList<>(entries);
    }

    /** This person spends this much of their wallet on a remedy. */
    static LedgerTransaction spend(Person by, Money value, UUID journey, UUID remedy, LocalDate day, Instant now) {
        return new LedgerTransaction(
                Kind.SPEND,
                by.id(),
                journey,
                remedy,
                value,
                day,
                by,
                now,
                null,
                List.of(
                        LedgerEntry.debit(REMEDIES, value.amount()),
                        LedgerEntry.credit(account(by.id()), value.amount())));
    }

    /** What was spent is back in the wallet, on the day from which it was taken. */
    LedgerTransaction reversal(Person by, Instant now) {
        if (kind != Kind.SPEND) {
            throw new IllegalStateException("Only what was spent is reversed");
        }
        return new LedgerTransaction(
                Kind.REVERSAL,
                agentId,
                journeyId,
                remedyId,
                value(),
                day,
                by,
                now,
                id,
                entries.stream().map(LedgerEntry::mirrored).toList());
    }

    /** A wallet's account. */
    static String account(String agentId) {
        return "wallet:" + agentId;
    }

    UUID id() {
        return id;
    }

    Kind kind() {
        return kind;
    }

    String agentId() {
        return agentId;
    }

    UUID journeyId() {
        return journeyId;
    }

    UUID remedyId() {
        return remedyId;
    }

    Money value() {
        return Allowance.money(amount, currency);
    }

    LocalDate day() {
        return day;
    }

    Instant at() {
        return at;
    }

    Person by() {
        return new Person(byId, byName);
    }

    @Nullable
    UUID reverses() {
        return reverses;
    }

    List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }
}
