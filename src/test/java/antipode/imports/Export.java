package antipode.imports;

import antipode.git.Git;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.jspecify.annotations.Nullable;

/// An export as GitLab or GitHub writes it, made by hand.
final class Export {

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    static Export begun() {
        return new Export()
                .with("VERSION", "0.2.4\n")
                .with("tree/project.json", "{\"description\":\"What we ferry\",\"visibility_level\":0,\"archived\":false}");
    }

    static Export empty() {
        return new Export();
    }

    Export with(String path, String... lines) {
        return with(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    Export with(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    Export without(String path) {
        files.remove(path);
        return this;
    }

    /// What is on the branches of a repository.
    Export repository(Git git) {
        try {
            Path bundle = git.folder().resolve("../project.bundle");
            git.run("bundle", "create", bundle.toString(), "--all", "HEAD");
            return with("project.bundle", Files.readAllBytes(bundle));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    byte[] packed() {
        return packed(null);
    }

    /// With one more entry, whatever it is.
    byte[] packed(@Nullable TarArchiveEntry odd) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes), "UTF-8")) {
            for (var file : files.entrySet()) {
                var entry = new TarArchiveEntry("./" + file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
            if (odd != null) {
                tar.putArchiveEntry(odd);
                tar.closeArchiveEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
