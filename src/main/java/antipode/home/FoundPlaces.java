package antipode.home;

import antipode.people.Actor;
import antipode.search.Hit;
import antipode.threads.Issuable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Where what was found is read: the threads of a page of hits, in one question.
@Component
class FoundPlaces {

    private final Works works;

    FoundPlaces(Works works) {
        this.works = works;
    }

    /// The threads that these hits belong to, by id.
    Map<Long, Issuable> threads(Actor actor, List<Hit> hits) {
        return works.visible(
                actor,
                hits.stream()
                        .flatMap(hit -> Stream.ofNullable(hit.issuableId()))
                        .map(Objects::requireNonNull)
                        .distinct()
                        .toList());
    }

    static String path(Hit hit, Map<Long, Issuable> threads) {
        Issuable thread = hit.issuableId() == null ? null : threads.get(hit.issuableId());
        if (thread == null) {
            return "/" + hit.projectPath() + (hit.path() == null ? "" : hit.path());
        }
        return hit.kind().equals("comment") ? thread.path() + "#note_" + hit.id() : thread.path();
    }
}
