package io.promptgate.common.guard;

/**
 * A level with its rules.
 *
 * @param name {@code global}, {@code project}, …: the origin of the rules that it gives
 */
public record GuardLevel(String name, GuardRules rules) {
    public static final String GLOBAL = "global";
    public static final String PROJECT = "project";
}
