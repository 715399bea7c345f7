package dev.makegood.complaint.likeness;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How likely two customers are one person, and why. Each sign is doubted for itself, and what is left is the doubt in all of them:
 * a mailbox or a number may be a family's, and many are called the same.
 *
 * @param score from 0, nothing speaks for it, to 1
 */
record Likeness(double score, List<Reason> reasons) {

    /** Less than this is not worth anybody's time. */
    static final double WORTH_SAYING = 0.45;

    private static final double SAME_NAME = 0.7;
    private static final double LEAST_SIMILAR = 0.55;

    private static final Pattern SPACE = Pattern.compile(" ");

    /** What speaks for two being one. */
    enum Reason {
        SAME_EMAIL,
        SAME_MAILBOX,
        SAME_PHONE,
        SIMILAR_NAME
    }

    /**
     * What is compared of a customer.
     *
     * @param name folded into Latin letters
     * @param mailbox the key of their address's mailbox
     */
    record Traits(
            String name,
            @Nullable String email,
            @Nullable String mailbox,
            @Nullable String phone) {}

    static Likeness of(Traits one, Traits other) {
        List<Reason> reasons = new ArrayList<>();
        double doubt = 1;
        if (one.email() != null && one.email().equalsIgnoreCase(other.email())) {
            reasons.add(Reason.SAME_EMAIL);
            doubt *= 0.1;
        } else if (one.mailbox() != null && one.mailbox().equals(other.mailbox())) {
            reasons.add(Reason.SAME_MAILBOX);
            doubt *= 0.2;
        }
        if (one.phone() != null && one.phone().equals(other.phone())) {
            reasons.add(Reason.SAME_PHONE);
            doubt *= 0.3;
        }
        double similarity = similarity(one.name(), other.name());
        if (similarity >= LEAST_SIMILAR) {
            reasons.add(Reason.SIMILAR_NAME);
            doubt *= 1 - SAME_NAME * similarity;
        }
        return new Likeness(Math.round((1 - doubt) * 1000) / 1000.0, List.copyOf(reasons));
    }

    boolean isWorthSaying() {
        return score >= WORTH_SAYING;
    }

    /** What two names have in common of groups of three letters, as pg_trgm counts them: the order of the words does not matter. */
    static double similarity(String one, String other) {
        var ones = trigrams(one);
        var others = trigrams(other);
        if (ones.isEmpty() || others.isEmpty()) {
            return 0;
        }
        var common = new HashSet<>(ones);
        common.retainAll(others);
        return (double) common.size() / (ones.size() + others.size() - common.size());
    }

    private static Set<String> trigrams(String name) {
        Set<String> trigrams = new HashSet<>();
        SPACE.splitAsStream(name).filter(word -> !word.isEmpty()).forEach(word -> {
            var padded = "  " + word + " ";
            for (int i = 0; i + 3 <= padded.length(); i++) {
                trigrams.add(padded.substring(i, i + 3));
            }
        });
        return trigrams;
    }
}
