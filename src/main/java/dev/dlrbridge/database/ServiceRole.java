package dev.dlrbridge.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The role that the service logs in as, where it is another than the one that migrates: it works with the schema, and cannot change it. */
public final class ServiceRole {
    /** Said again after each migration, since they are for the tables that are there. */
    private static final List<String> RIGHTS = List.of(
            "REVOKE CREATE ON SCHEMA %1$s FROM PUBLIC, %2$s",
            "GRANT USAGE ON SCHEMA %1$s TO %2$s",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %1$s TO %2$s",
            "REVOKE INSERT, UPDATE, DELETE ON flyway_schema_history FROM %2$s",
            "GRANT EXECUTE ON FUNCTION make_report_partition(date), drop_report_partition(date) TO %2$s");

    private ServiceRole() {}

    /** Gives the role, which must be there, all that the service needs. Blocks. */
    public static void permit(String url, String username, String password, String role) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, username, password);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String right : RIGHTS) {
                statement.execute(right.formatted(quoted(connection.getSchema()), quoted(role)));
            }
            connection.commit();
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
