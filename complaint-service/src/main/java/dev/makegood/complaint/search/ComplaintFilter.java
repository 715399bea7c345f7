package dev.makegood.complaint.search;

import dev.makegood.chassis.problem.Invalid;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.Channel;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which complaints a list or a file is of. What is absent does not narrow it. */
public class ComplaintFilter {

    private static final int LONGEST = 500;

    @QueryParam("state")
    @Nullable
    JourneyState state;

    /** Whose; {@code me} is the caller. */
    @QueryParam("owner")
    @Nullable
    String owner;

    @QueryParam("product")
    @Nullable
    String product;

    @QueryParam("customer")
    @Nullable
    UUID customer;

    @QueryParam("channel")
    @Nullable
    Channel channel;

    /** The customer's. */
    @QueryParam("language")
    @Nullable
    String language;

    /** The customer's. */
    @QueryParam("segment")
    @Nullable
    String segment;

    @QueryParam("cause")
    @Nullable
    CauseClass cause;

    /** Which of the company's own causes. */
    @QueryParam("subCause")
    @Nullable
    String subCause;

    /** Whether another complaint answers it. */
    @QueryParam("merged")
    @Nullable
    String merged;

    @QueryParam("receivedFrom")
    @Nullable
    Instant receivedFrom;

    @QueryParam("receivedBefore")
    @Nullable
    Instant receivedBefore;

    /**
     * Words of any of the five languages, of a name, an address, a reference; {@code "…"} for phrases, {@code or} between words,
     * {@code -} before words that are not there.
     */
    @QueryParam("q")
    @Nullable
    String q;

    /**
     * @throws Invalid if it asks for words and names none, or too many; for a language or an answer that there is not
     */
    void check() {
        if (language != null
                && Arrays.stream(Language.values())
                        .noneMatch(known -> known.code().equals(language))) {
            throw new Invalid("language", "unknown-value", "en, es, el, fi or ru.");
        }
        if (merged != null && !merged.equals("true") && !merged.equals("false")) {
            throw new Invalid("merged", "wrong-type", "This should be true or false.");
        }
        if (q != null && (q.isBlank() || q.length() > LONGEST || q.indexOf('\0') >= 0)) {
            throw new Invalid("q", "wrong-size", "From 1 to %d characters.".formatted(LONGEST));
        }
    }

    /** The marks that documents have which this asks for, as terms of a tsquery; whose is told apart from these. */
    List<String> marks() {
        List<String> marks = new ArrayList<>();
        mark(marks, "#n", channel == null ? null : channel.name());
        mark(marks, "#l", language);
        mark(marks, "#g", segment);
        mark(marks, "#c", cause == null ? null : cause.name());
        mark(marks, "#u", subCause);
        return marks;
    }

    private static void mark(List<String> marks, String kind, @Nullable String value) {
        if (value != null) {
            marks.add(Wording.quoted(kind + value));
        }
    }

    /** What it narrows by; of the words only that there are some, since they may be somebody's name. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        part(parts, "state", state);
        part(parts, "owner", owner);
        part(parts, "product", product);
        part(parts, "customer", customer);
        part(parts, "channel", channel);
        part(parts, "language", language);
        part(parts, "segment", segment);
        part(parts, "cause", cause);
        part(parts, "subCause", subCause);
        part(parts, "merged", merged);
        part(parts, "receivedFrom", receivedFrom);
        part(parts, "receivedBefore", receivedBefore);
        part(parts, "q", q == null ? null : "…");
        return String.join("&", parts);
    }

    private static void part(List<String> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.add(name + "=" + value);
        }
    }
}
