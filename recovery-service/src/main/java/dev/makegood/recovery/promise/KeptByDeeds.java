package dev.makegood.recovery.promise;

import dev.makegood.chassis.problem.Refusal;
import dev.makegood.contract.PromiseKind;

/** Nobody can say that it was kept: it is kept by what was promised, such as an update, and by nothing else. */
final class KeptByDeeds extends Refusal {
    KeptByDeeds(PromiseKind kind) {
        super(409, "Kept by deeds", "%s is kept by doing it, not by saying so.".formatted(kind));
    }
}
