package antipode.asks;

import antipode.people.Actor;
import java.util.List;
import org.springframework.stereotype.Component;

/// The asks that concern a member, wherever they were put.
@Component
public class AskLists {

    private final AskRows rows;

    AskLists(AskRows rows) {
        this.rows = rows;
    }

    /// The actor's own open asks that have a default, soonest first.
    public List<Ask> withDefaultBy(Actor actor) {
        return rows.read("where ask.asker_id = :id and ask.state = 'open' and ask.default_effect is not null "
                + "order by ask.due_at, ask.id limit 20", actor.id());
    }

    /// The open asks that await a word of the actor's.
    public List<Ask> awaiting(Actor actor) {
        return rows.read("""
                where ask.state = 'open' and exists (
                    select from ask_person mine
                    where mine.ask_id = ask.id and mine.member_id = :id and mine.answer is null)
                order by ask.id limit 2000""", actor.id());
    }
}
