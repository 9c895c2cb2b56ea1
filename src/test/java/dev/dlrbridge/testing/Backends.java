package dev.dlrbridge.testing;

import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;

/** The database's processes, one for each connection. */
@ApplicationScoped
public class Backends {
    private final Rows rows;

    Backends(Rows rows) {
        this.rows = rows;
    }

    /** The processes that listen to notifications of a name, whoever's they are. */
    public List<Integer> listeners(String name) {
        return rows.select("SELECT pid FROM pg_stat_activity WHERE query = $1", Tuple.of("LISTEN " + name)).stream()
                .map(row -> row.getInteger(0))
                .toList();
    }

    /** Ends them; returns how many. */
    public int killListeners(String name) {
        List<Integer> listeners = listeners(name);
        listeners.forEach(pid -> rows.select("SELECT pg_terminate_backend($1, 5000)", Tuple.of(pid)));
        return listeners.size();
    }

    /** Lets a process do nothing more, and nobody know: as if the machine were gone. */
    public void freeze(int pid) throws IOException, InterruptedException {
        signal("STOP", pid);
    }

    public void thaw(int pid) throws IOException, InterruptedException {
        signal("CONT", pid);
    }

    private static void signal(String name, int pid) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Integer.toString(pid))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("kill -" + name + " has ended with " + exit);
        }
    }
}
