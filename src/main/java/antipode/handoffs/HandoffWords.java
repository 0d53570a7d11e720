package antipode.handoffs;

import antipode.threads.WordPlace;
import antipode.threads.WordPlaces;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What is said when something passes from hand to hand, or goes on without somebody.
@Component
class HandoffWords implements WordPlaces {

    @Override
    public List<WordPlace> places() {
        return Stream.concat(
                        Stream.of("done", "next", "blocked", "open_questions", "links", "question")
                                .map(column -> WordPlace.of("handoff", column)),
                        Stream.of("shipped", "through", "question").map(column -> WordPlace.of("going_on", column)))
                .toList();
    }
}
