package antipode.exports;

import antipode.jobs.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/// Makes an export behind the scenes. It is written beside the database first, since a tar begins each file with its size.
@Component
class ExportTask implements Task<Long> {

    static final String NAME = "export";

    private final Exports exports;
    private final ProjectArchives archives;

    ExportTask(Exports exports, ProjectArchives archives) {
        this.exports = exports;
        this.archives = archives;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Long> payload() {
        return Long.class;
    }

    @Override
    public void run(String id, Long export) {
        var project = exports.project(export);
        if (project.isEmpty()) {
            return; // swept, or the project is gone
        }
        try {
            Path folder = Files.createTempDirectory("antipode-export-");
            try {
                exports.keep(export, archives.make(project.get(), folder, (written, things) -> exports.progress(export, written, things)));
            } finally {
                archives.clear(folder);
            }
        } catch (IOException failed) {
            exports.fail(export);
            throw new UncheckedIOException(failed);
        } catch (RuntimeException failed) {
            exports.fail(export);
            throw failed;
        }
    }
}
