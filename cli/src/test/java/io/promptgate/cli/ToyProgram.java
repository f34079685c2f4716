package io.promptgate.cli;

import java.util.Arrays;

/** Stands for the program behind the launcher; alone in its jar, so it knows no other class. */
final class ToyProgram {
    private ToyProgram() {}

    public static void main(String[] args) {
        System.out.println("home=" + System.getProperty("promptgate.home"));
        System.out.println(Arrays.toString(args));
        System.exit(7);
    }
}
