package dev.makegood.complaint.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeDateTimeUnit;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import dev.makegood.chassis.text.Texts;
import dev.makegood.contract.Language;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

/**
 * How the page speaks: the words of one language, with the owner's name in them, and times as its clock shows them.
 *
 * @param owner how customers call who owns it
 */
record Say(Language language, String owner, ZoneId zone) {

    private static final Texts TEXTS = Texts.load("texts/track");

    /** A page that belongs to nobody: of a link that opens nothing. */
    static Say to(Language language) {
        return new Say(language, "", ZoneOffset.UTC);
    }

    /** Customers know people here by their first names. */
    static String firstName(String name) {
        return name.strip().replaceFirst("\\s.*", "");
    }

    static String initial(String name) {
        return name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1));
    }

    public String it(String key) {
        return it(key, Map.of());
    }

    /** A text; what is said here goes before the owner's name. */
    String it(String key, Map<String, ?> arguments) {
        Map<String, Object> all = new HashMap<>(Map.of("name", owner, "zone", zoneName()));
        all.putAll(arguments);
        return TEXTS.say(language, key, all);
    }

    /** Whether there is such a text. */
    boolean knows(String key) {
        return TEXTS.keys(language).contains(key);
    }

    String moment(Instant at) {
        return format(DateFormat.getDateTimeInstance(DateFormat.MEDIUM, DateFormat.SHORT, locale()), at);
    }

    String day(Instant at) {
        return format(DateFormat.getDateInstance(DateFormat.LONG, locale()), at);
    }

    /** The day of the week and of the month, without the year: of what is near. */
    String weekday(Instant at) {
        return format(DateFormat.getInstanceForSkeleton("EEEEdMMMM", locale()), at);
    }

    String time(Instant at) {
        return format(DateFormat.getTimeInstance(DateFormat.SHORT, locale()), at);
    }

    /** How long it is until then, in the largest unit that says it well. */
    String until(Instant now, Instant then) {
        var left = Duration.between(now, then);
        var format = RelativeDateTimeFormatter.getInstance(locale());
        double minutes = Math.max(1, left.toSeconds() / 60.0);
        if (minutes >= 48 * 60) {
            return format.formatNumeric(Math.floor(minutes / (24 * 60)), RelativeDateTimeUnit.DAY);
        }
        return minutes >= 90
                ? format.formatNumeric(Math.floor(minutes / 60), RelativeDateTimeUnit.HOUR)
                : format.formatNumeric(Math.floor(minutes), RelativeDateTimeUnit.MINUTE);
    }

    GregorianCalendar calendar(Instant at) {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone(zone.getId()));
        calendar.setTime(Date.from(at));
        return calendar;
    }

    String amount(JsonNode value) {
        var format = NumberFormat.getCurrencyInstance(locale());
        format.setCurrency(Currency.getInstance(value.path("currency").asText()));
        return format.format(new BigDecimal(value.path("amount").asText()));
    }

    /** How large a file is, as people say it. */
    String size(long bytes) {
        var format = NumberFormat.getInstance(locale());
        format.setMaximumFractionDigits(bytes < 10_000_000 ? 1 : 0);
        return bytes < 1_000_000
                ? format.format(Math.max(1, Math.round(bytes / 1000.0))) + "\u00a0kB"
                : format.format(bytes / 1_000_000.0) + "\u00a0MB";
    }

    private String zoneName() {
        return TimeZone.getTimeZone(zone.getId()).getDisplayName(false, TimeZone.LONG, locale());
    }

    private String format(DateFormat format, Instant at) {
        format.setTimeZone(TimeZone.getTimeZone(zone.getId()));
        return format.format(Date.from(at));
    }

    private ULocale locale() {
        return ULocale.forLocale(language.locale());
    }
}
