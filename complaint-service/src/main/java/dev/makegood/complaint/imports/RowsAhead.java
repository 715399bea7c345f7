package dev.makegood.complaint.imports;

import dev.makegood.complaint.imports.ComplaintFile.Unreadable;
import dev.makegood.complaint.imports.Mapping.Line;
import dev.makegood.complaint.imports.Mapping.Unusable;
import dev.makegood.contract.Language;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file in batches ahead of who files them, on a thread of its own: while the database writes one batch the next is read,
 * mapped and checked. What is held is bounded by rows and by characters, however long the file and its rows are.
 */
final class RowsAhead implements AutoCloseable {

    private static final int MOST_ROWS = 1_000;
    private static final int MOST_CHARACTERS = 2_000_000;
    private static final int BATCHES = 2;

    private final BlockingQueue<Batch> read = new ArrayBlockingQueue<>(BATCHES);
    private final Recipe recipe;
    private final Validator validator;
    private final InputStream bytes;
    private volatile boolean closed;

    /**
     * How rows become complaints.
     *
     * @param emailPattern makes an address of a row's values
     * @param language of customers of whom the file does not say it
     */
    record Recipe(Mapping mapping, @Nullable String emailPattern, Language language) {}

    /** A row: what it says, or why no complaint can be made of it. */
    record Ready(
            long line, @Nullable Line content, @Nullable Flaw flaw) {}

    /** Why no complaint can be made of a row. */
    record Flaw(String code, String detail) {}

    /**
     * Some rows of a file.
     *
     * @param from how many rows stand before them
     * @param end whether the file ends with them
     * @param broken why the file cannot be read beyond them
     * @param failure what went wrong on our side, beyond them
     */
    record Batch(
            long from,
            List<Ready> rows,
            boolean end,
            @Nullable String broken,
            @Nullable Exception failure) {

        boolean isLast() {
            return end || broken != null;
        }

        /** The same without its rows: what is left to say once each was dealt with. */
        Batch rest() {
            return new Batch(from + rows.size(), List.of(), end, broken, null);
        }

        /** One of its rows alone. */
        Batch only(int place) {
            return new Batch(from + place, List.of(rows.get(place)), false, null, null);
        }
    }

    RowsAhead(InputStream bytes, Recipe recipe, Validator validator) {
        this.bytes = bytes;
        this.recipe = recipe;
        this.validator = validator;
        Thread.ofVirtual().name("import").start(this::run);
    }

    /**
     * The next batch; none after one that is the last.
     *
     * @throws IOException if the file could not be read for a reason that is ours
     */
    Batch next() throws IOException, InterruptedException {
        var batch = read.take();
        if (batch.failure() != null) {
            throw new IOException("The file could not be read", batch.failure());
        }
        return batch;
    }

    private void run() {
        long from = 0;
        try (var file = new ComplaintFile(bytes)) {
            var missing = recipe.mapping().missing(file.columns());
            if (!missing.isEmpty()) {
                hand(new Batch(0, List.of(), false, "These columns are missing: " + String.join(", ", missing), null));
                return;
            }
            Batch batch;
            do {
                batch = batch(file, from);
                from += batch.rows().size();
            } while (hand(batch) && !batch.isLast());
        } catch (Unreadable e) {
            hand(new Batch(from, List.of(), false, String.valueOf(e.getMessage()), null));
        } catch (IOException | RuntimeException e) {
            hand(new Batch(from, List.of(), false, null, e));
        }
    }

    /** False if nobody wants it any more. */
    private boolean hand(Batch batch) {
        try {
            while (!closed) {
                if (read.offer(batch, 1, TimeUnit.SECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private Batch batch(ComplaintFile file, long from) {
        List<Ready> rows = new ArrayList<>();
        int characters = 0;
        try {
            while (rows.size() < MOST_ROWS && characters < MOST_CHARACTERS) {
                var row = file.next();
                if (row == null) {
                    return new Batch(from, rows, true, null, null);
                }
                var ready = ready(row);
                rows.add(ready);
                characters +=
                        ready.content() == null ? 0 : ready.content().verbatim().length();
            }
            return new Batch(from, rows, false, null, null);
        } catch (Unreadable e) {
            return new Batch(from, rows, false, String.valueOf(e.getMessage()), null);
        }
    }

    private Ready ready(ComplaintFile.Row row) {
        if (row.problem() != null) {
            return new Ready(row.line(), null, new Flaw("malformed", row.problem()));
        }
        try {
            var line = recipe.mapping()
                    .line(row.fields(), recipe.language(), Mapping.fill(recipe.emailPattern(), row.fields()));
            for (var violation : validator.validate(line)) {
                var flaw = violation.getPropertyPath() + ": " + violation.getMessage();
                return new Ready(row.line(), null, new Flaw("invalid", flaw));
            }
            return new Ready(row.line(), line, null);
        } catch (Unusable e) {
            return new Ready(row.line(), null, new Flaw(e.code(), String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
