package dev.makegood.chassis.rows;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Runs statements and reads rows, in the transaction of whoever asks. What fails says nothing of the statement's values, which are
 * people's words: the driver's own message stays with the cause.
 */
@ApplicationScoped
public class Rows {

    private final AgroalDataSource database;

    Rows(AgroalDataSource database) {
        this.database = database;
    }

    /** How many rows the statement changed. */
    public int run(String sql, Binding binding) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Rows could not be written", e);
        }
    }

    /** What is read from each row that the statement returns, in their order. */
    public <T> List<T> query(String sql, Binding binding, Reading<T> reading) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            List<T> found = new ArrayList<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("Rows could not be read", e);
        }
    }

    /** These ids as a parameter. */
    public static Array uuids(PreparedStatement statement, Collection<UUID> ids) throws SQLException {
        return statement.getConnection().createArrayOf("uuid", ids.toArray());
    }

    /** Gives a statement its values. */
    public interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Reads the row that a result stands on. */
    public interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }
}
