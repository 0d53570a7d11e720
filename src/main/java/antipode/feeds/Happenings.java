package antipode.feeds;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.threads.Event;
import antipode.threads.Issuable;
import antipode.threads.References;
import antipode.threads.Threads;
import antipode.threads.ToldPlaces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads what was last said and done: four questions, however much there is.
@Component
class Happenings {

    /// What the record notes is told if it says nothing of other things: what cites this may be hidden from the reader.
    private static final String[] TOLD = {
        "opened", "closed", "reopened", "merged", "retitled", "assigned", "unassigned", "handed on", "due", "drafted",
        "readied", "pushed", "approved", "unapproved", "asked for review", "door", "asked", "objected", "withdrew", "defaulted"
    };

    /// Whatever happened last happened in what last changed: so many of each kind hold the newest entries of a project.
    private static final String IN_PROJECT = """
            (select issuable.* from issuable join project on project.id = issuable.project_id
             where issuable.project_id = :project and issuable.kind = 'issue' and %1$s
             order by issuable.updated_at desc, issuable.id desc limit :most)
            union all
            (select issuable.* from issuable join project on project.id = issuable.project_id
             where issuable.project_id = :project and issuable.kind = 'merge_request' and %1$s
             order by issuable.updated_at desc, issuable.id desc limit :most)
            """.formatted(Access.VISIBLE_ISSUABLE);

    private static final String IN_THREAD = """
            select issuable.* from issuable join project on project.id = issuable.project_id
            where issuable.id = :thing and\s""" + Access.VISIBLE_ISSUABLE;

    private static final String NEWEST = """
            select thing.id thing_id, project.full_path, thing.kind, thing.iid, thing.title, happening.*,
                   who.id who_id, who.username who_username, who.name who_name, who.zone who_zone, who.picture who_picture
            from (%s) thing
            join project on project.id = thing.project_id
            cross join lateral (
                (select comment.id note_id, comment.author_id, null action, null detail, comment.body_html html,
                        comment.created_at, comment.updated_at
                 from comment where comment.issuable_id = thing.id order by comment.id desc limit :most)
                union all
                (select event.id, event.actor_id, event.action, event.detail,
                        case event.action when 'opened' then thing.description_html else '' end,
                        event.created_at, event.created_at
                 from event where event.issuable_id = thing.id and event.action = any (:told)
                 order by event.id desc limit :most)
            ) happening
            left join member who on who.id = happening.author_id
            order by happening.note_id desc limit :most
            """;

    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Access access;
    private final References references;
    private final ToldPlaces places;

    Happenings(JdbcClient jdbc, JsonMapper json, Access access, References references, ToldPlaces places) {
        this.jdbc = jdbc;
        this.json = json;
        this.access = access;
        this.references = references;
        this.places = places;
    }

    /// The newest of everything in a project that the actor may see.
    List<AtomFeed.Entry> in(Actor actor, Project project) {
        return entries(actor, true, project.fullPath(), read(actor, IN_PROJECT, "project", project.id()));
    }

    /// The newest of one thread.
    List<AtomFeed.Entry> in(Actor actor, Issuable thing) {
        return entries(actor, false, thing.projectPath(), read(actor, IN_THREAD, "thing", thing.id()));
    }

    private List<AtomFeed.Entry> entries(Actor actor, boolean titled, String projectPath, List<Happening> happenings) {
        References.Linked linked =
                references.link(actor, projectPath, happenings.stream().map(Happening::html).toList());
        Map<Long, ToldPlaces.Told> told = places.of(happenings.stream().map(Happening::noteId).toList());
        return happenings.stream()
                .map(happening -> happening.entry(titled, told.get(happening.noteId()), linked.letter(happening.html())))
                .toList();
    }

    private List<Happening> read(Actor actor, String things, String name, long id) {
        return access.bind(jdbc.sql(NEWEST.formatted(things)), actor)
                .param(name, id)
                .param("told", TOLD)
                .param("most", AtomFeed.MOST)
                .query(this::happening)
                .list();
    }

    private Happening happening(ResultSet row, int number) throws SQLException {
        Timestamp at = row.getTimestamp("created_at");
        Timestamp updated = row.getTimestamp("updated_at");
        Happening.Thing thing = new Happening.Thing(
                row.getLong("thing_id"),
                row.getString("full_path"),
                Issuable.Kind.of(row.getString("kind")),
                row.getInt("iid"),
                row.getString("title"));
        Person by = row.getObject("who_id") == null ? null : Threads.person(row, "who_");
        return new Happening(
                row.getLong("note_id"), thing, by, sentence(row, thing, by), row.getString("html"), at.toInstant(),
                updated.toInstant());
    }

    private String sentence(ResultSet row, Happening.Thing thing, @Nullable Person by) throws SQLException {
        String action = row.getString("action");
        return action == null
                ? "commented"
                : new Event(
                                row.getLong("note_id"), thing.id(), by, action, json.readValue(row.getString("detail"), DETAIL),
                                row.getTimestamp("created_at").toInstant())
                        .sentence();
    }
}
