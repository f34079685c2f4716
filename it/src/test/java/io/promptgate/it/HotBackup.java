package io.promptgate.it;

import io.promptgate.testkit.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A backup of a PostgreSQL that runs, as its manual has it ("Making a Base Backup Using the Low Level API"): the files
 * are copied between two calls, those of the write-ahead log last.
 */
final class HotBackup {
    private static final Path LOG = Path.of("pg_wal");

    private HotBackup() {}

    /** Copies the server's folder, while it serves, to one that is not there yet. */
    static void take(Postgres server, Path from, Path to) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('backup', true)");
            copy(from, to, false);
            try (ResultSet stop = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                stop.next();
                Files.writeString(to.resolve("backup_label"), stop.getString(1));
            }
            copy(from, to, true);
        }
        Files.deleteIfExists(to.resolve("postmaster.pid"));
    }

    /** Puts a backup in the place of a stopped server's folder. */
    static void restore(Path backup, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> old = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : old) {
                Files.delete(file);
            }
        }
        Files.move(backup, folder);
    }

    private static void copy(Path from, Path to, boolean log) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(folder));
                if (!Files.exists(target)) {
                    Files.copy(folder, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path within = from.relativize(file);
                if (within.startsWith(LOG) == log) {
                    copyFile(file, to.resolve(within));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
                return gone(fault);
            }
        });
    }

    private static void copyFile(Path file, Path target) throws IOException {
        try {
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException e) {
            gone(e);
        }
    }

    /** The server may remove a file while the others are copied. */
    private static FileVisitResult gone(IOException fault) throws IOException {
        if (fault instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw new UncheckedIOException(fault);
    }
}
