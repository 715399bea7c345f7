package dev.makegood.recovery.macro;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text with places for what differs from journey to journey, such as {@code {customer.name}}. What is put in is data: it is put in
 * once, and nothing in it is ever a place again.
 */
final class MacroText {

    /** What can be put in. */
    static final Set<String> PLACES = Set.of("customer.name", "reference", "owner.name", "agent.name");

    private static final Pattern PLACE = Pattern.compile("\\{([^{}\\s]{1,60})\\}");

    private MacroText() {}

    /** The places in a text that nothing could be put into. */
    static Set<String> unknown(String text) {
        return PLACE.matcher(text)
                .results()
                .map(place -> place.group(1))
                .filter(place -> !PLACES.contains(place))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The text with these put in. */
    static String fill(String text, Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }
}
