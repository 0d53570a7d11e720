package antipode.handbook;

import antipode.git.ObjectPlace;
import antipode.git.ObjectPlaces;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The commits and texts that were asked about, verified or read. The pages themselves are written down anew.
@Component
class ReadObjects implements ObjectPlaces {

    @Override
    public List<ObjectPlace> places() {
        return Stream.of(
                        "page_redirect commit", "page_verification blob", "page_question commit", "page_question blob", "page_reading commit",
                        "page_reading blob", "page_reading before_commit", "page_reading before_blob")
                .map(column -> ObjectPlace.of(column.split(" ")[0], column.split(" ")[1]))
                .toList();
    }
}
