package antipode.handbook;

import antipode.issues.Issue;
import antipode.issues.IssueSection;
import antipode.markdown.Heading;
import antipode.markdown.Markdown;
import antipode.markdown.Marker;
import antipode.markdown.Rendered;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.web.Part;
import antipode.web.PublicAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which pages speak of which issues and merge requests, and below which heading: written down with the page, read beside the
/// thing.
@Component
class PageCitations implements IssueSection {

    private static final int MOST = 200;
    private static final int SHOWN = 20;
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]{1,2000})\"");
    private static final Pattern PLACE = Pattern.compile("/([\\w./-]{1,500}?)/-/(issues|merge_requests)/(\\d{1,9})(?:[#?/].*)?");

    private final JdbcClient jdbc;
    private final Access access;
    private final PublicAddress address;

    PageCitations(JdbcClient jdbc, Access access, PublicAddress address) {
        this.jdbc = jdbc;
        this.access = access;
        this.address = address;
    }

    private record Cited(String project, String kind, long iid) {}

    /// Writes down what a page cites now, each thing once, at its first place.
    void keep(Project project, long page, Rendered rendered) {
        jdbc.sql("delete from page_citation where page_id = :page").param("page", page).update();
        Map<Cited, Heading> found = new LinkedHashMap<>();
        for (var block : rendered.blocks()) {
            var heading = rendered.headings().stream().filter(one -> one.line() <= block.start()).reduce((_, last) -> last).orElse(TOP);
            for (Marker marker : Markdown.markers(block.html())) {
                if (marker.kind() == Marker.Kind.ISSUE || marker.kind() == Marker.Kind.MERGE_REQUEST) {
                    var named = marker.project();
                    found.putIfAbsent(
                            new Cited(
                                    named == null ? project.fullPath() : named,
                                    marker.kind() == Marker.Kind.ISSUE ? "issue" : "merge_request", marker.number()),
                            heading);
                }
            }
            var own = address.known();
            Matcher links = LINK.matcher(block.html());
            while (links.find()) {
                var target = links.group(1);
                var place = PLACE.matcher(
                        !own.isEmpty() && target.startsWith(own + "/") ? target.substring(own.length()) : target);
                if (place.matches()) {
                    found.putIfAbsent(
                            new Cited(
                                    place.group(1), place.group(2).equals("issues") ? "issue" : "merge_request",
                                    Long.parseLong(place.group(3))),
                            heading);
                }
            }
        }
        found.entrySet().stream().limit(MOST).forEach(each -> jdbc.sql("""
                        insert into page_citation (page_id, issuable_id, heading, anchor)
                        select :page, issuable.id, :heading, :anchor
                        from issuable join project on project.id = issuable.project_id
                        where lower(project.full_path) = lower(:project) and issuable.kind = :kind and issuable.iid = :iid
                        on conflict do nothing""")
                .param("page", page)
                .param("heading", each.getValue().level() <= 1 ? "" : each.getValue().text())
                .param("anchor", each.getValue().level() <= 1 ? "" : each.getValue().id())
                .param("project", each.getKey().project())
                .param("kind", each.getKey().kind())
                .param("iid", each.getKey().iid())
                .update());
    }

    private static final Heading TOP = new Heading(1, "", "", 0);

    /// The things that a page speaks of.
    List<Long> of(long project, String path) {
        return jdbc.sql("""
                        select page_citation.issuable_id from page join page_citation on page_citation.page_id = page.id
                        where page.project_id = :project and page.path = :path""")
                .param("project", project)
                .param("path", path)
                .query(Long.class)
                .list();
    }

    @Override
    public int order() {
        return 10;
    }

    /// The pages that speak of it, as far as the reader may see them.
    @Override
    public Optional<Part> of(Actor reader, Issue issue) {
        List<CitingPages.Page> pages = access.bind(jdbc.sql("select " + Project.COLUMNS
                        + ", page.path page_path, page.title, page_citation.heading, page_citation.anchor"
                        + " from page_citation join page on page.id = page_citation.page_id"
                        + " join project on project.id = page.project_id where page_citation.issuable_id = :issue and "
                        + Access.VISIBLE_PROJECT + " order by page.title, page.id limit " + SHOWN), reader)
                .param("issue", issue.id())
                .query((row, number) -> {
                    var anchor = row.getString("anchor");
                    return new CitingPages.Page(
                            row.getString("title"), row.getString("heading"),
                            Paths.page(Project.read(row, number), row.getString("page_path")) + (anchor.isEmpty() ? "" : "#" + anchor));
                })
                .list();
        return pages.isEmpty() ? Optional.empty() : Optional.of(new CitingPages(pages));
    }
}
