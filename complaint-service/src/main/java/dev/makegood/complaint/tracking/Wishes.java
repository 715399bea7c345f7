package dev.makegood.complaint.tracking;

import dev.makegood.chassis.page.PublicPage;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.complaint.customer.Customer;
import dev.makegood.complaint.customer.Preferences;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the customer wants to be spoken with, as they can choose it on their page.
 *
 * @param media what reaches them, if there is a choice
 * @param surveys whether they may be asked how it was
 */
record Wishes(List<Choice> languages, List<Choice> media, boolean surveys) {

    record Choice(String value, String name, boolean chosen) {}

    static Wishes of(Customer customer, Say say) {
        var preferences = customer.preferences();
        var media = reaching(customer);
        var medium = Objects.requireNonNullElse(preferences.preferredMedium(), Medium.EMAIL);
        return new Wishes(
                Arrays.stream(Language.values())
                        .map(language -> new Choice(
                                language.code(),
                                language.locale().getDisplayLanguage(language.locale()),
                                language == preferences.language()))
                        .toList(),
                media.size() < 2
                        ? List.of()
                        : media.stream()
                                .map(way -> new Choice(way.name(), say.it("prefer." + way), way == medium))
                                .toList(),
                preferences.allowsSurveys());
    }

    /**
     * What the customer wants now, as they chose it; what the page does not ask stays as it was.
     *
     * @throws Invalid if the page offers no such choice
     */
    static Preferences of(
            Customer customer, @Nullable String language, @Nullable String medium, @Nullable String surveys) {
        var before = customer.preferences();
        return new Preferences(
                PublicPage.language(language)
                        .orElseThrow(() -> new Invalid("language", "unknown-value", "There is no such language here.")),
                medium == null
                        ? before.preferredMedium()
                        : reaching(customer).stream()
                                .filter(way -> way.name().equals(medium))
                                .findFirst()
                                .orElseThrow(
                                        () -> new Invalid("medium", "unknown-value", "Nothing reaches you by this.")),
                surveys != null,
                before.timeZone(),
                before.notCalled());
    }

    private static List<Medium> reaching(Customer customer) {
        return Arrays.stream(Medium.values())
                .filter(medium -> switch (medium) {
                    case EMAIL -> customer.email() != null;
                    case SMS -> customer.phoneE164() != null;
                    case WEBHOOK, FEED -> false;
                })
                .toList();
    }
}
