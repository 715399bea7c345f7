package dev.makegood.recovery.wallet;

import java.math.BigDecimal;

/** What a wallet holds of one currency: for each journey, and for all journeys of a day. */
record Limit(BigDecimal perJourney, BigDecimal perDay) {}
