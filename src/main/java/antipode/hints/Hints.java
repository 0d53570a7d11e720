package antipode.hints;

import antipode.hours.Schedule;
import antipode.people.Actor;
import antipode.people.WorkingHours;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Gives hints on what a member writes: in as many questions, however long it is.
@Component
public class Hints {

    private static final int MOST_ZONES = 40;

    private final JdbcClient jdbc;
    private final WorkingHours hours;
    private final Silences silences;
    private final ObjectProvider<Glossary> glossaries;
    private final Clock clock;

    Hints(JdbcClient jdbc, WorkingHours hours, Silences silences, ObjectProvider<Glossary> glossaries, Clock clock) {
        this.jdbc = jdbc;
        this.hours = hours;
        this.silences = silences;
        this.glossaries = glossaries;
        this.clock = clock;
    }

    /// What a field shows beneath it.
    ///
    /// @param glossary where abbreviations are explained, if there is such a page
    /// @param silenced what the writer has just asked not to be told
    public record Shown(List<Hint> hints, @Nullable String glossary, @Nullable Rule silenced) {

        public static final Shown NOTHING = new Shown(List.of(), null, null);

        public boolean empty() {
            return hints.isEmpty() && silenced == null;
        }
    }

    /// Whether a text that may be about anything proposes something.
    public static boolean proposes(String title, String text) {
        return Lookout.proposes(title, text);
    }

    /// Whether a comment asks for an answer.
    public static boolean asks(String text) {
        return Lookout.asks(text);
    }

    /// The few that are worth saying now, without what the writer has silenced.
    public Shown of(Actor actor, Draft draft) {
        return of(actor, draft, silences.of(actor), null);
    }

    /// The same where a button of the hints was pressed: `silence:vague-time`, or `hear:vague-time` to take that back.
    public Shown of(Actor actor, Draft draft, @Nullable String pressed) {
        Optional<Rule> silenced = rule(pressed, "silence:");
        silenced.ifPresent(rule -> silences.silence(actor, rule));
        rule(pressed, "hear:").ifPresent(rule -> silences.hear(actor, rule));
        return of(actor, draft, silences.of(actor), silenced.orElse(null));
    }

    private static Optional<Rule> rule(@Nullable String pressed, String sign) {
        return pressed != null && pressed.startsWith(sign) ? Rule.of(pressed.substring(sign.length())) : Optional.empty();
    }

    private Shown of(Actor actor, Draft draft, Set<Rule> silences, @Nullable Rule silenced) {
        Instant now = clock.instant();
        Schedule schedule = hours.of(actor.id());
        ZoneId zone = schedule.zoneAt(now);
        Set<String> explained = new HashSet<>();
        String path = null;
        for (Glossary glossary : glossaries) {
            Glossary.Explained found = glossary.of(actor);
            explained.addAll(found.words());
            path = found.path() == null ? path : found.path();
        }
        Lookout lookout = new Lookout(
                new WritersDay(now, zone, schedule), new Elsewhere(zone, now, zones(actor)), explained, actor.require().username());
        return new Shown(lookout.hints(draft, silences), path, silenced);
    }

    /// Where the members of the workspace are, most of them first. Whoever is from outside isn't told.
    private List<ZoneId> zones(Actor actor) {
        if (actor.require().external()) {
            return List.of();
        }
        return jdbc.sql("""
                        select zone from member where state = 'active' group by zone order by count(*) desc, zone
                        limit""" + " " + MOST_ZONES)
                .query(String.class)
                .list()
                .stream()
                .flatMap(id -> zone(id).stream())
                .toList();
    }

    private static Optional<ZoneId> zone(String id) {
        try {
            return Optional.of(ZoneId.of(id));
        } catch (DateTimeException gone) {
            return Optional.empty();
        }
    }
}
