package dev.makegood.recovery.breach;

import dev.makegood.contract.CustomerAskedAgain;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import dev.makegood.contract.PromiseBroken;
import dev.makegood.contract.RightBreached;
import dev.makegood.recovery.charter.Charters;
import dev.makegood.recovery.charter.Right;
import dev.makegood.recovery.task.Task;
import dev.makegood.recovery.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Broken rights. An apology is never made by a machine: it becomes somebody's task. */
@ApplicationScoped
public class Breaches {

    /** An apology that comes later than this is another slight. */
    private static final Duration APOLOGY = Duration.ofDays(1);

    private final Charters charters;
    private final Tasks tasks;

    Breaches(Charters charters, Tasks tasks) {
        this.charters = charters;
        this.tasks = tasks;
    }

    /**
     * The journey in which a right was broken.
     *
     * @param charterVersion the charter that it began with
     * @param currency in which the customer reckons, if that is known
     */
    public record Setting(
            Person owner,
            String customerName,
            String reference,
            int charterVersion,
            @Nullable String currency) {}

    /** A promise was broken, and with it the right that asks for it, if the charter has one. */
    public Optional<RightBreached> promiseBroken(PromiseBroken broken, Setting setting) {
        return charters.require(setting.charterVersion())
                .brokenWith(broken.kind())
                .map(right -> breach(
                        right,
                        broken,
                        broken.promiseId(),
                        setting,
                        "%s was promised something that did not happen in time: %s."));
    }

    /** A customer was asked for what we knew, and a right of theirs was broken, if the charter has it. */
    public Optional<RightBreached> askedAgain(CustomerAskedAgain again, Setting setting) {
        return charters.require(setting.charterVersion())
                .right(Right.Breach.CUSTOMER_ASKED_AGAIN)
                .map(right -> breach(right, again, null, setting, "%s was asked for what we knew: %s."));
    }

    private RightBreached breach(
            Right right, JourneyEvent because, @Nullable UUID promise, Setting setting, String what) {
        if (because.state() != JourneyState.CLOSED) {
            tasks.add(new Task(
                    because.complaintId(),
                    setting.owner(),
                    Task.Kind.APOLOGISE,
                    what.formatted(setting.customerName(), setting.reference()),
                    because.at().plus(APOLOGY),
                    because.at()));
        }
        return new RightBreached(
                because.complaintId(),
                right.id(),
                setting.charterVersion(),
                promise,
                setting.owner(),
                right.gesture(setting.currency()).orElse(null),
                because.state(),
                because.at());
    }
}
