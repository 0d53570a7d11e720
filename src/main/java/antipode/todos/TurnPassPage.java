package antipode.todos;

import antipode.people.Person;
import antipode.threads.Issuable;
import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// To whom one passes one's turn, and why.
///
/// @param likely who takes part
record TurnPassPage(Issuable issuable, List<Person> likely, String to, String because, Map<String, String> errors) implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    @Nullable String error(String field) {
        String what = errors.get(field);
        return what == null ? null : (field.equals("turn") ? "It " : "The reason ") + what + ".";
    }
}
