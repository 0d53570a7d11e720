package antipode.imports;

import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Placeholders;
import antipode.web.Problem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who wrote what is brought, and who of the members that is. Only a person says so, since words speak in somebody's name: an
/// administrator of anyone, everybody else of themselves.
@Component
class Authors {

    private final JdbcClient jdbc;
    private final Members members;
    private final Placeholders placeholders;

    Authors(JdbcClient jdbc, Members members, Placeholders placeholders) {
        this.jdbc = jdbc;
        this.members = members;
        this.placeholders = placeholders;
    }

    /// @param number  theirs there
    /// @param member  who stands for them here: a member, or a placeholder; nothing before it begins
    /// @param likely  whose mail address or else name they have; a person decides
    record Author(
            long number, String name, String username, String email, @Nullable Member member, @Nullable Member likely) {

        /// As they are named in a list.
        String words() {
            return !name.isEmpty() ? name : !username.isEmpty() ? "@" + username : "Number " + number;
        }

        /// Whether it is still to be said who they are.
        boolean open() {
            return member == null || member.placeholder();
        }

        boolean byMail() {
            return likely != null && likely.email().equalsIgnoreCase(email);
        }
    }

    List<Author> of(Import brought) {
        var mails = new HashMap<String, Member>();
        var names = new HashMap<String, Member>();
        var ids = new HashMap<Long, Member>();
        var rows = jdbc.sql("""
                        select external_id, name, username, email, member_id from import_author
                        where import_id = :id order by lower(name), lower(username), external_id""")
                .param("id", brought.id())
                .query((row, _) -> new Row(
                        row.getLong("external_id"), row.getString("name"), row.getString("username"), row.getString("email"),
                        row.getObject("member_id", Long.class)))
                .list();
        members.active().forEach(member -> {
            mails.put(member.email().toLowerCase(java.util.Locale.ROOT), member);
            names.put(member.username().toLowerCase(java.util.Locale.ROOT), member);
        });
        ids.putAll(members.byIds(rows.stream().map(Row::member).filter(java.util.Objects::nonNull).toList()));
        return rows.stream()
                .map(row -> new Author(
                        row.number(), row.name(), row.username(), row.email(), row.member() == null ? null : ids.get(row.member()),
                        Optional.ofNullable(row.email().isEmpty() ? null : mails.get(row.email().toLowerCase(java.util.Locale.ROOT)))
                                .orElse(row.username().isEmpty() ? null : names.get(row.username().toLowerCase(java.util.Locale.ROOT)))))
                .toList();
    }

    private record Row(long number, String name, String username, String email, @Nullable Long member) {}

    /// Those that a program means by its archive alone: whose mail address they have, as far as it may say so.
    Map<Long, String> byMail(Actor actor, Import brought) {
        var said = new LinkedHashMap<Long, String>();
        of(brought).forEach(author -> {
            var likely = author.likely();
            if (likely != null && author.byMail() && mayBe(actor, likely)) {
                said.put(author.number(), likely.username());
            }
        });
        return said;
    }

    static boolean mayBe(Actor actor, Member member) {
        return actor.administrator() || actor.is(member.id());
    }

    /// Says who some of them are; everybody else gets a placeholder, or keeps the one they have in this project.
    ///
    /// @param said usernames by the authors' numbers; an empty one says nothing
    @Transactional
    void settle(Actor actor, Import brought, long project, Map<Long, String> said) {
        var known = new HashMap<String, Long>();
        jdbc.sql("select external_id, local_id from imported where project_id = :project and kind = 'author'")
                .param("project", project)
                .query(row -> {
                    known.put(row.getString("external_id"), row.getLong("local_id"));
                });
        for (var author : of(brought)) {
            var username = said.getOrDefault(author.number(), "").strip().replaceFirst("^@", "");
            var before = known.get(Long.toString(author.number()));
            var standing = before == null ? Optional.<Member>empty() : members.find(before);
            var member = username.isEmpty() ? standing.orElseGet(() -> placeholders.create(author.username(), author.name()))
                    : allowed(actor, author, username);
            jdbc.sql("update import_author set member_id = :member where import_id = :id and external_id = :number")
                    .param("member", member.id()).param("id", brought.id()).param("number", author.number()).update();
            jdbc.sql("""
                            insert into imported (project_id, kind, external_id, local_id)
                            values (:project, 'author', :number, :member)
                            on conflict (project_id, kind, external_id) do update set local_id = excluded.local_id""")
                    .param("project", project).param("number", Long.toString(author.number())).param("member", member.id()).update();
            if (!username.isEmpty() && standing.filter(Member::placeholder).isPresent()) {
                placeholders.become(standing.get(), member);
            }
        }
    }

    /// Says later who some of them are: all that stands under their placeholder is theirs from then on.
    ///
    /// @return how many
    @Transactional
    int say(Actor actor, Import brought, Map<Long, String> said) {
        var count = 0;
        for (var author : of(brought)) {
            var username = said.getOrDefault(author.number(), "").strip().replaceFirst("^@", "");
            var placeholder = author.member();
            if (!username.isEmpty() && placeholder != null && placeholder.placeholder()) {
                var member = allowed(actor, author, username);
                jdbc.sql("update imported set local_id = :to where kind = 'author' and local_id = :from")
                        .param("to", member.id()).param("from", placeholder.id()).update();
                placeholders.become(placeholder, member);
                count++;
            }
        }
        return count;
    }

    private Member allowed(Actor actor, Author author, String username) {
        var member = members.findByUsername(username).filter(Member::active)
                .orElseThrow(() -> Problem.invalid("author_" + author.number(), "is nobody who works here: " + username));
        if (!mayBe(actor, member)) {
            throw Problem.refused("Only an administrator says that words are somebody else’s. You can say which are yours.");
        }
        return member;
    }

    /// Who stands for them, by their numbers there.
    Map<Long, Long> standing(Import brought) {
        var standing = new HashMap<Long, Long>();
        jdbc.sql("select external_id, member_id from import_author where import_id = :id and member_id is not null")
                .param("id", brought.id())
                .query(row -> {
                    standing.put(row.getLong("external_id"), row.getLong("member_id"));
                });
        return standing;
    }

    /// How those who have a username there are called here, by it in lower case.
    Map<String, String> names(Import brought) {
        var names = new HashMap<String, String>();
        jdbc.sql("""
                        select lower(import_author.username) before, member.username now
                        from import_author join member on member.id = import_author.member_id
                        where import_author.import_id = :id and import_author.username <> ''""")
                .param("id", brought.id())
                .query(row -> {
                    names.put(row.getString("before"), row.getString("now"));
                });
        return names;
    }
}
