package antipode.threads.uploads;

import java.io.IOException;
import java.io.InputStream;

/// Opens a file from its beginning, as often as asked.
public interface FileSource {

    InputStream open() throws IOException;
}
