package antipode.threads;

import antipode.markdown.Markdown;
import antipode.markdown.Marker;
import antipode.markdown.Rendered;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.web.Problem;
import java.sql.Types;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what people write: renders it once, finds whom it names.
@Component
class Texts {

    /// More people than this in one text are told in the background, not in the writer's transaction.
    private static final int MOST_NAMED = 50;

    private final JdbcClient jdbc;
    private final Access access;

    Texts(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    Text read(Actor actor, Issuable issuable) {
        return read(actor, issuable, issuable.description());
    }

    Text read(Actor actor, Issuable issuable, String source) {
        return read(actor, issuable.projectId(), issuable.confidential() ? issuable.id() : null, source);
    }

    /// For what isn't there yet: whom it names is read again once it is.
    Text read(Actor actor, Project project, String source) {
        return read(actor, project.id(), null, source);
    }

    private Text read(Actor actor, long project, @Nullable Long confidential, String source) {
        if (source.length() > Comments.LONGEST) {
            throw Problem.tooLarge("A text may have a million characters; this one has " + source.length() + ".");
        }
        Rendered rendered = Markdown.render(source);
        Set<String> named = new LinkedHashSet<>();
        for (Marker marker : rendered.markers()) {
            if (marker.kind() == Marker.Kind.MENTION) {
                named.add(marker.name().toLowerCase(Locale.ROOT));
            }
        }
        List<Person> mentioned = named.isEmpty() ? List.of() : seeing(project, confidential, named);
        List<Person> others = mentioned.stream().filter(person -> !actor.is(person.id())).toList();
        return new Text(source, rendered.html(), others);
    }

    /// The members of these names who may see the project, and the thing where it is confidential.
    private List<Person> seeing(
            long project, @Nullable Long confidential, Collection<String> usernames) {
        return access.bind(jdbc.sql("""
                        select member.id, member.username, member.name, member.zone
                        from member join project on project.id = :project
                        where lower(member.username) = any (:usernames) and member.state = 'active'
                          and\s""" + (confidential == null
                                ? Access.MEMBER_SEES_PROJECT
                                : "exists (select from issuable where issuable.id = :confidential and "
                                        + Access.MEMBER_SEES_ISSUABLE + ")")
                        + " order by member.id limit :most"), Actor.nobody())
                .param("project", project)
                .param("usernames", usernames.toArray(String[]::new))
                .param("confidential", confidential, Types.BIGINT)
                .param("most", MOST_NAMED)
                .query((row, _) -> Threads.person(row, ""))
                .list();
    }
}
