package antipode.todos;

import antipode.people.Actor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What members wish of their lists.
@Component
public class TodoSettings {

    /// When news is cleared by itself.
    public enum Clearing {
        NEVER("never"),
        DAY("day"),
        WEEK("week");

        private final String key;

        Clearing(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }

        public static Clearing of(String key) {
            for (Clearing clearing : values()) {
                if (clearing.key.equals(key)) {
                    return clearing;
                }
            }
            return NEVER;
        }
    }

    /// @param clearing when news is cleared by itself
    /// @param keys     whether keys work on lists
    public record Wish(Clearing clearing, boolean keys) {

        static final Wish USUAL = new Wish(Clearing.NEVER, true);
    }

    private final JdbcClient jdbc;
    private final ObjectProvider<ClearingNews> clearing;

    TodoSettings(JdbcClient jdbc, ObjectProvider<ClearingNews> clearing) {
        this.jdbc = jdbc;
        this.clearing = clearing;
    }

    public Wish of(Actor actor) {
        return of(actor.id());
    }

    Wish of(long member) {
        return jdbc.sql("select clear_news, keys from todo_setting where member_id = :member")
                .param("member", member)
                .query((row, _) -> new Wish(Clearing.of(row.getString("clear_news")), row.getBoolean("keys")))
                .optional()
                .orElse(Wish.USUAL);
    }

    @Transactional
    public void save(Actor actor, Wish wish) {
        jdbc.sql("""
                        insert into todo_setting (member_id, clear_news, keys) values (:member, :clearing, :keys)
                        on conflict (member_id) do update set clear_news = excluded.clear_news, keys = excluded.keys""")
                .param("member", actor.id())
                .param("clearing", wish.clearing().key())
                .param("keys", wish.keys())
                .update();
        clearing.getObject().plan(actor.id());
    }
}
