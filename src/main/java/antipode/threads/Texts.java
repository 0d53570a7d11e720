package antipode.threads;

import antipode.markdown.Markdown;
import antipode.markdown.Marker;
import antipode.markdown.Rendered;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Teams;
import antipode.web.Problem;
import java.sql.Types;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what people write: renders it once, finds whom it names.
@Component
class Texts {

    /// Of more names than this in one text nobody takes notice.
    private static final int MOST_NAMED = 1_000;

    private static final int MOST_TEAMS = 10;

    private final JdbcClient jdbc;
    private final Access access;
    private final Teams teams;
    private final Subscriptions subscriptions;
    private final Attachments attachments;
    private final ApplicationEventPublisher publisher;

    Texts(
            JdbcClient jdbc,
            Access access,
            Teams teams,
            Subscriptions subscriptions,
            Attachments attachments,
            ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.access = access;
        this.teams = teams;
        this.subscriptions = subscriptions;
        this.attachments = attachments;
        this.publisher = publisher;
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
        return named(actor, project, confidential, source, attachments.place(actor, rendered.html()), rendered.markers());
    }

    /// Only how a text looks, whomever it names.
    String html(Actor actor, String source) {
        return attachments.place(actor, Markdown.render(source).html());
    }

    /// The same of a text that is kept already.
    Text again(Actor actor, Issuable issuable, String source, String html) {
        return named(
                actor, issuable.projectId(), issuable.confidential() ? issuable.id() : null, source, html,
                Markdown.markers(html));
    }

    /// Tells those who are named only since a text was changed.
    void tell(Actor actor, Issuable issuable, long note, Text before, Text after) {
        List<Person> later = after.mentioned().stream().filter(person -> !before.mentioned().contains(person)).toList();
        if (!later.isEmpty()) {
            subscriptions.subscribe(issuable.id(), later.stream().map(Person::id).toList(), "mentioned");
            publisher.publishEvent(new Text.NamedLater(issuable, actor, note, later));
        }
    }

    private Text named(
            Actor actor, long project, @Nullable Long confidential, String source, String html, List<Marker> markers) {
        Set<String> names = new LinkedHashSet<>();
        for (Marker marker : markers) {
            if (marker.kind() == Marker.Kind.MENTION && names.size() < MOST_NAMED) {
                names.add(marker.name().toLowerCase(Locale.ROOT));
            }
        }
        if (names.isEmpty()) {
            return new Text(source, html, List.of(), List.of(), List.of(), 0);
        }
        List<Named> members = members(project, confidential, names);
        members.forEach(member -> names.remove(member.person().username().toLowerCase(Locale.ROOT)));
        List<Named> others = members.stream().filter(member -> !actor.is(member.person().id())).toList();
        List<Person> seeing = others.stream().filter(Named::sees).map(Named::person).toList();
        return new Text(
                source,
                html,
                seeing.subList(0, Math.min(seeing.size(), Text.MOST_TOLD)),
                names.isEmpty() || !actor.signedIn() ? List.of() : teams(actor, names),
                others.stream().filter(member -> !member.sees()).map(member -> member.person().username()).toList(),
                Math.max(0, seeing.size() - Text.MOST_TOLD));
    }

    private record Named(Person person, boolean sees) {}

    /// The members of these names in their order, and whether they may see the project, and the thing where it is
    /// confidential.
    private List<Named> members(long project, @Nullable Long confidential, Collection<String> usernames) {
        return access.bind(jdbc.sql("""
                        select member.id, member.username, member.name, member.zone, member.picture,\s"""
                        + (confidential == null
                                ? Access.MEMBER_SEES_PROJECT
                                : "exists (select from issuable where issuable.id = :confidential and "
                                        + Access.MEMBER_SEES_ISSUABLE + ")")
                        + """
                         sees
                        from member join project on project.id = :project
                        where lower(member.username) = any (:usernames) and member.state = 'active'
                        order by array_position(:usernames, lower(member.username))"""), Actor.nobody())
                .param("project", project)
                .param("usernames", usernames.toArray(String[]::new))
                .param("confidential", confidential, Types.BIGINT)
                .query((row, _) -> new Named(Threads.person(row, ""), row.getBoolean("sees")))
                .list();
    }

    /// The teams of these paths, as far as the writer knows of them.
    private List<Text.Team> teams(Actor actor, Collection<String> paths) {
        List<Text.Team> found = jdbc.sql("""
                        select id, full_path, name from namespace
                        where kind = 'team' and lower(full_path) = any (:paths)
                        order by array_position(:paths, lower(full_path)) limit :most""")
                .param("paths", paths.toArray(String[]::new))
                .param("most", MOST_TEAMS)
                .query((row, _) -> new Text.Team(row.getLong("id"), row.getString("full_path"), row.getString("name")))
                .list();
        return actor.require().external() && !actor.administrator()
                ? found.stream().filter(team -> teams.find(actor, team.path()).isPresent()).toList()
                : found;
    }
}
