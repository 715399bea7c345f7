package dev.makegood.complaint.segment;

import dev.makegood.chassis.problem.Unprocessable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What matters to the customers of a segment, most first. The weights share out a hundred, so that to weigh one thing more is to
 * weigh another less.
 */
record Ranking(List<Expectation> expectations) {

    private static final int ALL = 100;

    Ranking {
        expectations = List.copyOf(expectations);
        int sum = expectations.stream().mapToInt(Expectation::weight).sum();
        if (sum != ALL) {
            throw new Unprocessable(
                    "/expectations", "weights-sum", "The weights add up to %d; they share out 100.".formatted(sum));
        }
        Set<String> named = new HashSet<>();
        for (int i = 0; i < expectations.size(); i++) {
            var pointer = "/expectations/" + i;
            if (!named.add(expectations.get(i).what().strip().toLowerCase(Locale.ROOT))) {
                throw new Unprocessable(pointer + "/what", "repeated", "It is ranked once.");
            }
            if (i > 0 && expectations.get(i).weight() > expectations.get(i - 1).weight()) {
                throw new Unprocessable(
                        pointer + "/weight", "rank-against-weight", "What ranks lower does not weigh more.");
            }
        }
    }
}
