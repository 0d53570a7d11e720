package antipode.decisions;

import antipode.git.ObjectPlace;
import antipode.git.ObjectPlaces;
import java.util.List;
import org.springframework.stereotype.Component;

/// The commits at which a decision read its pages.
@Component
class DecidedCommits implements ObjectPlaces {

    @Override
    public List<ObjectPlace> places() {
        return List.of(ObjectPlace.of("decision_page", "commit"));
    }
}
