package antipode.threads;

import antipode.markdown.Closing;
import antipode.markdown.Markdown;
import antipode.markdown.Marker;
import antipode.markdown.Rendered;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what people write: renders it once, finds whom it names and what it cites.
@Component
class Texts {

    /// More people than this in one text are told in the background, not in the writer's transaction.
    private static final int MOST_NAMED = 50;

    private final JdbcClient jdbc;
    private final Access access;
    private final Events events;
    private final Clock clock;

    Texts(JdbcClient jdbc, Access access, Events events, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.events = events;
        this.clock = clock;
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

    /// Notes what the text cites, and says so in the thread of what is cited.
    void cite(Actor actor, Issuable source, long note, Text text) {
        Set<Citation> closes = new LinkedHashSet<>();
        if (source.kind() == Issuable.Kind.MERGE_REQUEST) {
            for (Marker marker : Closing.issues(text.source())) {
                closes.add(Citation.of(marker, source.projectPath()));
            }
        }
        Set<Citation> cited = new LinkedHashSet<>();
        for (Marker marker : Markdown.markers(text.html())) {
            if (marker.kind() == Marker.Kind.ISSUE || marker.kind() == Marker.Kind.MERGE_REQUEST) {
                cited.add(Citation.of(marker, source.projectPath()));
            }
        }
        cited.addAll(closes);
        for (Issuable target : visible(actor, cited)) {
            if (target.id() == source.id()) {
                continue;
            }
            boolean first = cite(source.id(), target.id(), "mentions", note);
            if (closes.contains(new Citation(target.projectPath(), target.kind(), target.iid()))) {
                cite(source.id(), target.id(), "closes", note);
            }
            if (first && !source.confidential()) {
                events.append(actor, target, "mentioned", Map.of("in", source.fullReference()));
            }
        }
    }

    private boolean cite(long source, long target, String kind, long note) {
        return jdbc.sql("""
                        insert into reference (source_id, target_id, kind, note_id, created_at)
                        values (:source, :target, :kind, :note, :now) on conflict do nothing""")
                        .param("source", source)
                        .param("target", target)
                        .param("kind", kind)
                        .param("note", note)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                > 0;
    }

    /// `group/project#12`, or `#12` within the project it stands in.
    record Citation(String project, Issuable.Kind kind, long iid) {

        static Citation of(Marker marker, String here) {
            String project = marker.project();
            return new Citation(
                    project == null ? here : project,
                    marker.kind() == Marker.Kind.MERGE_REQUEST ? Issuable.Kind.MERGE_REQUEST : Issuable.Kind.ISSUE,
                    marker.number());
        }
    }

    /// The cited things that the actor may see, in one question.
    List<Issuable> visible(Actor actor, Collection<Citation> citations) {
        if (citations.isEmpty()) {
            return List.of();
        }
        return access.bind(jdbc.sql(Threads.SELECT + """
                        join unnest(:projects, :kinds, :iids) cited (path, kind, iid)
                          on lower(project.full_path) = lower(cited.path)
                         and issuable.kind = cited.kind and issuable.iid = cited.iid
                        where\s""" + Access.VISIBLE_ISSUABLE), actor)
                .param("projects", citations.stream().map(Citation::project).toArray(String[]::new))
                .param("kinds", citations.stream().map(cited -> cited.kind().key()).toArray(String[]::new))
                .param("iids", citations.stream().map(Citation::iid).toArray(Long[]::new))
                .query(Threads::header)
                .list();
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
