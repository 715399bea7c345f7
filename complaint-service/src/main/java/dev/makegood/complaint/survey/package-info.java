/**
 * How it was for the customer: asked after each resolution and each leg, answered without logging in, never changed afterwards.
 * Owns the tables survey, survey_answer, survey_exclusion, walked_leg, leg_rating and named_emotion.
 */
@NullMarked
package dev.makegood.complaint.survey;

import org.jspecify.annotations.NullMarked;
