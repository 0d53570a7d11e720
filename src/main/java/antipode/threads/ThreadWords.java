package antipode.threads;

import java.util.List;
import org.springframework.stereotype.Component;

/// The words of threads themselves, of what they said before, of the record, and of milestones.
@Component
class ThreadWords implements WordPlaces {

    @Override
    public List<WordPlace> places() {
        return List.of(
                WordPlace.of("issuable", "title").in("id"),
                WordPlace.of("issuable", "description").rendered("description_html").in("id"),
                WordPlace.of("comment", "body").rendered("body_html"),
                WordPlace.of("text_version", "title"),
                WordPlace.of("text_version", "body"),
                WordPlace.ofJson("event", "detail"),
                WordPlace.of("milestone", "title").in(null),
                WordPlace.of("milestone", "description").rendered("description_html").in(null));
    }
}
