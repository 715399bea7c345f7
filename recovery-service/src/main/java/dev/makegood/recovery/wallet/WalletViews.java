package dev.makegood.recovery.wallet;

import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the API shows of wallets. */
public final class WalletViews {

    private WalletViews() {}

    /**
     * A wallet.
     *
     * @param day the wallet's day, on which {@code spentToday} was spent
     * @param setBy who set its limits, where they are not its role's
     */
    public record WalletView(
            Person agent,
            int version,
            WalletRole role,
            LocalDate day,
            List<CurrencyView> currencies,
            @Nullable Person setBy,
            @Nullable Instant setAt) {}

    /**
     * What a wallet holds of a currency.
     *
     * @param remainingOnJourney what is left for the journey that was asked about, today's limit counted in; absent where none was
     * @param set whether someone set these limits for this person; otherwise they are their role's
     */
    public record CurrencyView(
            Money perJourney,
            Money perDay,
            Money spentToday,
            Money remainingToday,
            @Nullable Money remainingOnJourney,
            boolean set) {}

    /** A page of a wallet's transactions, the latest first. */
    public record LedgerPage(
            List<TransactionView> items, @Nullable String next) {}

    /**
     * Money that left a wallet, or came back.
     *
     * @param day the wallet's day that it counts for
     * @param reverses which transaction it takes back
     */
    public record TransactionView(
            UUID id,
            LedgerTransaction.Kind kind,
            UUID journeyId,
            UUID remedyId,
            Money value,
            LocalDate day,
            Person by,
            Instant at,
            @Nullable UUID reverses,
            List<EntryView> entries) {

        static TransactionView of(LedgerTransaction transaction) {
            return new TransactionView(
                    transaction.id(),
                    transaction.kind(),
                    transaction.journeyId(),
                    transaction.remedyId(),
                    transaction.value(),
                    transaction.day(),
                    transaction.by(),
                    transaction.at(),
                    transaction.reverses(),
                    transaction.entries().stream()
                            .map(entry ->
                                    EntryView.of(entry, transaction.value().currency()))
                            .toList());
        }
    }

    /** One side of a transaction; the other of debit and credit is absent. */
    public record EntryView(
            String account, @Nullable Money debit, @Nullable Money credit) {

        static EntryView of(LedgerEntry entry, String currency) {
            return new EntryView(
                    entry.account(),
                    entry.debit().signum() == 0 ? null : Allowance.money(entry.debit(), currency),
                    entry.credit().signum() == 0 ? null : Allowance.money(entry.credit(), currency));
        }
    }
}
