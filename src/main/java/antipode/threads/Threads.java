package antipode.threads;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.web.Problem;
import antipode.web.Zones;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where headers are kept. Every verb that writes to a thread locks its header first, so that what happens in a thread
/// has one order; the project's number counter is locked last.
@Component
public class Threads {

    /// Columns and joins of a header, for statements of this and upper rooms; read by [#header].
    public static final String HEADER = """
            issuable.id, issuable.project_id, project.full_path, issuable.kind, issuable.type, issuable.iid,
            issuable.title, issuable.description, issuable.description_html,
            author.id author_id, author.username author_username, author.name author_name, author.zone author_zone, author.picture author_picture,
            dri.id dri_id, dri.username dri_username, dri.name dri_name, dri.zone dri_zone, dri.picture dri_picture,
            issuable.state, issuable.confidential, issuable.locked, issuable.comment_count, issuable.created_at, issuable.updated_at,
            issuable.closed_at, issuable.closed_by, issuable.commit_sha
            """;

    public static final String JOINS = """
            join project on project.id = issuable.project_id
            join member author on author.id = issuable.author_id
            join member dri on dri.id = issuable.dri_id
            """;

    static final String SELECT = "select " + HEADER + " from issuable " + JOINS;

    private final JdbcClient jdbc;
    private final Events events;
    private final Texts texts;
    private final Versions versions;
    private final Rights rights;
    private final Assignees assignees;
    private final LabelLinks labels;
    private final Citations citations;
    private final Subscriptions subscriptions;
    private final Access access;
    private final Projects projects;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;
    private final SearchedThreads searched;

    Threads(
            JdbcClient jdbc,
            Events events,
            Texts texts,
            Versions versions,
            Rights rights,
            Assignees assignees,
            LabelLinks labels,
            Citations citations,
            Subscriptions subscriptions,
            Access access,
            Projects projects,
            Clock clock,
            ApplicationEventPublisher publisher,
            SearchedThreads searched) {
        this.jdbc = jdbc;
        this.events = events;
        this.texts = texts;
        this.versions = versions;
        this.rights = rights;
        this.assignees = assignees;
        this.labels = labels;
        this.citations = citations;
        this.subscriptions = subscriptions;
        this.access = access;
        this.projects = projects;
        this.clock = clock;
        this.publisher = publisher;
        this.searched = searched;
    }

    /// The thing with this number, if the actor may see it; otherwise a 404 that tells nothing.
    public Issuable find(Actor actor, Project project, Issuable.Kind kind, long iid) {
        return access.bind(jdbc.sql(SELECT + """
                        where issuable.project_id = :project and issuable.kind = :kind and issuable.iid = :iid and\s"""
                        + Access.VISIBLE_ISSUABLE), actor)
                .param("project", project.id())
                .param("kind", kind.key())
                .param("iid", iid)
                .query(Threads::header)
                .optional()
                .orElseThrow(() -> Problem.notFound(kind == Issuable.Kind.ISSUE ? "Issue" : "Merge Request"));
    }

    /// The same by the segment of its address: `issues` or `merge_requests`.
    public Issuable find(Actor actor, Project project, String things, long iid) {
        return find(
                actor, project, things.equals("issues") ? Issuable.Kind.ISSUE : Issuable.Kind.MERGE_REQUEST, iid);
    }

    /// The same by what its address ends with: a number, or the full name of a commit.
    public Issuable find(Actor actor, Project project, String things, String key) {
        if (things.equals(Issuable.Kind.COMMIT.path())) {
            return ofCommit(actor, project, key).orElseThrow(() -> Problem.notFound("Commit"));
        }
        if (!key.matches("\\d{1,9}")) {
            throw Problem.notFound(things.equals("issues") ? "Issue" : "Merge Request");
        }
        return find(actor, project, things, Long.parseLong(key));
    }

    /// What is said of a commit, if anything is.
    Optional<Issuable> ofCommit(Actor actor, Project project, String sha) {
        return access.bind(jdbc.sql(SELECT + " where issuable.project_id = :project and issuable.commit_sha = :sha and "
                        + Access.VISIBLE_ISSUABLE), actor)
                .param("project", project.id())
                .param("sha", sha)
                .query(Threads::header)
                .optional();
    }

    /// The thing with this global id, if the actor may see it.
    public Issuable find(Actor actor, long id) {
        return access.bind(jdbc.sql(SELECT + " where issuable.id = :id and " + Access.VISIBLE_ISSUABLE), actor)
                .param("id", id)
                .query(Threads::header)
                .optional()
                .orElseThrow(() -> Problem.notFound("Issue"));
    }

    /// The thing as it stands, whoever asks: for work that was allowed when it was asked for.
    public Issuable get(long id) {
        return jdbc.sql(SELECT + " where issuable.id = :id")
                .param("id", id)
                .query(Threads::header)
                .single();
    }

    /// Locks the header for the rest of the transaction and reads it as it now stands.
    @Transactional
    public Issuable lock(long id) {
        // Locked first and read then: one statement that waits for a lock joins the people who stood there before it.
        long locked = jdbc.sql("select id from issuable where id = :id for no key update")
                .param("id", id)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("Issue"));
        return get(locked);
    }

    /// Locks several headers, in the one order in which nobody waits in a circle.
    @Transactional
    public void lockAll(Collection<Long> ids) {
        new TreeSet<>(ids).forEach(this::lock);
    }

    /// What one opens: the fields that issues and merge requests share.
    public record Opening(
            Issuable.Kind kind,
            String type,
            String title,
            String description,
            boolean confidential,
            @Nullable Person dri,
            List<Long> assignees,
            List<Long> labels) {}

    /// Opens a thing and gives it the next number of its kind. The room that owns the kind adds its side table and then
    /// calls [#announce].
    @Transactional
    public Issuable open(Actor actor, Project project, Opening opening) {
        access.require(actor, project, Role.GUEST);
        String title = title(opening.title());
        Instant now = clock.instant();
        Text text = texts.read(actor, project, opening.description());
        int iid = opening.kind() == Issuable.Kind.ISSUE
                ? projects.nextIssueIid(project.id())
                : projects.nextMergeRequestIid(project.id());
        long id = jdbc.sql("""
                        insert into issuable (project_id, kind, type, iid, title, description, description_html,
                                              author_id, dri_id, state, confidential, created_at, updated_at)
                        values (:project, :kind, :type, :iid, :title, :description, :html,
                                :author, :dri, 'opened', :confidential, :now, :now)
                        returning id""")
                .param("project", project.id())
                .param("kind", opening.kind().key())
                .param("type", opening.type())
                .param("iid", iid)
                .param("title", title)
                .param("description", text.source())
                .param("html", text.html())
                .param("author", actor.id())
                .param("dri", opening.dri() == null ? actor.id() : opening.dri().id())
                .param("confidential", opening.confidential())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
        subscriptions.subscribe(id, actor.id(), "author");
        assignees.put(id, opening.assignees());
        labels.put(id, project.id(), opening.labels());
        return get(id);
    }

    /// Writes down that it was opened and tells the rooms that listen: the end of every opening.
    @Transactional
    public void announce(Actor actor, Issuable issuable) {
        Text text = texts.read(actor, issuable);
        long note = events.append(actor, issuable, "opened", Map.of());
        citations.cite(actor, issuable, note, text);
        subscriptions.subscribe(issuable.id(), text.mentioned().stream().map(Person::id).toList(), "mentioned");
        searched.put(issuable);
        publisher.publishEvent(new Issuable.Opened(issuable, actor, note, text));
    }

    /// Changes title and description; whatever stays the same leaves no trace.
    @Transactional
    public Issuable edit(Actor actor, long id, @Nullable String newTitle, @Nullable String newDescription) {
        Issuable before = lock(id);
        requireEditor(actor, before);
        String title = newTitle == null ? before.title() : title(newTitle);
        Text text = newDescription == null ? null : texts.read(actor, before, newDescription);
        boolean retitled = !title.equals(before.title());
        boolean rewritten = text != null && !text.source().equals(before.description());
        if (retitled || rewritten) {
            versions.keep(
                    actor, id, null, retitled ? before.title() : null, rewritten ? before.description() : null);
        }
        if (retitled) {
            events.append(actor, before, "retitled", Map.of("from", before.title(), "to", title));
        }
        if (text != null && rewritten) {
            long note = events.append(actor, before, "described", Map.of());
            citations.cite(actor, before, note, text);
            texts.tell(actor, before, note, texts.again(actor, before, before.description(), before.descriptionHtml()), text);
        }
        jdbc.sql("""
                        update issuable set title = :title, description = :description, description_html = :html,
                                            updated_at = :now
                        where id = :id""")
                .param("title", title)
                .param("description", text == null ? before.description() : text.source())
                .param("html", text == null ? before.descriptionHtml() : text.html())
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
        Issuable after = get(id);
        searched.put(after);
        if (rewritten) {
            publisher.publishEvent(new Issuable.Described(after, actor, before.description()));
        }
        return after;
    }

    /// Ends it: closed, or merged. Ending what has ended changes nothing.
    ///
    /// @param because a sentence for the record, where it was not simply a person's click
    @Transactional
    public Issuable end(
            Actor actor, Issuable locked, Issuable.State state, @Nullable String because, Map<String, String> detail) {
        if (!locked.open()) {
            return locked;
        }
        Instant now = clock.instant();
        jdbc.sql("""
                        update issuable set state = :state, closed_at = :now, closed_by = :actor, updated_at = :now
                        where id = :id""")
                .param("state", state.key())
                .param("now", Timestamp.from(now))
                .param("actor", actor.id())
                .param("id", locked.id())
                .update();
        Map<String, String> said = new TreeMap<>(detail);
        if (because != null) {
            said.put("because", because);
        }
        long note = events.append(actor, locked, state.key(), said);
        Issuable after = get(locked.id());
        searched.put(after);
        publisher.publishEvent(new Issuable.Ended(after, actor, note, because));
        return after;
    }

    @Transactional
    public Issuable reopen(Actor actor, Issuable locked) {
        if (locked.state() != Issuable.State.CLOSED) {
            return locked;
        }
        jdbc.sql("""
                        update issuable set state = 'opened', closed_at = null, closed_by = null, updated_at = :now
                        where id = :id""")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", locked.id())
                .update();
        long note = events.append(actor, locked, "reopened", Map.of());
        Issuable after = get(locked.id());
        searched.put(after);
        publisher.publishEvent(new Issuable.Reopened(after, actor, note));
        return after;
    }

    /// Whoever takes part: wrote in it, is to do it, or was named or asked in it.
    public List<Person> participants(Issuable issuable) {
        return jdbc.sql("""
                        select id, username, name, zone, picture from member where id in (
                            select author_id from comment where issuable_id = :id
                            union select member_id from issuable_assignee where issuable_id = :id
                            union select member_id from subscription
                                  where issuable_id = :id and reason in ('author', 'mentioned', 'asked', 'review'))
                           or id = :author
                        order by id""")
                .param("id", issuable.id())
                .param("author", issuable.author().id())
                .query((row, _) -> person(row, ""))
                .list();
    }

    /// Whether the actor may see the thing with this id.
    public boolean sees(Actor actor, long id) {
        return access.bind(
                        jdbc.sql("select exists (select from issuable join project on project.id = issuable.project_id"
                                + " where issuable.id = :id and " + Access.VISIBLE_ISSUABLE + ")"),
                        actor)
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /// Refuses whoever may not change the words and the state of a thing: its author, whoever is responsible for it, and
    /// reporters upwards may.
    public void requireEditor(Actor actor, Issuable issuable) {
        rights.requireEditor(actor, issuable);
    }

    /// Labels, assignees and subscriptions of a thing, in one question.
    public Around around(Actor reader, long issuable) {
        return jdbc.sql("""
                        select array (select l.name from issuable_label il join label l on l.id = il.label_id
                                      where il.issuable_id = :id order by lower(l.name)) labels,
                               array (select m.id || ' ' || m.username || ' ' || m.zone || ' ' || coalesce(m.picture, '-') || ' ' || m.name
                                      from issuable_assignee a join member m on m.id = a.member_id
                                      where a.issuable_id = :id order by lower(m.name)) assignees,
                               (select count(*) from subscription where issuable_id = :id) subscribers,
                               (select reason from subscription where issuable_id = :id and member_id = :reader) hears""")
                .param("id", issuable)
                .param("reader", reader.idOrNull(), Types.BIGINT)
                .query((row, _) -> new Around(
                        List.of((String[]) row.getArray("labels").getArray()),
                        Arrays.stream((String[]) row.getArray("assignees").getArray()).map(Around::assignee).toList(),
                        row.getInt("subscribers"),
                        row.getString("hears")))
                .single();
    }

    /// Shows an issue to fewer people, or to everyone in the project again.
    @Transactional
    public void conceal(Actor actor, Issuable locked, boolean confidential) {
        requireEditor(actor, locked);
        if (locked.confidential() == confidential) {
            return;
        }
        jdbc.sql("update issuable set confidential = :confidential where id = :id")
                .param("confidential", confidential)
                .param("id", locked.id())
                .update();
        events.append(actor, locked, confidential ? "made confidential" : "made visible", Map.of());
        touch(locked.id());
        if (confidential) {
            publisher.publishEvent(new Issuable.Concealed(get(locked.id())));
        }
    }

    /// Lets only reporters of the project and upwards go on discussing, or everybody again.
    @Transactional
    public Issuable lockDiscussion(Actor actor, Issuable issuable, boolean close) {
        Issuable locked = lock(issuable.id());
        access.require(actor, locked.projectId(), Role.REPORTER);
        if (locked.locked() == close) {
            return locked;
        }
        jdbc.sql("update issuable set locked = :locked, updated_at = greatest(updated_at, :now) where id = :id")
                .param("locked", close)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", locked.id())
                .update();
        events.append(actor, locked, close ? "locked" : "unlocked", Map.of());
        return get(locked.id());
    }

    /// Says that it was opened at another time than it was; never later than now.
    void backdate(long issuable, Instant at) {
        jdbc.sql("update issuable set created_at = least(:at, created_at) where id = :id")
                .param("at", Timestamp.from(at))
                .param("id", issuable)
                .update();
        jdbc.sql("update event set created_at = least(:at, created_at) where issuable_id = :id and action = 'opened'")
                .param("at", Timestamp.from(at))
                .param("id", issuable)
                .update();
    }

    /// Takes a thing away for good, with all that was said in it.
    @Transactional
    public void delete(Issuable locked) {
        searched.remove(locked);
        jdbc.sql("delete from issuable where id = :id").param("id", locked.id()).update();
    }

    /// Every thread's time of last change moves with what is written in it.
    public void touch(long issuable) {
        jdbc.sql("update issuable set updated_at = greatest(updated_at, :now) where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", issuable)
                .update();
    }

    static String title(String title) {
        String line = title.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            throw Problem.invalid("title", "can't be blank");
        }
        if (line.length() > 255) {
            throw Problem.invalid("title", "is too long (maximum is 255 characters)");
        }
        return line;
    }

    /// Reads the columns of [#HEADER].
    public static Issuable header(ResultSet row, int number) throws SQLException {
        Timestamp closed = row.getTimestamp("closed_at");
        return new Issuable(
                row.getLong("id"),
                row.getLong("project_id"),
                row.getString("full_path"),
                Issuable.Kind.of(row.getString("kind")),
                row.getString("type"),
                row.getInt("iid"),
                row.getString("title"),
                row.getString("description"),
                row.getString("description_html"),
                person(row, "author_"),
                person(row, "dri_"),
                Issuable.State.of(row.getString("state")),
                row.getBoolean("confidential"),
                row.getBoolean("locked"),
                row.getInt("comment_count"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                closed == null ? null : closed.toInstant(),
                row.getObject("closed_by", Long.class),
                row.getString("commit_sha"));
    }

    /// Reads `id`, `username`, `name`, `zone` and `picture`, each behind the prefix.
    public static Person person(ResultSet row, String prefix) throws SQLException {
        return new Person(
                row.getLong(prefix + "id"),
                Objects.requireNonNull(row.getString(prefix + "username")),
                Objects.requireNonNull(row.getString(prefix + "name")),
                Zones.kept(row.getString(prefix + "zone")),
                row.getString(prefix + "picture"));
    }
}
