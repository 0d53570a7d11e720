package antipode.audit;

import antipode.people.Namespace;
import antipode.projects.ProjectHead;
import antipode.web.Choice;
import antipode.web.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A page of the audit log.
///
/// @param older  where the next page begins
/// @param sealed the last seal; nothing where it isn't shown
record AuditPage(Place place, Filter filter, List<String> kinds, List<Entry> entries, @Nullable String older, Seals.@Nullable Seal sealed)
        implements Page {

    /// Of what it is the log.
    record Place(String path, String title, @Nullable ProjectHead head, @Nullable Namespace team) {}

    AuditPage sealed(Seals.@Nullable Seal seal) {
        return new AuditPage(place, filter, kinds, entries, older, seal);
    }

    List<Choice> choices() {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", "everything"));
        kinds.forEach(kind -> choices.add(Choice.of(kind)));
        return choices;
    }

    boolean filtered() {
        return !filter.equals(Filter.ALL);
    }

    String path(String ending) {
        return place.path() + ending + filter.query(Map.of());
    }

    @Nullable String olderPath() {
        return older == null ? null : place.path() + filter.query(Map.of("after", older));
    }
}
