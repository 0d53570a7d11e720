package antipode.database;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Notes in the audit log what leaves no row that the database would tell of by itself.
@Component
public class Audit {

    private final JdbcClient jdbc;

    Audit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Does something within the caller's transaction of which somebody else is the origin than of the rest of it. What it throws
    /// is the caller's to judge.
    public <T> T by(Origin origin, Supplier<T> work) {
        var before = jdbc.sql("select current_setting('antipode.actor', true), current_setting('antipode.way', true)")
                .query((row, _) -> new String[] {row.getString(1), row.getString(2)}).single();
        tell(origin.actor() == null ? "" : origin.actor().toString(), origin.way());
        var done = work.get();
        tell(before[0], before[1]);
        return done;
    }

    private void tell(String actor, String way) {
        jdbc.sql("select set_config('antipode.actor', :actor, true), set_config('antipode.way', :way, true)")
                .param("actor", actor).param("way", way).query((_, _) -> 1).single();
    }

    /// Notes a deed, in the caller's transaction.
    ///
    /// @param kind    of what: "backup"
    /// @param deed    past participle: "made"
    /// @param thing   its name at this time
    /// @param member  whom it concerns, if anybody
    @Transactional
    public void note(String kind, String deed, String thing, @Nullable Long member, Map<String, ?> detail) {
        jdbc.sql("select audit_note(:kind, :deed, :thing, cast(:detail as jsonb), concerns => :member)")
                .param("kind", kind)
                .param("deed", deed)
                .param("thing", thing.replace("\0", ""))
                .param("detail", Json.write(detail).replace("\\u0000", ""))
                .param("member", member, java.sql.Types.BIGINT)
                .query((_, _) -> 1)
                .single();
    }

    /// Notes something in a project.
    @Transactional
    public void note(String kind, String deed, String thing, long project, Map<String, ?> detail) {
        jdbc.sql("select audit_note(:kind, :deed, :thing, cast(:detail as jsonb), :project)")
                .param("kind", kind)
                .param("deed", deed)
                .param("thing", thing.replace("\0", ""))
                .param("detail", Json.write(detail).replace("\\u0000", ""))
                .param("project", project)
                .query((_, _) -> 1)
                .single();
    }

    /// Notes that somebody was turned away: it stays, whatever becomes of the caller's transaction.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void refused(String kind, String thing, @Nullable Long member) {
        note(kind, "refused", thing, member, Map.of());
    }
}
