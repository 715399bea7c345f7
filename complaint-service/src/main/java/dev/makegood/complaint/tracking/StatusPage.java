package dev.makegood.complaint.tracking;

import dev.makegood.complaint.intake.Complaint;
import dev.makegood.contract.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a customer's page says, in one language: words only, ready to be shown.
 *
 * @param heading the title without the reference, which stands apart so that no line breaks inside of it
 * @param thanks what the customer has just done
 * @param draft what could not be taken, to be written anew
 * @param unreached whether our mails come back from their address
 */
record StatusPage(
        Say say,
        String token,
        String reference,
        String heading,
        String greeting,
        String state,
        String initial,
        Progress progress,
        @Nullable String thanks,
        Draft draft,
        boolean unreached,
        Needed needed,
        Promises promises,
        Story story,
        Talk talk,
        Words words,
        Escalation escalation,
        HowItWas howItWas,
        Wishes wishes,
        boolean open,
        List<LanguageLink> languages) {

    /** What the customer told us when they complained. */
    record Words(
            String verbatim,
            String lang,
            @Nullable String outcome,
            @Nullable String product,
            @Nullable String occurred) {}

    record LanguageLink(String code, String name, boolean current) {}

    public String lang() {
        return say.language().code();
    }

    /** What is wrong with the draft. */
    public String wrong() {
        return say.it("wrong." + draft.problem());
    }

    static StatusPage of(
            Complaint complaint,
            String token,
            @Nullable Thanks thanks,
            Draft draft,
            boolean unreached,
            Needed needed,
            Promises promises,
            Story story,
            Talk talk,
            Escalation escalation,
            HowItWas howItWas,
            Say say) {
        var said = complaint.said();
        return new StatusPage(
                say,
                token,
                complaint.reference(),
                // The reference comes last in every language.
                say.it("page.title", Map.of("reference", "")).strip(),
                say.it("greeting", Map.of("name", complaint.contact().name())),
                say.it("state." + complaint.state()),
                Say.initial(say.owner()),
                Progress.of(complaint.state(), say),
                thanks == null ? null : say.it("thanks." + thanks),
                draft,
                unreached,
                needed,
                promises,
                story,
                talk,
                new Words(
                        said.verbatim(),
                        complaint.customer().language().code(),
                        said.desiredOutcome(),
                        said.product(),
                        said.occurredAt() == null ? null : say.day(said.occurredAt())),
                escalation,
                howItWas,
                Wishes.of(complaint.contact(), say),
                complaint.isOpen(),
                languages(say.language()));
    }

    private static List<LanguageLink> languages(Language current) {
        return Arrays.stream(Language.values())
                .map(other -> new LanguageLink(
                        other.code(), other.locale().getDisplayLanguage(other.locale()), other == current))
                .toList();
    }
}
