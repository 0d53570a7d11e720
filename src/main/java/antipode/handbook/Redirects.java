package antipode.handbook;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where pages and headings have gone that were renamed. A page that is there is never led away from; a chain is followed to
/// the first page that is there, and one that leads in a circle leads nowhere.
@Component
public class Redirects {

    private static final int LONGEST_CHAIN = 50;
    private static final int LONGEST_PATH = 1000;

    private final JdbcClient jdbc;
    private final Access access;
    private final Clock clock;

    Redirects(JdbcClient jdbc, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    /// One renamed page.
    ///
    /// @param commit the one that renamed it, or said so; nothing where a member said so
    public record Redirect(String path, String target, @Nullable String commit, @Nullable Person by, Instant at) {}

    /// The page that is read now under another name: by the aliases pages give themselves, then by what was renamed.
    Optional<String> find(long project, String path) {
        var asked = candidates(path).toArray(String[]::new);
        return jdbc.sql("""
                        with recursive way (path, steps) as (
                            select target, 1 from page_redirect where project_id = :project and path = any (:asked)
                            union
                            select page_redirect.target, way.steps + 1 from way
                            join page_redirect on page_redirect.project_id = :project and page_redirect.path = way.path
                            where way.steps < :longest
                        )
                        select page.path, 0 steps from page_alias join page on page.id = page_alias.page_id
                        where page.project_id = :project and page_alias.path = any (:asked)
                        union all
                        select page.path, way.steps from way join page on page.project_id = :project and page.path = way.path
                        order by steps, path limit 1""")
                .param("project", project)
                .param("asked", asked)
                .param("longest", LONGEST_CHAIN)
                .query((row, _) -> row.getString("path"))
                .optional();
    }

    /// What an address may mean: a page with or without its ending, or a folder's first page.
    static Set<String> candidates(String path) {
        var bare = path.replaceAll("(?i)(/|^)(index|_index|readme)?(\\.html?)?$", "$1").replaceAll("(?i)\\.html?$", "").replaceAll("/+$", "");
        Set<String> candidates = new LinkedHashSet<>(List.of(path, bare));
        for (var ending : List.of(".md", "/README.md", "/index.md", "/_index.md", "/readme.md")) {
            candidates.add(bare.isEmpty() ? ending.substring(1) : bare + ending);
        }
        return candidates;
    }

    /// What a page's alias is looked up by: without the slashes, endings and folders' first pages that tools differ in.
    ///
    /// @param folder of the page, from which an alias without a slash at its head is meant
    static String alias(String folder, String written) {
        var resolved = Paths.resolved(folder, written.replaceAll("[#?].*$", ""));
        return resolved == null ? "" : resolved.replaceAll("(?i)(^|/)(_?index|readme)\\.(html?|md)$", "").replaceAll("(?i)\\.(html?|md)$", "");
    }

    /// Which of these paths lead to a page that is there.
    Set<String> leading(long project, Collection<String> paths) {
        return paths.stream().filter(path -> find(project, path).isPresent()).collect(java.util.stream.Collectors.toSet());
    }

    /// Writes down what commits renamed, in their order; whatever hangs on a page's path goes with it.
    @Transactional
    void renamed(long project, List<Renames.Renamed> renames) {
        for (var each : renames) {
            if (each.from().length() > LONGEST_PATH || each.to().length() > LONGEST_PATH || each.from().indexOf('\0') >= 0) {
                continue;
            }
            put(project, each.from(), each.to(), each.commit(), null, each.at());
            for (var table : List.of("page_verification", "page_review", "page_question")) {
                jdbc.sql("update " + table + " set path = :to where project_id = :project and path = :from")
                        .param("project", project).param("from", each.from()).param("to", each.to()).update();
            }
            jdbc.sql("""
                            insert into heading_redirect (project_id, path, anchor, target, created_at)
                            select project_id, :to, anchor, target, created_at from heading_redirect
                            where project_id = :project and path = :from
                            on conflict (project_id, path, anchor) do update set target = excluded.target""")
                    .param("project", project).param("from", each.from()).param("to", each.to()).update();
        }
    }

    /// Writes down where a file of the handbook says that addresses lead.
    @Transactional
    void told(long project, Map<String, String> leading, String commit, Instant at) {
        leading.forEach((from, to) -> {
            if (!from.equals(to) && from.length() <= LONGEST_PATH && to.length() <= LONGEST_PATH && (from + to).indexOf('\0') < 0) {
                put(project, from, to, commit, null, at);
            }
        });
    }

    private void put(long project, String from, String to, @Nullable String commit, @Nullable Long member, Instant at) {
        jdbc.sql("""
                        insert into page_redirect (project_id, path, target, commit, member_id, created_at)
                        values (:project, :from, :to, :commit, :member, :at)
                        on conflict (project_id, path) do update set
                            target = excluded.target, commit = excluded.commit, member_id = excluded.member_id, created_at = excluded.created_at""")
                .param("project", project).param("from", from).param("to", to).param("commit", commit)
                .param("member", member, java.sql.Types.BIGINT).param("at", Timestamp.from(at)).update();
    }

    /// Says by hand where a path leads.
    @Transactional
    public void lead(Actor actor, Project project, String from, String to) {
        access.require(actor, project, Role.DEVELOPER);
        var path = Paths.clean(from.strip());
        var target = Paths.clean(to.strip());
        if (path.isEmpty() || path.length() > LONGEST_PATH || path.indexOf('\0') >= 0) {
            throw Problem.invalid("path", "is not a path");
        }
        boolean there = target.indexOf('\0') < 0 && jdbc.sql("select exists (select from page where project_id = :project and path = :path)")
                .param("project", project.id()).param("path", target).query(Boolean.class).single();
        if (!there) {
            throw Problem.invalid("target", "is not a page of this handbook");
        }
        if (path.equals(target)) {
            throw Problem.invalid("target", "can't be the path itself");
        }
        put(project.id(), path, target, null, actor.require().id(), clock.instant());
    }

    @Transactional
    public void forget(Actor actor, Project project, String from) {
        access.require(actor, project, Role.DEVELOPER);
        int gone = from.indexOf('\0') >= 0 ? 0 : jdbc.sql("delete from page_redirect where project_id = :project and path = :path")
                .param("project", project.id()).param("path", Paths.clean(from.strip())).update();
        if (gone == 0) {
            throw Problem.notFound("Redirect");
        }
    }

    /// By path; so many after one.
    public List<Redirect> list(Project project, String after, int limit) {
        return jdbc.sql("""
                        select page_redirect.path, page_redirect.target, page_redirect.commit, page_redirect.created_at,
                               member.id member_id, member.username member_username, member.name member_name, member.zone member_zone, member.picture member_picture
                        from page_redirect left join member on member.id = page_redirect.member_id
                        where page_redirect.project_id = :project and page_redirect.path > :after
                        order by page_redirect.path limit\s""" + limit)
                .param("project", project.id())
                .param("after", after.replace("\0", ""))
                .query((row, _) -> new Redirect(
                        row.getString("path"), row.getString("target"), row.getString("commit"),
                        row.getObject("member_id") == null ? null : Threads.person(row, "member_"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    /// Writes down what headings of a page are called now.
    void headings(long project, String path, Map<String, String> renamed) {
        renamed.forEach((from, to) -> jdbc.sql("""
                        insert into heading_redirect (project_id, path, anchor, target, created_at)
                        values (:project, :path, :from, :to, :now)
                        on conflict (project_id, path, anchor) do update set target = excluded.target, created_at = excluded.created_at""")
                .param("project", project).param("path", path).param("from", from).param("to", to)
                .param("now", Timestamp.from(clock.instant())).update());
    }

    /// Under which older names the headings of a page are still found: from the anchor it has now to those it had.
    Map<String, List<String>> headings(long project, String path, Set<String> now) {
        var leads = new HashMap<String, String>();
        jdbc.sql("select anchor, target from heading_redirect where project_id = :project and path = :path order by anchor")
                .param("project", project).param("path", path)
                .query(row -> {
                    leads.put(row.getString("anchor"), row.getString("target"));
                });
        var older = new HashMap<String, List<String>>();
        for (var name : new java.util.TreeSet<>(leads.keySet())) {
            var at = name;
            for (int steps = 0; steps < LONGEST_CHAIN && at != null && !now.contains(at); steps++) {
                at = leads.get(at);
            }
            if (at != null && !at.equals(name) && now.contains(at)) {
                older.computeIfAbsent(at, _ -> new java.util.ArrayList<>()).add(name);
            }
        }
        return older;
    }
}
