package io.promptgate.gateway.flow;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client that writes what it wants onto a socket, reads when it wants, and leaves when it wants. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static RawClient connect(TestGateway gateway) {
        return connect(gateway, 64 * 1024);
    }

    /** With a bound on what the socket takes in while nobody reads. */
    static RawClient connect(TestGateway gateway, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(receiveBuffer);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
            return new RawClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The head of a chat in the gateway's project. */
    static String chatHead(TestGateway gateway, String more) {
        return "POST /api/" + gateway.project().uuid() + "/v1/chat/completions HTTP/1.1\r\nHost: gateway\r\n"
                + "Authorization: Bearer " + gateway.token().reveal() + "\r\n" + more + "\r\n";
    }

    /** A whole chat. */
    static String chat(TestGateway gateway, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return chatHead(gateway, "Content-Length: " + length + "\r\n") + body;
    }

    RawClient send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends as much of it as the gateway takes. */
    void sendWhatIsTaken(byte[] bytes, int times) {
        try {
            for (int i = 0; i < times; i++) {
                socket.getOutputStream().write(bytes);
            }
        } catch (IOException _) {
            // it takes no more
        }
    }

    /** Reads until this text has come. */
    String readUntil(String end) {
        return read(end);
    }

    /** Reads until the gateway closes the connection. */
    String readAll() {
        return read(null);
    }

    boolean isClosedByGateway() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private String read(@Nullable String end) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] wanted = end == null ? new byte[0] : end.getBytes(StandardCharsets.UTF_8);
        int matched = 0; // wanted texts do not overlap with themselves
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                all.write(next);
                if (end == null) {
                    continue;
                }
                matched = next == wanted[matched] ? matched + 1 : next == wanted[0] ? 1 : 0;
                if (matched == wanted.length) {
                    break;
                }
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("only this came: " + all.toString(StandardCharsets.UTF_8), e);
        } catch (IOException _) {
            // a reset is an end too
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Leaves as a program that is killed: TCP FIN, or RST when there was more to read. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves by TCP RST. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
