package dev.makegood.complaint.survey;

import dev.makegood.chassis.problem.Refusal;

/** It was answered, and the time in which the answer could be amended has passed; or nobody answered it for too long. */
final class SurveyOver extends Refusal {
    SurveyOver() {
        super(409, "Survey over", "What was answered stays as it is now.");
    }
}
