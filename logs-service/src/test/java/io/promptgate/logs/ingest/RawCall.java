package io.promptgate.logs.ingest;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A call whose body is announced and never sent. */
final class RawCall {
    private static final int PATIENCE_MS = 10_000;

    private RawCall() {}

    /** Sends the head of an ingest call, and returns the answer's beginning. */
    static String announce(String key, int contentLength) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(PATIENCE_MS);
            begin(socket, key, contentLength);
            return answer(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads as far as the end of the problem's JSON object. */
    private static String answer(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            answer.append((char) b);
            if (b == '}') {
                break;
            }
        }
        return answer.toString();
    }

    /** Begins an ingest call, sends a part of its body, and goes away. */
    static void abandon(String key, int contentLength) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            begin(socket, key, contentLength);
            socket.getOutputStream().write(new byte[100_000]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void begin(Socket socket, String key, int contentLength) throws IOException {
        String head = "POST /internal/v1/log-events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + contentLength + "\r\n\r\n";
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
