package dev.makegood.chassis.testing;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Looks into the database of the service under test, and at times has a hand in it, past the service. */
public final class Database {

    private Database() {}

    /** Runs a statement, and returns how many rows it changed. */
    public static int run(String sql, @Nullable Object... parameters) {
        try (var connection = CDI.current().select(AgroalDataSource.class).get().getConnection();
                var statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of every row, as text. */
    public static List<String> column(String sql, @Nullable Object... parameters) {
        try (var connection = CDI.current().select(AgroalDataSource.class).get().getConnection();
                var statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            List<String> column = new ArrayList<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    column.add(rows.getString(1));
                }
            }
            return column;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row, as a number. */
    public static long number(String sql, @Nullable Object... parameters) {
        return Long.parseLong(column(sql, parameters).getFirst());
    }

    /** A connection that the service knows nothing of. */
    public static Connection connect() throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
