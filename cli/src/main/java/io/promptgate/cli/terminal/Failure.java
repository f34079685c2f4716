package io.promptgate.cli.terminal;

/** Something that ends the command: the message is the one line that the person reads. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String line;

    public Failure(String line) {
        super(line);
        this.line = line;
    }

    public Failure(String line, Throwable cause) {
        super(line, cause);
        this.line = line;
    }

    @Override
    public String getMessage() {
        return line;
    }
}
