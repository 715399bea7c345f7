package dev.makegood.complaint.imports;

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
    void work() throws IOException {
        var open = QuarkusTransaction.requiringNew().call(() -> imports.claim().map(Import::id));
        if (open.isPresent()) {
            LOG.infof("Import %s goes on", open.get());
            run(open.get());
        }
    }

    private void run(UUID id) throws IOException {
        try (var file = new ComplaintFile(imports.file(id))) {
            long read = 0;
            while (true) {
                List<ComplaintFile.Row> batch = new ArrayList<>();
                long from = read;
                ComplaintFile.@Nullable Row row = null;
                while (batch.size() < BATCH && (row = file.next()) != null) {
                    batch.add(row);
                    read++;
                }
                boolean end = row == null;
                if (!QuarkusTransaction.requiringNew().timeout(120).call(() -> take(id, from, batch, file, end))
                        || end) {
                    return;
                }
            }
        } catch (Unreadable e) {
            QuarkusTransaction.requiringNew()
                    .run(() -> imports.claim(id).ifPresent(job -> job.fail(String.valueOf(e.getMessage()))));
        }
    }

    /** Takes in one batch. False if the import is somebody else's now, or over. */
    private boolean take(UUID id, long from, List<ComplaintFile.Row> batch, ComplaintFile file, boolean end)
            throws SQLException {
        var claimed = imports.claim(id);
        if (claimed.isEmpty()) {
            return false;
        }
        var job = claimed.get();
        var missing = job.mapping().missing(file.columns());
        if (!missing.isEmpty()) {
            job.fail("These columns are missing: " + String.join(", ", missing));
            return false;
        }
        // What an earlier worker has done is done: after a restart the file is read again from its beginning.
        int done = (int) Math.clamp(job.rowsDone() - from, 0, batch.size());
        var rows = take(job, batch.subList(done, batch.size()));
        imports.add(id, rows);
        job.progress(count(rows, RowState.CREATED), count(rows, RowState.EXISTING), count(rows, RowState.FAILED));
        if (end) {
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
                        line.externalRef()),
                null);
    }

    private static Row failed(long line, String code, String detail) {
        return new Row(line, RowState.FAILED, null, null, code, detail);
    }

    private static int count(List<Row> rows, RowState state) {
        return (int) rows.stream().filter(row -> row.state() == state).count();
    }
}
