package dev.makegood.recovery.breach;

import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import dev.makegood.contract.PromiseBroken;
import dev.makegood.contract.RightBreached;
import dev.makegood.recovery.charter.Charters;
import dev.makegood.recovery.task.Task;
import dev.makegood.recovery.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
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
                .map(right -> {
                    if (broken.state() != JourneyState.CLOSED) {
                        tasks.add(new Task(
                                broken.complaintId(),
                                setting.owner(),
                                Task.Kind.APOLOGISE,
                                "%s was promised something that did not happen in time: %s."
                                        .formatted(setting.customerName(), setting.reference()),
                                broken.at().plus(APOLOGY),
                                broken.at()));
                    }
                    return new RightBreached(
                            broken.complaintId(),
                            right.id(),
                            setting.charterVersion(),
                            broken.promiseId(),
                            setting.owner(),
                            right.gesture(setting.currency()).orElse(null),
                            broken.state(),
                            broken.at());
                });
    }
}
