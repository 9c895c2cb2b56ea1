package dev.dlrbridge.tenant.install;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens on every address of this machine, and counts who comes. */
final class Listener implements AutoCloseable {
    private final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket socket;

    Listener() throws IOException {
        socket = new ServerSocket(0);
        Thread thread = new Thread(this::count, "listener");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    private void count() {
        while (!socket.isClosed()) {
            try {
                socket.accept().close();
                connections.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
