package antipode.imports;

import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where an archive is sent, and what one has brought so far.
record ImportsPage(List<Import> imports, @Nullable String error) implements Page {

    @Override
    public int status() {
        return error == null ? 200 : 422;
    }
}
