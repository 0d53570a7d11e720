package antipode.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.transport.BundleWriter;

/// Reads a bare repository that somebody laid out as files.
public final class BareFolders {

    private BareFolders() {}

    /// Writes it as `git bundle create --all` would, for [Bundles].
    ///
    /// @return whether there is any commit in it
    public static boolean bundle(Path folder, OutputStream out) throws IOException {
        try (var repository = new FileRepository(folder.toFile())) {
            var bundle = new BundleWriter(repository);
            var any = false;
            for (var ref : repository.getRefDatabase().getRefs()) {
                var id = ref.getObjectId();
                if (id != null && ref.getName().startsWith(Constants.R_REFS)) {
                    bundle.include(ref.getName(), id);
                    any = true;
                }
            }
            if (any) {
                var head = repository.resolve(Constants.HEAD);
                if (head != null) {
                    bundle.include(Constants.HEAD, head);
                }
                bundle.writeBundle(NullProgressMonitor.INSTANCE, out);
            }
            return any;
        }
    }
}
