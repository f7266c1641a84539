package io.waybill.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private final Echo server = new Echo();
    private final TcpProxy proxy = new TcpProxy(0, server.port());

    @AfterEach
    void end() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void whatIsSaidGoesThroughBothWays() throws IOException {
        try (Socket client = client()) {
            assertThat(ask(client, 7)).isEqualTo(7);
        }
    }

    @Test
    void aDroppedAnswerLeavesTheRequestDoneAndTheConnectionHalfOpen() throws IOException {
        try (Socket client = client()) {
            assertThat(ask(client, 1)).isEqualTo(1);
            proxy.dropAnswers();

            assertThatThrownBy(() -> ask(client, 2)).isInstanceOf(SocketTimeoutException.class);

            assertThat(server.heard.get()).isEqualTo(2);
            assertThat(proxy.droppedAnswers()).isEqualTo(1);
        }
    }

    @Test
    void healingEndsWhatLostAnAnswerAndLetsTheOthersBe() throws IOException {
        try (Socket spared = client(); Socket hurt = client()) {
            assertThat(ask(spared, 1)).isEqualTo(1);
            proxy.dropAnswers();
            assertThatThrownBy(() -> ask(hurt, 2)).isInstanceOf(SocketTimeoutException.class);

            proxy.heal();

            assertThat(hurt.getInputStream().read()).isEqualTo(-1);
            assertThat(ask(spared, 3)).isEqualTo(3);
        }
    }

    @Test
    void aCutEndsEveryConnection() throws IOException {
        try (Socket client = client()) {
            assertThat(ask(client, 1)).isEqualTo(1);

            proxy.cut();

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void newConnectionsFollowWhenItLeadsElsewhere() throws IOException {
        try (var other = new Echo()) {
            proxy.lead(other.port());

            try (Socket client = client()) {
                assertThat(ask(client, 9)).isEqualTo(9);
            }

            assertThat(other.heard.get()).isEqualTo(1);
            assertThat(server.heard.get()).isZero();
        }
    }

    private Socket client() throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(500);
        return client;
    }

    private static int ask(Socket client, int question) throws IOException {
        client.getOutputStream().write(question);
        return client.getInputStream().read();
    }

    /** Says what it hears. */
    private static final class Echo implements AutoCloseable {

        private final ServerSocket listener;
        private final AtomicInteger heard = new AtomicInteger();

        Echo() {
            try {
                listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            Thread.ofVirtual().start(this::listen);
        }

        int port() {
            return listener.getLocalPort();
        }

        private void listen() {
            while (!listener.isClosed()) {
                try {
                    Socket client = listener.accept();
                    Thread.ofVirtual().start(() -> answer(client));
                } catch (IOException e) {
                    // closed
                }
            }
        }

        private void answer(Socket client) {
            try (client) {
                for (int read; (read = client.getInputStream().read()) >= 0;) {
                    heard.incrementAndGet();
                    client.getOutputStream().write(read);
                }
            } catch (IOException e) {
                // the client has gone
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
