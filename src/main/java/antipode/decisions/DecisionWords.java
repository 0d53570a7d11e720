package antipode.decisions;

import antipode.threads.WordPlace;
import antipode.threads.WordPlaces;
import java.util.List;
import org.springframework.stereotype.Component;

/// What stood to choose, what speaks for it and against it, what will be asked, and why it was decided.
@Component
class DecisionWords implements WordPlaces {

    private static final String OF = "decision_id";

    @Override
    public List<WordPlace> places() {
        return List.of(
                WordPlace.of("decision", "because").rendered("because_html").in("id"),
                WordPlace.of("decision", "door_reason").in("id"),
                WordPlace.of("decision_option", "title").in(OF),
                WordPlace.of("decision_option", "pro").rendered("pro_html").in(OF),
                WordPlace.of("decision_option", "con").rendered("con_html").in(OF),
                WordPlace.of("decision_question", "question").in(OF).copiedFrom("note_id"),
                WordPlace.of("decision_question", "answer").rendered("answer_html").in(OF),
                WordPlace.of("decision_page", "words").in(OF));
    }
}
