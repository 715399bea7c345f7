package dev.makegood.complaint.tracking;

import dev.makegood.complaint.survey.Surveys;
import dev.makegood.complaint.survey.WalkedLegs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the customer can say about how it was: of the whole, of each leg with one tap, and of what they feel.
 *
 * @param survey what the link to the survey says; absent while nothing is asked
 * @param feelings whether they can say what they feel
 */
record HowItWas(@Nullable String survey, List<Leg> legs, boolean feelings) {

    private static final int STEPS = 5;

    record Leg(String id, String title, List<Step> steps) {}

    /** One tap. */
    record Step(int value, String name, boolean chosen) {}

    static HowItWas of(Optional<Surveys.Asked> survey, List<WalkedLegs.Asked> legs, boolean feelings, Say say) {
        return new HowItWas(
                survey.map(asked -> say.it(asked.answered() ? "survey.amend" : "survey.link"))
                        .orElse(null),
                legs.stream().map(leg -> leg(leg, say)).toList(),
                feelings);
    }

    private static Leg leg(WalkedLegs.Asked leg, Say say) {
        var satisfaction = leg.satisfaction();
        return new Leg(
                leg.leg().toString(),
                say.it("leg.title", Map.of("party", leg.party())),
                IntStream.rangeClosed(1, STEPS)
                        .mapToObj(step ->
                                new Step(step, say.it("leg." + step), satisfaction != null && satisfaction == step))
                        .toList());
    }
}
