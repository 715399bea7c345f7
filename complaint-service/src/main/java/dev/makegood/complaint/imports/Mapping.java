package dev.makegood.complaint.imports;

import dev.makegood.chassis.rest.Times;
import dev.makegood.chassis.text.Characters;
import dev.makegood.complaint.customer.NewCustomer;
import dev.makegood.contract.Channel;
import dev.makegood.contract.Language;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which column of a file says what. */
enum Mapping {
    /** Our own columns. */
    MAKEGOOD(List.of("external_ref", "customer_name", "verbatim")) {
        @Override
        Line line(Map<String, String> row, Language language, @Nullable String email) throws Unusable {
            return new Line(
                    required(row, "external_ref"),
                    new NewCustomer(
                            required(row, "customer_name"),
                            language(row.get("language"), language),
                            orElse(row.get("customer_email"), email),
                            given(row.get("customer_phone")),
                            given(row.get("segment")),
                            null),
                    row.getOrDefault("verbatim", ""),
                    given(row.get("desired_outcome")),
                    channel(row.get("channel")),
                    given(row.get("product")),
                    time(row.get("occurred_at")));
        }
    },

    /** The columns of the Consumer Financial Protection Bureau's public complaint database. */
    CFPB(List.of("Complaint ID", "Consumer complaint narrative", "Product", "Date received")) {
        @Override
        Line line(Map<String, String> row, Language language, @Nullable String email) throws Unusable {
            var id = required(row, "Complaint ID");
            return new Line(
                    "cfpb-" + id,
                    new NewCustomer("Consumer " + id, language, email, null, given(row.get("Tags")), null),
                    row.getOrDefault("Consumer complaint narrative", ""),
                    null,
                    Channel.IMPORT,
                    given(row.get("Product")),
                    time(row.get("Date received")));
        }
    };

    private static final int BRIEF = 50;
    private static final Pattern COLUMN = Pattern.compile("\\{([^{}]{1,100})}");

    @SuppressWarnings("ImmutableEnumChecker") // a constant list
    private final List<String> needed;

    Mapping(List<String> needed) {
        this.needed = needed;
    }

    /** A complaint, as a row of a file says it. */
    record Line(
            @NotNull @Characters(max = 200, oneLine = true) String externalRef,
            @Valid NewCustomer customer,
            @Characters(max = 20_000) String verbatim,
            @Characters(max = 2_000) @Nullable String desiredOutcome,
            Channel channel,
            @Characters(max = 200, oneLine = true) @Nullable String product,
            @PastOrPresent @Nullable Instant occurredAt) {}

    /** A row that no complaint can be made of. */
    static final class Unusable extends Exception {
        private final String code;

        Unusable(String code, String detail) {
            super(detail);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /** Columns that a file has to have, and this one has not. */
    List<String> missing(List<String> columns) {
        return needed.stream().filter(column -> !columns.contains(column)).toList();
    }

    /**
     * Reads a row.
     *
     * @param language of customers of whom the file does not say it
     * @param email of customers of whom the file does not say it
     * @throws Unusable if it says something that cannot be
     */
    abstract Line line(Map<String, String> row, Language language, @Nullable String email) throws Unusable;

    /** Puts a row's values into a pattern such as {@code consumer-{Complaint ID}@example.org}. */
    static @Nullable String fill(@Nullable String pattern, Map<String, String> row) {
        return pattern == null
                ? null
                : COLUMN.matcher(pattern)
                        .replaceAll(match -> Matcher.quoteReplacement(
                                row.getOrDefault(match.group(1), "").strip()));
    }

    private static String required(Map<String, String> row, String column) throws Unusable {
        var value = given(row.get(column));
        if (value == null) {
            throw new Unusable("required", column + " is empty.");
        }
        return value;
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable String orElse(@Nullable String value, @Nullable String other) {
        var given = given(value);
        return given == null ? other : given;
    }

    private static Language language(@Nullable String code, Language other) throws Unusable {
        var given = given(code);
        if (given == null) {
            return other;
        }
        return Arrays.stream(Language.values())
                .filter(language -> language.code().equals(given.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Unusable("unknown-value", "There is no language " + brief(given) + " here."));
    }

    private static Channel channel(@Nullable String name) throws Unusable {
        var given = given(name);
        if (given == null) {
            return Channel.IMPORT;
        }
        return Arrays.stream(Channel.values())
                .filter(channel -> channel.name().equals(given.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Unusable("unknown-value", "There is no channel " + brief(given) + " here."));
    }

    private static @Nullable Instant time(@Nullable String text) throws Unusable {
        var given = given(text);
        if (given == null) {
            return null;
        }
        try {
            return given.length() <= "2026-11-22".length()
                    ? LocalDate.parse(given).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Times.parse(given);
        } catch (DateTimeException e) {
            throw new Unusable("wrong-type", brief(given) + " is neither a date nor a time as of RFC 3339.");
        }
    }

    /** What is told of a row is short, whatever stands in it. */
    private static String brief(String given) {
        return given.codePointCount(0, given.length()) <= BRIEF
                ? given
                : given.substring(0, given.offsetByCodePoints(0, BRIEF)) + "…";
    }
}
