package antipode.todos;

import antipode.web.Page;
import org.jspecify.annotations.Nullable;

/// How long a turn may wait before it goes back to whoever is responsible.
///
/// @param days  as it stands in the field
/// @param wrong what is wrong with it
record TurnSettingsPage(String days, @Nullable String wrong) implements Page {

    @Override
    public int status() {
        return wrong == null ? 200 : 422;
    }
}
