package dev.makegood.notification.message;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import dev.makegood.contract.Language;
import dev.makegood.contract.Money;
import dev.makegood.notification.recipient.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says things as one reader is to read them.
 *
 * @param zone in which they live
 * @param by who says it, by the full name
 */
record Say(Wording wording, Language language, ZoneId zone, String by, String reference) {

    private static final Duration TWO_DAYS = Duration.ofDays(2);

    /** A day of the week, a day, a month, an hour, and of which zone: nobody has to know where we are. */
    private static final String MOMENT = "EEEEdMMMMjmz";

    static Say to(Recipient recipient, Message message, Wording wording, Language language) {
        var reference = recipient.reference();
        return new Say(
                wording, language, recipient.zone(), message.by().strip(), reference == null ? "" : reference.strip());
    }

    String it(String key) {
        return it(key, Map.of());
    }

    String it(String key, Map<String, ?> more) {
        Map<String, Object> arguments = new HashMap<>(more);
        arguments.putIfAbsent("reference", reference);
        arguments.putIfAbsent("owner", by);
        return wording.say(language, key, arguments);
    }

    String within(Duration duration) {
        return duration.compareTo(TWO_DAYS) < 0
                ? it("within.hours", Map.of("hours", Math.max(1, duration.toHours())))
                : it("within.days", Map.of("days", duration.toDays()));
    }

    String amount(Money money) {
        var format = NumberFormat.getCurrencyInstance(ULocale.forLocale(language.locale()));
        format.setCurrency(Currency.getInstance(money.currency()));
        return format.format(money.amount());
    }

    String moment(Instant at) {
        var format = DateFormat.getInstanceForSkeleton(MOMENT, ULocale.forLocale(language.locale()));
        format.setTimeZone(TimeZone.getTimeZone(zone.getId()));
        return format.format(Date.from(at));
    }

    String firstName() {
        return by.replaceFirst("\\s.*", "");
    }

    List<String> signature() {
        return firstName().equals(by) ? List.of(by) : List.of(firstName(), by);
    }
}
