package io.promptgate.cli.stack;

import io.promptgate.cli.terminal.Failure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A JVM's archive of the classes that a service loads (JEP 350): written when it ends and found none, mapped at the
 * next start, which then takes a third less of CPU time. The JVM neither uses nor replaces one of an older build; so
 * the build's time is in its name.
 */
final class ClassArchive {
    private ClassArchive() {}

    /** The JVM's options for it. What it says of archives is of no interest. Removes those of older builds. */
    static List<String> options(Path folder, String service, Path jar) {
        try {
            String name = service + "-" + Files.getLastModifiedTime(jar).toMillis() + ".jsa";
            removeOthers(folder, service, name);
            return List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + folder.resolve(name),
                    // what a power cut has garbled is not used, rather than crashed on
                    "-XX:+VerifySharedSpaces",
                    "-Xlog:cds*=off",
                    "-Xlog:aot*=off");
        } catch (IOException e) {
            throw new Failure("cannot use " + folder + ": " + e, e);
        }
    }

    private static void removeOthers(Path folder, String service, String name) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, service + "-*.jsa")) {
            for (Path archive : archives) {
                if (!archive.getFileName().toString().equals(name)) {
                    Files.delete(archive);
                }
            }
        }
    }
}
