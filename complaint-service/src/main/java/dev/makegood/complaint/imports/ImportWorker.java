package dev.makegood.complaint.imports;

import dev.makegood.chassis.problem.Wordless;
import dev.makegood.complaint.customer.Customers;
import dev.makegood.complaint.imports.ComplaintFile.Unreadable;
import dev.makegood.complaint.imports.Imports.Row;
import dev.makegood.complaint.imports.Imports.RowState;
import dev.makegood.complaint.imports.Mapping.Line;
import dev.makegood.complaint.imports.Mapping.Unusable;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.complaint.intake.Intake;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works on imports: a batch of rows a transaction, which also says how far it has come. A worker that dies leaves the batch
 * undone and the import to the next one that looks; a row becomes a complaint once, since its external reference does.
 */
@ApplicationScoped
class ImportWorker {

    private static final Logger LOG = Logger.getLogger(ImportWorker.class);
    private static final int BATCH = 200;
    private static final int ATTEMPTS = 3;

    private final Imports imports;
    private final Customers customers;
    private final Complaints complaints;
    private final Intake intake;
    private final Validator validator;

    ImportWorker(Imports imports, Customers customers, Complaints complaints, Intake intake, Validator validator) {
        this.imports = imports;
        this.customers = customers;
        this.complaints = complaints;
        this.intake = intake;
        this.validator = validator;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        try {
            var open =
                    QuarkusTransaction.requiringNew().call(() -> imports.claim().map(Import::id));
            if (open.isPresent()) {
                LOG.infof("Import %s goes on", open.get());
                run(open.get());
            }
        } catch (RuntimeException | IOException | SQLException e) {
            LOG.warnf("Imports go on in a second: %s", Wordless.summary(e));
        }
    }

    private void run(UUID id) throws IOException, SQLException {
        try (var file = new ComplaintFile(imports.file(id))) {
            Batch batch = new Batch(0, List.of(), false, null);
            do {
                batch = next(file, batch.from() + batch.rows().size());
            } while (takeTogether(id, file.columns(), batch) && !batch.isLast());
        } catch (Unreadable e) {
            QuarkusTransaction.requiringNew()
                    .run(() -> imports.claim(id).ifPresent(job -> job.fail(String.valueOf(e.getMessage()))));
        }
    }

    /**
     * Some rows of a file.
     *
     * @param from how many rows stand before them
     * @param end whether the file ends with them
     * @param broken why the file cannot be read beyond them
     */
    private record Batch(
            long from,
            List<ComplaintFile.Row> rows,
            boolean end,
            @Nullable String broken) {
        boolean isLast() {
            return end || broken != null;
        }
    }

    private static Batch next(ComplaintFile file, long from) {
        List<ComplaintFile.Row> rows = new ArrayList<>();
        try {
            while (rows.size() < BATCH) {
                var row = file.next();
                if (row == null) {
                    return new Batch(from, rows, true, null);
                }
                rows.add(row);
            }
            return new Batch(from, rows, false, null);
        } catch (Unreadable e) {
            return new Batch(from, rows, false, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Takes in one batch; row by row if that fails while the database answers, so that one row which it does not take stops none
     * of the others. False if the import is somebody else's now, or over.
     */
    private boolean takeTogether(UUID id, List<String> columns, Batch batch) throws SQLException {
        try {
            return QuarkusTransaction.requiringNew().timeout(120).call(() -> take(id, columns, batch));
        } catch (RuntimeException e) {
            imports.requireAnswer();
            LOG.debugf(
                    "Import %s takes %d rows one by one: %s", id, batch.rows().size(), Wordless.summary(e));
        }
        long from = batch.from();
        for (var row : batch.rows()) {
            if (!takeAlone(id, columns, new Batch(from++, List.of(row), false, null))) {
                return false;
            }
        }
        var rest = new Batch(from, List.of(), batch.end(), batch.broken());
        return QuarkusTransaction.requiringNew().call(() -> take(id, columns, rest));
    }

    private boolean takeAlone(UUID id, List<String> columns, Batch row) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> take(id, columns, row));
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
            imports.add(id, List.of(failed(line, "internal", "The failure is ours and is logged.")));
            job.get().progress(0, 0, 1);
        }
        return job.isPresent();
    }

    private boolean take(UUID id, List<String> columns, Batch batch) throws SQLException {
        var claimed = imports.claim(id);
        if (claimed.isEmpty()) {
            return false;
        }
        var job = claimed.get();
        var missing = job.mapping().missing(columns);
        if (!missing.isEmpty()) {
            job.fail("These columns are missing: " + String.join(", ", missing));
            return false;
        }
        // What an earlier worker has done is done: after a restart the file is read again from its beginning.
        int size = batch.rows().size();
        int done = (int) Math.clamp(job.rowsDone() - batch.from(), 0, size);
        var rows = take(job, batch.rows().subList(done, size));
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

    private List<Row> take(Import job, List<ComplaintFile.Row> batch) {
        List<Row> results = new ArrayList<>();
        Map<Long, Line> lines = new HashMap<>();
        for (ComplaintFile.Row row : batch) {
            try {
                lines.put(row.line(), line(job, row));
            } catch (Unusable e) {
                results.add(failed(row.line(), e.code(), String.valueOf(e.getMessage())));
            }
        }
        Map<String, UUID> known = new HashMap<>(
                complaints.idsOf(lines.values().stream().map(Line::externalRef).toList()));
        for (ComplaintFile.Row row : batch) {
            var line = lines.get(row.line());
            if (line == null) {
                continue;
            }
            var existing = known.get(line.externalRef());
            if (existing != null) {
                results.add(new Row(row.line(), RowState.EXISTING, existing, null, null, null));
            } else {
                var complaint = receive(line);
                known.put(line.externalRef(), complaint.id());
                results.add(new Row(row.line(), RowState.CREATED, complaint.id(), complaint.reference(), null, null));
            }
        }
        return results;
    }

    private Line line(Import job, ComplaintFile.Row row) throws Unusable {
        if (row.problem() != null) {
            throw new Unusable("malformed", row.problem());
        }
        var line = job.mapping().line(row.fields(), job.language(), Mapping.fill(job.emailPattern(), row.fields()));
        for (var violation : validator.validate(line)) {
            throw new Unusable("invalid", violation.getPropertyPath() + ": " + violation.getMessage());
        }
        return line;
    }

    private Complaint receive(Line line) {
        return intake.receive(
                customers.welcome(line.customer()),
                new Complaint.Said(
                        line.verbatim(),
                        line.desiredOutcome(),
                        line.channel(),
                        line.product(),
                        line.occurredAt(),
                        line.externalRef(),
                        List.of(),
                        null),
                null);
    }

    private static Row failed(long line, String code, String detail) {
        return new Row(line, RowState.FAILED, null, null, code, detail);
    }

    private static int count(List<Row> rows, RowState state) {
        return (int) rows.stream().filter(row -> row.state() == state).count();
    }
}
