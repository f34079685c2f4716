package io.promptgate.cli.process;

import io.promptgate.cli.terminal.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A part that does what the test says. */
public final class ToyPart implements Part {
    private final String name;
    private final List<String> events;
    private final List<CompletableFuture<String>> lives = new ArrayList<>();
    private volatile boolean broken;

    /** Writes what happens to it to these events, a synchronized list. */
    public ToyPart(String name, List<String> events) {
        this.name = name;
        this.events = events;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized CompletableFuture<String> start() {
        events.add("start " + name);
        lives.add(new CompletableFuture<>());
        return lives.getLast();
    }

    @Override
    public void awaitReady() {
        if (broken) {
            throw new Failure(name + " is broken");
        }
    }

    @Override
    public synchronized void stop() {
        events.add("stop " + name);
        die();
    }

    public synchronized void die() {
        lives.forEach(life -> life.complete("exit code 1"));
    }

    public synchronized int starts() {
        return lives.size();
    }

    public ToyPart broken(boolean now) {
        broken = now;
        return this;
    }
}
