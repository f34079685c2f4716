package io.promptgate.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The smallest program that says that it is ready; it alone makes up a jar, so it knows no other class. */
final class ToyService {
    private ToyService() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
        System.out.println("hello " + System.getenv("TOY_NAME"));
        if ("nobody".equals(System.getenv("TOY_NAME"))) {
            System.exit(3);
        }
        try (ServerSocket server = new ServerSocket(Integer.parseInt(System.getenv("QUARKUS_MANAGEMENT_PORT")))) {
            for (Socket socket = server.accept(); ; socket = server.accept()) {
                try (Socket client = socket;
                        OutputStream out = client.getOutputStream()) {
                    client.getInputStream().read(new byte[4096]);
                    out.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }
}
