package dev.makegood.complaint.form;

import dev.makegood.chassis.page.PublicPage;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.text.Characters;
import dev.makegood.complaint.customer.NewCustomer;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.contract.Channel;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.Language;
import jakarta.validation.Validator;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has filled into the form, as they wrote it; empty where they left it out.
 *
 * @param occurred a day
 * @param other the name of the person whom it happened to, where somebody else writes
 * @param problem the known problem that is theirs too
 * @param website nobody sees this field: who fills it in is no person
 */
record Filled(
        String words,
        String outcome,
        String product,
        String occurred,
        List<Emotion> emotions,
        String other,
        String name,
        String email,
        String phone,
        String problem,
        String website) {

    /** What went wrong before it did not go wrong for anybody who can complain. */
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    /** A form that nothing is filled in but what its link brought along. */
    static Filled blank(@Nullable String product, @Nullable UUID problem) {
        return new Filled(
                "",
                "",
                product == null ? "" : product.strip(),
                "",
                List.of(),
                "",
                "",
                "",
                "",
                problem == null ? "" : problem.toString(),
                "");
    }

    /**
     * @throws Invalid if no browser sends this
     */
    static Filled of(MultivaluedMap<String, String> form) {
        var filled = new Filled(
                text(form, "words"),
                text(form, "outcome"),
                text(form, "product"),
                text(form, "occurred"),
                emotions(form.getOrDefault("emotions", List.of())),
                text(form, "other"),
                text(form, "name"),
                text(form, "email"),
                text(form, "phone"),
                text(form, "problem"),
                text(form, "website"));
        filled.problemId();
        return filled;
    }

    private static String text(MultivaluedMap<String, String> form, String name) {
        var written = PublicPage.words(form.getFirst(name));
        return written == null ? "" : written;
    }

    private static List<Emotion> emotions(List<String> named) {
        return named.stream()
                .map(name -> Arrays.stream(Emotion.values())
                        .filter(emotion -> emotion.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new Invalid("emotions", "unknown-value", "There is no such emotion here.")))
                .distinct()
                .toList();
    }

    /** The fields that cannot be taken as they are, and which text says why. */
    Map<String, String> wrong(Validator validator, LocalDate today) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (email.isEmpty()) {
            wrong.put("email", "email.empty");
        }
        var stated = new Stated(words, absent(outcome), absent(product), absent(other));
        Stream.concat(validator.validate(stated).stream(), validator.validate(customer(Language.EN)).stream())
                .map(violation -> violation.getPropertyPath().toString())
                .distinct()
                .forEach(field -> wrong.put(field, value(field).isEmpty() ? field + ".empty" : field));
        if (!occurred.isEmpty()) {
            try {
                var day = LocalDate.parse(occurred);
                if (day.isBefore(EARLIEST)) {
                    wrong.put("occurred", "occurred");
                } else if (day.isAfter(today.plusDays(1))) {
                    wrong.put("occurred", "occurred.future");
                }
            } catch (DateTimeException unreadable) {
                wrong.put("occurred", "occurred");
            }
        }
        return wrong;
    }

    /** The bounds of what the complaint and the customer take. */
    private record Stated(
            @Characters(max = 20_000) String words,
            @Characters(max = 2_000) @Nullable String outcome,
            @Characters(max = 200, oneLine = true) @Nullable String product,
            @Characters(max = 200, oneLine = true) @Nullable String other) {}

    NewCustomer customer(Language language) {
        return NewCustomer.of(name, language, absent(email), absent(phone));
    }

    Complaint.Said said(ZoneId zone, Instant now) {
        var day = occurred.isEmpty()
                ? null
                : LocalDate.parse(occurred).atStartOfDay(zone).toInstant();
        return new Complaint.Said(
                words,
                absent(outcome),
                Channel.WEB,
                absent(product),
                // Where it is tomorrow already, it happened by now all the same.
                day != null && day.isAfter(now) ? now : day,
                null,
                emotions,
                problemId());
    }

    private @Nullable UUID problemId() {
        try {
            return problem.isEmpty() ? null : UUID.fromString(problem);
        } catch (IllegalArgumentException e) {
            throw new Invalid("problem", "wrong-type", "This should be a UUID.");
        }
    }

    /** What somebody wrote here. */
    public String value(String field) {
        return Objects.requireNonNullElse(fields().get(field), "");
    }

    /** All of it, for a page to carry on with it. */
    public List<Field> carried() {
        return Stream.concat(
                        fields().entrySet().stream()
                                .filter(field -> !field.getValue().isEmpty())
                                .map(field -> new Field(field.getKey(), field.getValue())),
                        emotions.stream().map(emotion -> new Field("emotions", emotion.name())))
                .toList();
    }

    public record Field(String name, String value) {}

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("words", words);
        fields.put("outcome", outcome);
        fields.put("product", product);
        fields.put("occurred", occurred);
        fields.put("other", other);
        fields.put("name", name);
        fields.put("email", email);
        fields.put("phone", phone);
        fields.put("problem", problem);
        return fields;
    }

    private static @Nullable String absent(String text) {
        return text.isEmpty() ? null : text;
    }
}
