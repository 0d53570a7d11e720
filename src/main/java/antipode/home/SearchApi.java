package antipode.home;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.search.Found;
import antipode.search.Hit;
import antipode.search.Search;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;

/// Search in GitLab's form. It stands here since its answers are the things of the rooms above the index.
@Api
class SearchApi {

    private final Search search;
    private final FoundPlaces places;
    private final Targets targets;
    private final JdbcClient jdbc;
    private final Access access;

    SearchApi(Search search, FoundPlaces places, Targets targets, JdbcClient jdbc, Access access) {
        this.search = search;
        this.places = places;
        this.targets = targets;
        this.jdbc = jdbc;
        this.access = access;
    }

    @GetMapping("/search")
    @May(Who.MEMBER)
    Listing<?> everywhere(Actor actor, Parameters parameters, Pagination pagination, Site site) {
        String scope = scope(
                parameters, "projects", "issues", "merge_requests", "milestones", "users", "snippet_titles", "notes", "blobs", "wiki_blobs");
        return switch (scope) {
            case "projects" -> pagination.list(most -> projects(actor, parameters, most, 0).size(),
                    (limit, offset) -> projects(actor, parameters, limit, offset));
            case "users" -> pagination.list(most -> users(actor, parameters, most, 0, site).size(),
                    (limit, offset) -> users(actor, parameters, limit, offset, site));
            default -> things(actor, parameters, pagination, site, scope, null);
        };
    }

    @GetMapping("/projects/{id}/search")
    @May(Who.READER)
    Listing<?> within(Actor actor, Project project, Parameters parameters, Pagination pagination, Site site) {
        String scope = scope(
                parameters, "issues", "merge_requests", "milestones", "users", "notes", "blobs", "wiki_blobs", "commits");
        return scope.equals("users")
                ? pagination.list(most -> users(actor, parameters, most, 0, site).size(),
                        (limit, offset) -> users(actor, parameters, limit, offset, site))
                : things(actor, parameters, pagination, site, scope, project.id());
    }

    private static String scope(Parameters parameters, String... scopes) {
        parameters.require("scope", "search");
        return Objects.requireNonNullElse(parameters.oneOf("scope", scopes), "");
    }

    private Listing<Object> things(
            Actor actor, Parameters parameters, Pagination pagination, Site site, String scope, @Nullable Long project) {
        String kind = switch (scope) {
            case "issues" -> "issue";
            case "merge_requests" -> "merge_request";
            case "notes" -> "comment";
            case "blobs", "wiki_blobs" -> "page";
            default -> "";
        };
        if (kind.isEmpty()) {
            return pagination.of(List.of());
        }
        String state = parameters.oneOf("state", "opened", "closed", "merged", "all");
        Search.Query query = new Search.Query(
                parameters.required("search"), List.of(kind), project, "all".equals(state) ? null : state);
        return pagination.list(
                most -> Math.min(search.find(actor, query, 1, 0).count(), Found.COUNTED),
                (limit, offset) -> json(actor, search.find(actor, query, limit, offset).hits(), site));
    }

    private List<Object> json(Actor actor, List<Hit> hits, Site site) {
        Map<Long, Issuable> threads = places.threads(actor, hits);
        Map<Long, Object> whole = targets.of(actor, threads.values(), site);
        Map<Long, Map<String, Object>> notes = notes(
                hits.stream().filter(hit -> hit.kind().equals("comment")).map(Hit::id).toList(), threads, site);
        List<Object> all = new ArrayList<>();
        for (Hit hit : hits) {
            Object one = switch (hit.kind()) {
                case "comment" -> notes.get(hit.id());
                case "page" -> blob(hit);
                default -> hit.issuableId() == null ? null : whole.get(hit.issuableId());
            };
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    private Map<Long, Map<String, Object>> notes(List<Long> ids, Map<Long, Issuable> threads, Site site) {
        Map<Long, Map<String, Object>> notes = new LinkedHashMap<>();
        if (ids.isEmpty()) {
            return notes;
        }
        jdbc.sql("""
                        select comment.id note, comment.issuable_id, comment.body, comment.created_at, comment.updated_at, false system,
                               author.id, author.username, author.name, author.zone, author.picture
                        from comment join member author on author.id = comment.author_id where comment.id = any (:ids)
                        union all
                        select event.id, event.issuable_id, event.detail ->> 'source', event.created_at, event.created_at, true,
                               author.id, author.username, author.name, author.zone, author.picture
                        from event join member author on author.id = event.actor_id
                        where event.id = any (:ids) and event.detail ->> 'source' is not null""")
                .param("ids", ids.toArray(Long[]::new))
                .query(row -> {
                    Issuable thread = threads.get(row.getLong("issuable_id"));
                    if (thread != null) {
                        Map<String, Object> note = new LinkedHashMap<>();
                        note.put("id", row.getLong("note"));
                        note.put("type", null);
                        note.put("body", row.getString("body"));
                        note.put("attachment", null);
                        note.put("author", UserJson.of(Threads.person(row, ""), site));
                        note.put("created_at", row.getTimestamp("created_at").toInstant());
                        note.put("updated_at", row.getTimestamp("updated_at").toInstant());
                        note.put("system", row.getBoolean("system"));
                        note.put("noteable_id", thread.id());
                        note.put("noteable_type", thread.kind().apiName());
                        note.put("noteable_iid", thread.iid());
                        note.put("project_id", thread.projectId());
                        note.put("resolvable", false);
                        note.put("confidential", false);
                        note.put("internal", false);
                        notes.put(row.getLong("note"), note);
                    }
                });
        return notes;
    }

    private static Map<String, Object> blob(Hit hit) {
        String path = hit.path() == null ? hit.heading() : hit.path();
        String name = path.substring(path.lastIndexOf('/') + 1);
        StringBuilder data = new StringBuilder();
        hit.snippet().parts().forEach(part -> data.append(part.text()));
        Map<String, Object> blob = new LinkedHashMap<>();
        blob.put("basename", name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name);
        blob.put("data", data.toString());
        blob.put("path", path);
        blob.put("filename", path);
        blob.put("id", null);
        blob.put("ref", "HEAD");
        blob.put("startline", 1);
        blob.put("project_id", hit.projectId());
        return blob;
    }

    private List<Map<String, Object>> projects(Actor actor, Parameters parameters, int limit, long offset) {
        return access.bind(
                        jdbc.sql("""
                                select id, name, path, full_path, description, default_branch, visibility, created_at, last_activity_at
                                from project where (lower(name) like :like or lower(full_path) like :like) and\s"""
                                + Access.VISIBLE_PROJECT + " order by last_activity_at desc, id desc limit :limit offset :offset"),
                        actor)
                .param("like", like(parameters))
                .param("limit", limit)
                .param("offset", offset)
                .query((row, _) -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("id", row.getLong("id"));
                    json.put("description", row.getString("description"));
                    json.put("name", row.getString("name"));
                    json.put("name_with_namespace", row.getString("full_path").replace("/", " / "));
                    json.put("path", row.getString("path"));
                    json.put("path_with_namespace", row.getString("full_path"));
                    json.put("default_branch", row.getString("default_branch"));
                    json.put("visibility", row.getString("visibility"));
                    json.put("created_at", row.getTimestamp("created_at").toInstant());
                    json.put("last_activity_at", row.getTimestamp("last_activity_at").toInstant());
                    return json;
                })
                .list();
    }

    /// Guests from outside don't browse the members.
    private List<Object> users(Actor actor, Parameters parameters, int limit, long offset, Site site) {
        if (!actor.signedIn() || actor.require().external()) {
            return List.of();
        }
        return jdbc.sql("""
                        select id, username, name, zone, picture from member
                        where state = 'active' and (lower(name) like :like or lower(username) like :like)
                        order by lower(name), id limit :limit offset :offset""")
                .param("like", like(parameters))
                .param("limit", limit)
                .param("offset", offset)
                .query((row, _) -> (Object) UserJson.of(Threads.person(row, ""), site))
                .list();
    }

    private static String like(Parameters parameters) {
        String words = parameters.required("search").strip().toLowerCase(Locale.ROOT).replace("\0", "");
        return "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
