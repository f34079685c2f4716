package io.promptgate.deploy.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.promptgate.deploy.Yaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image in a tar, as {@code docker load} takes it.
 *
 * @param config what a container is started with
 * @param entries the files and folders of all layers, with absolute paths
 */
record ImageTar(JsonNode config, List<Entry> entries) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final byte[] NOTHING = {};
    private static final int SMALL = 1 << 20;

    /**
     * A file or folder of a layer.
     *
     * @param content of a small file; nothing of a larger one
     */
    record Entry(String path, boolean folder, long uid, long gid, int mode, long size, ByteBuffer content) {

        byte[] bytes() {
            byte[] bytes = new byte[content.remaining()];
            content.duplicate().get(bytes);
            return bytes;
        }

        boolean isWritableByOthersThanOwner() {
            return (mode & 0b000_010_010) != 0;
        }
    }

    static ImageTar read(Path tar) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(tar)) {
            entries(in, Long.MAX_VALUE).forEach(entry -> files.put(entry.path(), entry.bytes()));
        }
        JsonNode manifest = JSON.readTree(file(files, "manifest.json")).path(0);
        JsonNode config = JSON.readTree(file(files, manifest.path("Config").asText()));
        List<Entry> entries = Yaml.texts(manifest.path("Layers")).stream()
                .flatMap(layer -> layer(file(files, layer)).stream())
                .toList();
        return new ImageTar(config.path("config"), entries);
    }

    Entry entry(String path) {
        return entries.stream()
                .filter(entry -> entry.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the image has no " + path));
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        byte[] content = files.get("/" + name);
        if (content == null) {
            throw new AssertionError("the tar has no " + name);
        }
        return content;
    }

    private static List<Entry> layer(byte[] content) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return entries(in, SMALL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Entry> entries(InputStream in, long limit) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                String path = "/" + e.getName().replaceAll("^/|/$", "");
                entries.add(new Entry(
                        path,
                        e.isDirectory(),
                        e.getLongUserId(),
                        e.getLongGroupId(),
                        e.getMode() & 0b111_111_111_111,
                        e.getSize(),
                        ByteBuffer.wrap(limit < e.getSize() ? NOTHING : tar.readAllBytes())));
            }
        }
        return entries;
    }
}
