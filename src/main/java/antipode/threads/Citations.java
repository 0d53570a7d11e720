package antipode.threads;

import antipode.markdown.Closing;
import antipode.markdown.Markdown;
import antipode.markdown.Marker;
import antipode.people.Actor;
import antipode.projects.Access;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What cites what: kept so that the cited thing can show where it is spoken of, and what a merge closes.
@Component
public class Citations {

    private final JdbcClient jdbc;
    private final Access access;
    private final Events events;
    private final Attachments attachments;
    private final Clock clock;

    Citations(JdbcClient jdbc, Access access, Events events, Attachments attachments, Clock clock) {
        this.attachments = attachments;
        this.jdbc = jdbc;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /// What speaks of this thing or is spoken of by it, as far as somebody may see it.
    ///
    /// @param kind     `mentions`, `closes` or `reverts`
    /// @param outgoing whether this thing is the one that cites
    public record Link(String kind, boolean outgoing, Issuable other) {}

    public List<Link> of(Actor actor, long issuable) {
        return access.bind(jdbc.sql("select reference.kind link, reference.source_id = :id outgoing, " + Threads.HEADER + """
                        from reference
                        join issuable on issuable.id in (reference.source_id, reference.target_id) and issuable.id <> :id
                        """ + Threads.JOINS + """
                        where (reference.source_id = :id or reference.target_id = :id) and\s"""
                        + Access.VISIBLE_ISSUABLE + " order by reference.created_at, issuable.id limit 50"), actor)
                .param("id", issuable)
                .query((row, number) ->
                        new Link(row.getString("link"), row.getBoolean("outgoing"), Threads.header(row, number)))
                .list();
    }

    /// The same of several things, by their ids, in one question.
    public Map<Long, List<Link>> of(Actor actor, Collection<Long> issuables) {
        Map<Long, List<Link>> found = new LinkedHashMap<>();
        if (issuables.isEmpty()) {
            return found;
        }
        access.bind(jdbc.sql("select asked.id asked, cited.kind link, cited.source_id = asked.id outgoing, " + Threads.HEADER + """
                        from unnest(:ids) asked (id)
                        join lateral (
                          (select reference.kind, reference.source_id, reference.target_id as other, reference.created_at from reference
                            where reference.source_id = asked.id order by reference.created_at limit 50)
                          union all
                          (select reference.kind, reference.source_id, reference.source_id, reference.created_at from reference
                            where reference.target_id = asked.id order by reference.created_at limit 50)) cited on true
                        join issuable on issuable.id = cited.other
                        """ + Threads.JOINS + " where " + Access.VISIBLE_ISSUABLE + " order by cited.created_at, issuable.id"), actor)
                .param("ids", issuables.stream().distinct().toArray(Long[]::new))
                .query((row, number) -> found.computeIfAbsent(row.getLong("asked"), _ -> new java.util.ArrayList<>())
                        .add(new Link(row.getString("link"), row.getBoolean("outgoing"), Threads.header(row, number))))
                .list();
        return found;
    }

    /// What a text speaks of that is kept nowhere, a commit's message for instance.
    public List<Link> in(Actor actor, String project, String text) {
        Set<Citation> closes = new LinkedHashSet<>();
        Closing.issues(text).forEach(marker -> closes.add(Citation.of(marker, project)));
        Set<Citation> cited = new LinkedHashSet<>(closes);
        Markdown.markers(Markdown.render(text).html()).stream()
                .filter(marker -> marker.kind() == Marker.Kind.ISSUE || marker.kind() == Marker.Kind.MERGE_REQUEST)
                .limit(50)
                .forEach(marker -> cited.add(Citation.of(marker, project)));
        return visible(actor, cited).entrySet().stream()
                .map(one -> new Link(closes.contains(one.getKey()) ? "closes" : "mentions", true, one.getValue()))
                .toList();
    }

    /// Notes what the text cites, and says so in the thread of what is cited.
    void cite(Actor actor, Issuable source, @Nullable Long note, Text text) {
        cite(actor, source, note, text, true);
    }

    /// @param said whether it is said in the thread of what is cited
    void cite(Actor actor, Issuable source, @Nullable Long note, Text text, boolean said) {
        attachments.cited(actor, source.id(), text.html());
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
        for (Map.Entry<Citation, Issuable> one : visible(actor, cited).entrySet()) {
            Issuable target = one.getValue();
            if (target.id() == source.id()) {
                continue;
            }
            boolean first = put(source.id(), target.id(), "mentions", note);
            if (closes.contains(one.getKey())) {
                put(source.id(), target.id(), "closes", note);
            }
            if (first && said && !source.confidential() && source.commit() == null) {
                events.append(actor, target, "mentioned", Map.of("in", source.fullReference()));
            }
        }
    }

    /// One thing takes another back; both show it.
    @Transactional
    public void reverts(long source, long target, long note) {
        put(source, target, "reverts", note);
    }

    /// The cited things that the actor may see, in one question. What has moved to another project since is found where it
    /// was when it was spoken of.
    Map<Citation, Issuable> visible(Actor actor, Collection<Citation> citations) {
        Map<Citation, Issuable> found = new LinkedHashMap<>();
        if (citations.isEmpty()) {
            return found;
        }
        access.bind(jdbc.sql("select cited.path cited_path, cited.kind cited_kind, cited.iid cited_iid, " + Threads.HEADER + """
                        from unnest(:projects, :kinds, :iids) cited (path, kind, iid)
                        join project named on lower(named.full_path) = lower(cited.path)
                        join issuable on issuable.id = coalesce(
                          (select here.id from issuable here
                           where here.project_id = named.id and here.kind = cited.kind and here.iid = cited.iid),
                          (select moved.issuable_id from issue_redirect moved
                           where cited.kind = 'issue' and moved.project_id = named.id and moved.iid = cited.iid))
                        """ + Threads.JOINS + " where " + Access.VISIBLE_ISSUABLE + " order by issuable.id"), actor)
                .param("projects", citations.stream().map(Citation::project).toArray(String[]::new))
                .param("kinds", citations.stream().map(cited -> cited.kind().key()).toArray(String[]::new))
                .param("iids", citations.stream().map(Citation::iid).toArray(Long[]::new))
                .query((row, number) -> found.put(
                        new Citation(
                                row.getString("cited_path"), Issuable.Kind.of(row.getString("cited_kind")),
                                row.getLong("cited_iid")),
                        Threads.header(row, number)))
                .list();
        return found;
    }

    private boolean put(long source, long target, String kind, @Nullable Long note) {
        return jdbc.sql("""
                        insert into reference (source_id, target_id, kind, note_id, created_at)
                        values (:source, :target, :kind, :note, :now) on conflict do nothing""")
                        .param("source", source)
                        .param("target", target)
                        .param("kind", kind)
                        .param("note", note, Types.BIGINT)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                > 0;
    }
}
