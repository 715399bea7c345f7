package dev.makegood.recovery.wallet;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** What a role's wallet holds, and when its day begins. */
@ApplicationScoped
class WalletLimits {

    private final WalletSettings settings;

    WalletLimits(WalletSettings settings) {
        this.settings = settings;
    }

    /** By currency. */
    Map<String, Limit> of(WalletRole role) {
        Map<String, Limit> limits = new TreeMap<>();
        settings.limits()
                .getOrDefault(role, Map.of())
                .forEach(
                        (currency, amounts) -> limits.put(currency, new Limit(amounts.perJourney(), amounts.perDay())));
        return limits;
    }

    /** What is reported in where nothing was spent. */
    String mainCurrency() {
        return settings.mainCurrency();
    }

    LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, settings.zone());
    }
}
