package dev.makegood.complaint.segment;

import dev.makegood.chassis.text.Characters;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Something that the customers of a segment expect of us, in their words.
 *
 * @param weight how much of all that matters to them this is, in percent
 */
public record Expectation(
        @NotNull @Characters(max = 200, oneLine = true) String what,
        @Min(1) @Max(100) int weight) {}
