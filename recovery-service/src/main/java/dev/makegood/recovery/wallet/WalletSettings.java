package dev.makegood.recovery.wallet;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Map;

/** What people may spend without asking anyone. */
@ConfigMapping(prefix = "makegood.wallet")
interface WalletSettings {

    /** Where a wallet's day begins and ends. */
    @WithDefault("UTC")
    ZoneId zone();

    /** What the use of wallets is reported in where nothing was spent. */
    @WithDefault("USD")
    String mainCurrency();

    /** By role and currency. A currency that is not here is not spent. */
    Map<WalletRole, Map<String, Amounts>> limits();

    /** In the currency's major unit. */
    interface Amounts {
        BigDecimal perJourney();

        BigDecimal perDay();
    }
}
