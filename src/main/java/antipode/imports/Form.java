package antipode.imports;

import java.io.IOException;
import java.io.InputStream;

/// A form of archive that can be read. What it holds becomes lines and files of the same kinds, whatever it was there:
/// `labels`, `milestones`, `issues` and `merge_requests` with what belongs to them, `project.bundle`, and
/// `uploads/<key>/<name>`.
interface Form extends AutoCloseable {

    /// Whether a file with such a name stands in archives of this form.
    boolean knows(String name);

    /// Reads a file of the archive.
    void take(String name, long size, InputStream bytes) throws IOException;

    /// All was read: refuses with a sentence what is no such archive.
    void end() throws IOException;

    /// Which project it is, among all of those elsewhere; see [ProjectOrigin].
    String origin();

    Found found();

    @Override
    default void close() {}
}
