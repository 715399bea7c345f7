package dev.makegood.recovery.charter;

import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Language;
import jakarta.validation.constraints.NotNull;

/** What customers read, in each of their languages. */
public record Wording(
        @NotNull @Characters(max = 2_000) String en,
        @NotNull @Characters(max = 2_000) String es,
        @NotNull @Characters(max = 2_000) String el,
        @NotNull @Characters(max = 2_000) String fi,
        @NotNull @Characters(max = 2_000) String ru) {

    /** In this customer's language. */
    public String in(Language language) {
        return switch (language) {
            case EN -> en;
            case ES -> es;
            case EL -> el;
            case FI -> fi;
            case RU -> ru;
        };
    }
}
