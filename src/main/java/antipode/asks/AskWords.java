package antipode.asks;

import antipode.threads.WordPlace;
import antipode.threads.WordPlaces;
import java.util.List;
import org.springframework.stereotype.Component;

/// What is asked, which may be what a comment says, and what silence means.
@Component
class AskWords implements WordPlaces {

    @Override
    public List<WordPlace> places() {
        return List.of(
                WordPlace.of("ask", "question").copiedFrom("note_id"),
                WordPlace.of("ask", "default_text"),
                WordPlace.of("ask", "ended_because"));
    }
}
