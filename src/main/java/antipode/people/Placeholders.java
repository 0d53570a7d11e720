package antipode.people;

import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Names above words that were imported, until a person says who they are. A placeholder has no rights: it can't come in, is
/// told nothing, is offered nowhere, and what it approved doesn't count.
@Component
public class Placeholders {

    private static final int LONGEST = 200;

    private final JdbcClient jdbc;
    private final Members members;
    private final Namespaces namespaces;
    private final Clock clock;

    Placeholders(JdbcClient jdbc, Members members, Namespaces namespaces, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.namespaces = namespaces;
        this.clock = clock;
    }

    /// @param login what they are called there; may be empty
    @Transactional
    public Member create(String login, String name) {
        var plain = name.replaceAll("\\p{Cntrl}+", " ").strip();
        var shown = plain.isEmpty() ? login.isEmpty() ? "Somebody" : login : plain;
        var stem = (login.isEmpty() ? shown : login).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        var username = free((stem.isEmpty() ? "somebody" : stem.substring(0, Math.min(stem.length(), 60))) + "-imported");
        return jdbc.sql("""
                insert into member (username, name, email, zone, state, created_at)
                values (:username, :name, :username || '@placeholder.invalid', 'UTC', 'placeholder', :now)
                returning\s""" + Members.COLUMNS)
                .param("username", username)
                .param("name", shown.length() > LONGEST ? shown.substring(0, shown.offsetByCodePoints(0, LONGEST / 2)) : shown)
                .param("now", Timestamp.from(clock.instant()))
                .query(Members::read).single();
    }

    private String free(String wished) {
        for (int number = 1; ; number++) {
            var username = number == 1 ? wished : wished + "-" + number;
            if (members.findByUsername(username).isEmpty() && namespaces.find(username).isEmpty()) return username;
        }
    }

    /// A column that holds a member's id.
    ///
    /// @param beside the other columns that may hold each member but once
    private record Mention(String table, String column, List<String> beside) {}

    /// Puts a member in its place wherever it stands, and takes it away.
    @Transactional
    public void become(Member placeholder, Member member) {
        if (!placeholder.placeholder()) throw Problem.conflict(placeholder.name() + " is a member already.");
        if (!member.active()) throw Problem.conflict(member.name() + " doesn’t work here any more.");
        for (var mention : mentions()) {
            var same = mention.beside().stream().map(column -> " and other." + column + " is not distinct from mine." + column).toList();
            if (!same.isEmpty()) {
                jdbc.sql("delete from " + mention.table() + " mine where mine." + mention.column() + " = :from and exists (select from "
                                + mention.table() + " other where other." + mention.column() + " = :to" + String.join("", same) + ")")
                        .param("from", placeholder.id()).param("to", member.id()).update();
            }
            jdbc.sql("update " + mention.table() + " set " + mention.column() + " = :to where " + mention.column() + " = :from")
                    .param("from", placeholder.id()).param("to", member.id()).update();
        }
        jdbc.sql("delete from member where id = :id").param("id", placeholder.id()).update();
    }

    /// Wherever the database says that an id is a member's: so no room is forgotten.
    private List<Mention> mentions() {
        return jdbc.sql("""
                select key.conrelid::regclass::text as table_name, own.attname as column_name,
                       coalesce((select array_agg(other.attname::text) from pg_index
                                 join pg_attribute other on other.attrelid = pg_index.indrelid and other.attnum = any (pg_index.indkey)
                                 where pg_index.indrelid = key.conrelid and pg_index.indisunique and pg_index.indpred is null
                                   and own.attnum = any (pg_index.indkey) and other.attnum <> own.attnum), '{}') beside
                from pg_constraint key
                join pg_attribute own on own.attrelid = key.conrelid and own.attnum = key.conkey[1]
                where key.contype = 'f' and key.confrelid = 'member'::regclass
                order by 1, 2""")
                .query((row, _) -> new Mention(
                        row.getString("table_name"), row.getString("column_name"),
                        Arrays.stream((String[]) row.getArray("beside").getArray()).toList()))
                .list();
    }
}
