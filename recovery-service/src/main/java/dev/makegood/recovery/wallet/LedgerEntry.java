package dev.makegood.recovery.wallet;

import jakarta.persistence.Embeddable;
import java.math.BigDecimal;

/** One side of a transaction: so much on this account. */
@Embeddable
class LedgerEntry {

    private String account;
    private BigDecimal debit;
    private BigDecimal credit;

    protected LedgerEntry() {}

    private LedgerEntry(String account, BigDecimal debit, BigDecimal credit) {
        this.account = account;
        this.debit = debit;
        this.credit = credit;
    }

    static LedgerEntry debit(String account, BigDecimal amount) {
        return new LedgerEntry(account, amount, BigDecimal.ZERO);
    }

    static LedgerEntry credit(String account, BigDecimal amount) {
        return new LedgerEntry(account, BigDecimal.ZERO, amount);
    }

    /** The same on the other side. */
    LedgerEntry mirrored() {
        return new LedgerEntry(account, /* debit= */ credit, /* credit= */ debit);
    }

    String account() {
        return account;
    }

    BigDecimal debit() {
        return debit;
    }

    BigDecimal credit() {
        return credit;
    }
}
