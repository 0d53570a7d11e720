package antipode.hints;

import antipode.people.Actor;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The rules that members don't want to hear of.
@Component
public class Silences {

    private final JdbcClient jdbc;
    private final Clock clock;

    Silences(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Set<Rule> of(Actor actor) {
        Set<Rule> silenced = EnumSet.noneOf(Rule.class);
        jdbc.sql("select rule from hint_silence where member_id = :member")
                .param("member", actor.id())
                .query(String.class)
                .list()
                .forEach(key -> Rule.of(key).ifPresent(silenced::add));
        return silenced;
    }

    @Transactional
    public void silence(Actor actor, Rule rule) {
        jdbc.sql("""
                        insert into hint_silence (member_id, rule, silenced_at) values (:member, :rule, :now)
                        on conflict do nothing""")
                .param("member", actor.id())
                .param("rule", rule.key())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /// Takes it back.
    @Transactional
    public void hear(Actor actor, Rule rule) {
        jdbc.sql("delete from hint_silence where member_id = :member and rule = :rule")
                .param("member", actor.id())
                .param("rule", rule.key())
                .update();
    }

    /// Exactly these, and no others.
    @Transactional
    public void keep(Actor actor, Set<Rule> silenced) {
        for (Rule rule : Rule.values()) {
            if (silenced.contains(rule)) {
                silence(actor, rule);
            } else {
                hear(actor, rule);
            }
        }
    }
}
