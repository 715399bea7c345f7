package dev.makegood.recovery.bulk;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.problem.Refusal;
import dev.makegood.chassis.problem.Wordless;
import dev.makegood.recovery.bulk.BulkActions.Item;
import dev.makegood.recovery.journey.JourneyMoves;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.journey.Move;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the moves of bulk actions: one transaction an item, which also says that it was made, so that each is made once however many
 * replicas work and wherever one of them dies. What is refused is undone, and the refusal kept. A dry run makes each move and undoes
 * it, so that it passes the very guards that the move itself will pass.
 */
@ApplicationScoped
class BulkWorker {

    private static final Logger LOG = Logger.getLogger(BulkWorker.class);

    private final BulkActions actions;
    private final Journeys journeys;
    private final JourneyMoves moves;
    private final Caller caller;

    BulkWorker(BulkActions actions, Journeys journeys, JourneyMoves moves, Caller caller) {
        this.actions = actions;
        this.journeys = journeys;
        this.moves = moves;
        this.caller = caller;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        while (takeOne()) {
            LOG.trace("There are more");
        }
        QuarkusTransaction.requiringNew().run(actions::end);
    }

    @ActivateRequestContext
    boolean takeOne() {
        var taken = new AtomicReference<@Nullable Item>();
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> actions.next().ifPresent(item -> {
                        taken.set(item);
                        make(item);
                    }));
        } catch (WouldBeMade e) {
            record(taken.get(), actions::done);
        } catch (Refusal refusal) {
            record(taken.get(), item -> actions.refused(item, refusal));
        } catch (RuntimeException e) {
            LOG.warnf("An item of a bulk action failed: %s", Wordless.summary(e));
            record(taken.get(), actions::failed);
        }
        return taken.get() != null;
    }

    private void make(Item item) {
        var action = actions.findById(item.action());
        caller.standFor(action.by(), action.roles());
        // Whoever comes back speaks for the customer, whoever owns it: as on its own.
        var journey = action.request().move() == Move.REOPEN
                ? journeys.change(item.journey())
                : journeys.changeByOwner(item.journey());
        moves.make(journey, action.request());
        journeys.flush();
        if (action.dryRun()) {
            throw new WouldBeMade();
        }
        actions.done(item);
    }

    private static void record(@Nullable Item item, Consumer<Item> what) {
        if (item != null) {
            QuarkusTransaction.requiringNew().run(() -> what.accept(item));
        }
    }

    /** A dry run passed every guard, and is undone. */
    private static final class WouldBeMade extends RuntimeException {
        WouldBeMade() {
            super(null, null, false, false);
        }
    }
}
