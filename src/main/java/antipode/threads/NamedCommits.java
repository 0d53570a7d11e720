package antipode.threads;

import antipode.git.ObjectPlace;
import antipode.git.ObjectPlaces;
import java.util.List;
import org.springframework.stereotype.Component;

/// The commits that threads are of, and those that the record names.
@Component
class NamedCommits implements ObjectPlaces {

    @Override
    public List<ObjectPlace> places() {
        return List.of(ObjectPlace.of("issuable", "commit_sha"), ObjectPlace.of("event", "detail").asJson());
    }
}
