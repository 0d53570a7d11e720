package antipode.decisions;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.repositories.Files;
import antipode.web.PublicAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/// The pages that a decision links to: as they stood on the day it was taken, and as they are today.
@Component
public class DecisionPages {

    private static final int MOST = 50;
    private static final Pattern LINK = Pattern.compile("<a\\b[^>]{0,2000}?href=\"([^\"]{1,2000})\"[^>]{0,2000}>(.{0,2000}?)</a>", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("/([\\w./-]{1,500}?)/-/(?:handbook|blob/[^/?#]{1,255})/([^?#]{1,1000})(?:[?#].*)?");

    private final JdbcClient jdbc;
    private final Access access;
    private final Projects projects;
    private final Files files;
    private final PublicAddress address;

    DecisionPages(
            JdbcClient jdbc, Access access, Projects projects, Files files, PublicAddress address) {
        this.jdbc = jdbc;
        this.access = access;
        this.projects = projects;
        this.files = files;
        this.address = address;
    }

    /// One of them.
    ///
    /// @param words  what the link said
    /// @param commit the project's as of the day; nothing while it is open
    public record PageOf(String projectPath, String path, String words, @Nullable String commit) {

        public String today() {
            return "/" + projectPath + "/-/handbook/" + encoded();
        }

        /// As it stood on the day.
        public String then() {
            return "/" + projectPath + "/-/blob/" + commit + "/" + encoded();
        }

        private String encoded() {
            return UriUtils.encodePath(path, StandardCharsets.UTF_8);
        }
    }

    /// Those that the reader may see.
    List<PageOf> of(Actor reader, long decision) {
        return of(reader, List.of(decision)).getOrDefault(decision, List.of());
    }

    /// The same of many decisions, in one question.
    Map<Long, List<PageOf>> of(Actor reader, Collection<Long> decisions) {
        Map<Long, List<PageOf>> found = new HashMap<>();
        access.bind(jdbc.sql("""
                        select decision_page.decision_id, project.full_path project_path, decision_page.path, decision_page.words,
                               decision_page.commit
                        from decision_page join project on project.id = decision_page.project_id
                        where decision_page.decision_id = any (:decisions) and\s""" + Access.VISIBLE_PROJECT
                        + " order by project.full_path, decision_page.path"), reader)
                .param("decisions", decisions.toArray(Long[]::new))
                .query(row -> {
                    found.computeIfAbsent(row.getLong("decision_id"), _ -> new ArrayList<>()).add(new PageOf(
                            row.getString("project_path"), row.getString("path"), row.getString("words"), row.getString("commit")));
                });
        return found;
    }

    /// The decisions that stand behind a page, the latest first: those it speaks of, and those that speak of it. What was
    /// superseded or rejected is the log's.
    ///
    /// @param cited the things that the page speaks of
    public List<Decision> behind(Actor reader, long project, String path, Collection<Long> cited) {
        return access.bind(jdbc.sql(DecisionRows.SELECT + """
                        where decision.status in ('proposed', 'decided') and (decision.id = any (:cited) or decision.id in (
                            select decision_id from decision_page where project_id = :project and path = :path)) and\s"""
                        + Access.VISIBLE_ISSUABLE + " order by decision.listed_at desc, decision.id desc limit 8"), reader)
                .param("cited", cited.toArray(Long[]::new))
                .param("project", project)
                .param("path", path)
                .query(DecisionRows::bare)
                .list();
    }

    /// Notes which pages its texts link to now, as far as whoever wrote them may see these.
    void follow(Actor actor, Decision decision) {
        jdbc.sql("delete from decision_page where decision_id = :id").param("id", decision.id()).update();
        linked(actor, decision).forEach((page, words) -> jdbc.sql("""
                        insert into decision_page (decision_id, project_id, path, words) values (:id, :project, :path, :words)
                        on conflict do nothing""")
                .param("id", decision.id())
                .param("project", page.project().id())
                .param("path", page.path())
                .param("words", words)
                .update());
    }

    /// The same, and the commit each of them can be read at as it is at this moment; none where it isn't there yet.
    void freeze(Actor actor, Decision decision) {
        follow(actor, decision);
        for (Place page : linked(actor, decision).keySet()) {
            files.locate(page.project().id(), page.project().defaultBranch(), page.path()).ifPresent(file -> jdbc.sql("""
                            update decision_page set commit = :commit
                            where decision_id = :id and project_id = :project and path = :path""")
                    .param("commit", file.commit())
                    .param("id", decision.id())
                    .param("project", page.project().id())
                    .param("path", page.path())
                    .update());
        }
    }

    private record Place(Project project, String path) {}

    private Map<Place, String> linked(Actor actor, Decision decision) {
        StringBuilder html = new StringBuilder(decision.header().descriptionHtml()).append(decision.becauseHtml());
        decision.options().forEach(option -> html.append(option.proHtml()).append(option.conHtml()));
        decision.questions().forEach(question -> html.append(question.answerHtml()));
        String own = address.known();
        Map<Place, String> found = new LinkedHashMap<>();
        Matcher links = LINK.matcher(html);
        while (links.find() && found.size() < MOST) {
            String target = links.group(1).replace("&amp;", "&");
            if (!own.isEmpty() && target.startsWith(own + "/")) {
                target = target.substring(own.length());
            }
            Matcher place = PLACE.matcher(target);
            if (place.matches()) {
                String words = links.group(2).replaceAll("<[^>]{0,2000}>", "").replace("&lt;", "<").replace("&gt;", ">")
                        .replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&").strip();
                String path = decoded(place.group(2)).replaceAll("^/+|/+$", "");
                projects.visibleTo(actor).find(place.group(1))
                        .filter(_ -> !path.isEmpty() && path.indexOf('\0') < 0)
                        .ifPresent(project -> found.putIfAbsent(
                                new Place(project, file(project, path)), words.isEmpty() ? path : shortened(words)));
            }
        }
        return found;
    }

    /// A page may be written without its ending, and a folder stands for its first page.
    private String file(Project project, String path) {
        return Stream.of("", ".md", "/README.md")
                .map(path::concat)
                .filter(file -> files.locate(project.id(), project.defaultBranch(), file).isPresent())
                .findFirst()
                .orElse(path);
    }

    private static String shortened(String words) {
        return words.length() > 200 ? words.substring(0, 199) + "…" : words;
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return path;
        }
    }
}
