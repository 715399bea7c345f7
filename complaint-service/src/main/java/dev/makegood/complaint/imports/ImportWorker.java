package dev.makegood.complaint.imports;

import dev.makegood.chassis.problem.Wordless;
import dev.makegood.complaint.imports.Imports.Row;
import dev.makegood.complaint.imports.Imports.RowState;
import dev.makegood.complaint.imports.Mapping.Line;
import dev.makegood.complaint.imports.RowsAhead.Batch;
import dev.makegood.complaint.imports.RowsAhead.Flaw;
import dev.makegood.complaint.imports.RowsAhead.Ready;
import dev.makegood.complaint.imports.RowsAhead.Recipe;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.complaint.intake.Intake;
import dev.makegood.complaint.intake.Intake.Arrival;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Works on imports: a batch of rows a transaction, which also says how far it has come. A worker that dies leaves the batch
 * undone and the import to the next one that looks; a row becomes a complaint once, since its external reference does.
 */
@ApplicationScoped
class ImportWorker {

    private static final Logger LOG = Logger.getLogger(ImportWorker.class);
    private static final int ATTEMPTS = 3;

    private final Imports imports;
    private final Complaints complaints;
    private final Intake intake;
    private final Validator validator;

    ImportWorker(Imports imports, Complaints complaints, Intake intake, Validator validator) {
        this.imports = imports;
        this.complaints = complaints;
        this.intake = intake;
        this.validator = validator;
    }

    private record Job(UUID id, Recipe recipe) {

        static Job of(Import job) {
            return new Job(job.id(), new Recipe(job.mapping(), job.emailPattern(), job.language()));
        }
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        try {
            var open =
                    QuarkusTransaction.requiringNew().call(() -> imports.claim().map(Job::of));
            if (open.isPresent()) {
                LOG.infof("Import %s goes on", open.get().id());
                run(open.get());
            }
        } catch (RuntimeException | IOException | SQLException e) {
            LOG.warnf("Imports go on in a second: %s", Wordless.summary(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Job job) throws IOException, SQLException, InterruptedException {
        try (var rows = new RowsAhead(imports.file(job.id()), job.recipe(), validator)) {
            Batch batch;
            do {
                batch = rows.next();
            } while (takeTogether(job.id(), batch) && !batch.isLast());
        }
    }

    /**
     * Takes in one batch; row by row if that fails while the database answers, so that one row which it does not take stops none
     * of the others. False if the import is somebody else's now, or over.
     */
    private boolean takeTogether(UUID id, Batch batch) throws SQLException {
        try {
            return QuarkusTransaction.requiringNew().timeout(120).call(() -> take(id, batch));
        } catch (RuntimeException e) {
            imports.requireAnswer();
            LOG.debugf(
                    "Import %s takes %d rows one by one: %s", id, batch.rows().size(), Wordless.summary(e));
        }
        for (int place = 0; place < batch.rows().size(); place++) {
            if (!takeAlone(id, batch.only(place))) {
                return false;
            }
        }
        return QuarkusTransaction.requiringNew().call(() -> take(id, batch.rest()));
    }

    private boolean takeAlone(UUID id, Batch row) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> take(id, row));
            } catch (RuntimeException e) {
                imports.requireAnswer();
                if (attempt == ATTEMPTS) {
                    long line = row.rows().getFirst().line();
                    LOG.errorf(Wordless.of(e), "Import %s leaves out line %d", id, line);
                    return QuarkusTransaction.requiringNew().call(() -> leaveOut(id, line));
                }
            }
        }
    }

    private boolean leaveOut(UUID id, long line) throws SQLException {
        var job = imports.claim(id);
        if (job.isPresent()) {
            imports.add(id, List.of(failed(line, new Flaw("internal", "The failure is ours and is logged."))));
            job.get().progress(0, 0, 1);
        }
        return job.isPresent();
    }

    private boolean take(UUID id, Batch batch) throws SQLException {
        var claimed = imports.claim(id);
        if (claimed.isEmpty()) {
            return false;
        }
        var job = claimed.get();
        // What an earlier worker has done is done: after a restart the file is read again from its beginning.
        int size = batch.rows().size();
        int done = (int) Math.clamp(job.rowsDone() - batch.from(), 0, size);
        var rows = take(batch.rows().subList(done, size));
        imports.add(id, rows);
        job.progress(count(rows, RowState.CREATED), count(rows, RowState.EXISTING), count(rows, RowState.FAILED));
        if (batch.broken() != null) {
            job.fail(batch.broken());
        } else if (batch.end()) {
            job.finish();
            imports.forget(id);
        }
        return true;
    }

    private List<Row> take(List<Ready> batch) {
        List<Row> results = new ArrayList<>();
        Map<String, Ready> fresh = new LinkedHashMap<>();
        Map<Ready, Line> usable = new LinkedHashMap<>();
        for (Ready row : batch) {
            if (row.content() != null) {
                usable.put(row, row.content());
            } else if (row.flaw() != null) {
                results.add(failed(row.line(), row.flaw()));
            }
        }
        Map<String, UUID> known = new HashMap<>(
                complaints.idsOf(usable.values().stream().map(Line::externalRef).toList()));
        List<Arrival> arrivals = new ArrayList<>();
        usable.forEach((row, line) -> {
            if (!known.containsKey(line.externalRef()) && fresh.putIfAbsent(line.externalRef(), row) == null) {
                arrivals.add(arrival(line));
            }
        });
        Map<String, Complaint> received = new HashMap<>();
        for (Complaint complaint : arrivals.isEmpty() ? List.<Complaint>of() : intake.receiveAll(arrivals)) {
            var ref = String.valueOf(complaint.said().externalRef());
            received.put(ref, complaint);
            known.put(ref, complaint.id());
        }
        usable.forEach((row, line) -> {
            var complaint = received.get(line.externalRef());
            if (complaint != null && row.equals(fresh.get(line.externalRef()))) {
                results.add(new Row(row.line(), RowState.CREATED, complaint.id(), complaint.reference(), null, null));
            } else {
                results.add(new Row(row.line(), RowState.EXISTING, known.get(line.externalRef()), null, null, null));
            }
        });
        return results;
    }

    private static Arrival arrival(Line line) {
        return new Arrival(
                line.customer(),
                new Complaint.Said(
                        line.verbatim(),
                        line.desiredOutcome(),
                        line.channel(),
                        line.product(),
                        line.occurredAt(),
                        line.externalRef(),
                        List.of(),
                        null));
    }

    private static Row failed(long line, Flaw flaw) {
        return new Row(line, RowState.FAILED, null, null, flaw.code(), flaw.detail());
    }

    private static int count(List<Row> rows, RowState state) {
        return (int) rows.stream().filter(row -> row.state() == state).count();
    }
}
