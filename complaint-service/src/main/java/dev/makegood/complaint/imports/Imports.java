package dev.makegood.complaint.imports;

import dev.makegood.chassis.problem.NotFound;
import io.agroal.api.AgroalDataSource;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every import, its file in pieces, and what became of each of its rows. */
@ApplicationScoped
class Imports implements PanacheRepositoryBase<Import, UUID> {

    private static final int PIECE = 1024 * 1024;

    /** What became of a row. */
    enum RowState {
        CREATED,
        EXISTING,
        FAILED
    }

    /** A row, by the line on which it begins. */
    record Row(
            long line,
            RowState state,
            @Nullable UUID complaintId,
            @Nullable String reference,
            @Nullable String code,
            @Nullable String detail) {}

    private final AgroalDataSource database;

    Imports(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * @throws NotFound if there is no such import
     */
    Import require(UUID id) {
        return findByIdOptional(id).orElseThrow(NotFound::new);
    }

    Optional<Import> of(byte[] key) {
        return find("key", key).firstResultOptional();
    }

    /** An import that is running and that nobody else works on, for this transaction. */
    Optional<Import> claim() {
        return getEntityManager()
                .createNativeQuery(
                        "select * from import where state = 'RUNNING' order by created_at limit 1 for update skip locked",
                        Import.class)
                .getResultStream()
                .map(Import.class::cast)
                .findFirst();
    }

    /** The same import, in another transaction; empty if somebody else has it, or it is no longer running. */
    Optional<Import> claim(UUID id) {
        return getEntityManager()
                .createNativeQuery(
                        "select * from import where state = 'RUNNING' and id = :id for update skip locked",
                        Import.class)
                .setParameter("id", id)
                .getResultStream()
                .map(Import.class::cast)
                .findFirst();
    }

    /** Takes the key for this transaction; false if another has it. */
    boolean reserve(byte[] key) throws SQLException {
        try (var connection = database.getConnection();
                var reserve = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
            reserve.setLong(1, ByteBuffer.wrap(key).getLong());
            try (var row = reserve.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Keeps a file in pieces as it streams in. Returns its length in bytes. */
    long keep(UUID id, InputStream file, MessageDigest digest) throws IOException, SQLException {
        long length = 0;
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into import_chunk (import_id, place, bytes) values (?, ?, ?)")) {
            byte[] piece = file.readNBytes(PIECE);
            for (int place = 0; piece.length > 0; place++) {
                insert.setObject(1, id);
                insert.setInt(2, place);
                insert.setBytes(3, piece);
                insert.executeUpdate();
                digest.update(piece);
                length += piece.length;
                piece = file.readNBytes(PIECE);
            }
        }
        return length;
    }

    /** The file again, read piece by piece. */
    @SuppressWarnings("JdkObsolete") // what SequenceInputStream takes
    InputStream file(UUID id) {
        return new SequenceInputStream(new Enumeration<>() {
            private int place;
            private byte @Nullable [] next = piece(id, 0);

            @Override
            public boolean hasMoreElements() {
                return next != null;
            }

            @Override
            public InputStream nextElement() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                var piece = new ByteArrayInputStream(next);
                next = piece(id, ++place);
                return piece;
            }
        });
    }

    private byte @Nullable [] piece(UUID id, int place) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select bytes from import_chunk where import_id = ? and place = ?")) {
            select.setObject(1, id);
            select.setInt(2, place);
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getBytes(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The file could not be read", e);
        }
    }

    /** The pieces of a file whose rows are all dealt with. */
    void forget(UUID id) throws SQLException {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("delete from import_chunk where import_id = ?")) {
            delete.setObject(1, id);
            delete.executeUpdate();
        }
    }

    /**
     * @throws SQLException if the database does not answer: then it is not a row's fault that it could not be written
     */
    void requireAnswer() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    void add(UUID id, List<Row> rows) throws SQLException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into import_row (import_id, line, state, complaint_id, reference, code, detail)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)) {
            for (Row row : rows) {
                insert.setObject(1, id);
                insert.setLong(2, row.line());
                insert.setString(3, row.state().name());
                insert.setObject(4, row.complaintId());
                insert.setString(5, row.reference());
                insert.setString(6, row.code());
                insert.setString(7, row.detail());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    List<Row> rows(UUID id, @Nullable RowState state, long afterLine, int limit) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select line, state, complaint_id, reference, code, detail from import_row
                        where import_id = ? and (?::text is null or state = ?) and line > ? order by line limit ?
                        """)) {
            select.setObject(1, id);
            select.setString(2, state == null ? null : state.name());
            select.setString(3, state == null ? null : state.name());
            select.setLong(4, afterLine);
            select.setInt(5, limit);
            List<Row> found = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Row(
                            rows.getLong(1),
                            RowState.valueOf(rows.getString(2)),
                            rows.getObject(3, UUID.class),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6)));
                }
            }
            return found;
        }
    }
}
