package dev.makegood.complaint.survey;

import dev.makegood.chassis.problem.Refusal;

/** A lead has left it out of the figures already; or nobody has, and there is nothing to take back. */
final class SurveyExcluded extends Refusal {
    SurveyExcluded(String detail) {
        super(409, "Survey excluded or not", detail);
    }
}
