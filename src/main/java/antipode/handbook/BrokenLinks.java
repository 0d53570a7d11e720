package antipode.handbook;

import antipode.projects.Project;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which links and pictures of a handbook lead to nothing. What a page links to is written down when the page changes; whether
/// it is there, whenever either end changes. Links to other sites are not looked at.
@Component
class BrokenLinks {

    private final JdbcClient jdbc;
    private final Redirects redirects;

    BrokenLinks(JdbcClient jdbc, Redirects redirects) {
        this.jdbc = jdbc;
        this.redirects = redirects;
    }

    /// One link, and what is wrong with it.
    record Broken(long id, String page, String title, int line, String written, boolean picture, State state, String target) {}

    /// What became of a link.
    enum State {
        MOVED("moved", "leads to a page that was renamed"),
        NO_PAGE("no page", "there is no such page"),
        NO_FILE("no file", "there is no such file"),
        NO_HEADING("no heading", "the page has no such heading"),
        OUTSIDE("outside", "leads out of the repository");

        private final String key;
        private final String words;

        State(String key, String words) {
            this.key = key;
            this.words = words;
        }

        String key() {
            return key;
        }

        String words() {
            return words;
        }

        static State of(String key) {
            return java.util.Arrays.stream(values()).filter(state -> state.key.equals(key)).findFirst().orElseThrow();
        }
    }

    /// Writes down what a page links to now; [#judge] tells what becomes of it.
    void keep(long page, List<PageLinking.Link> links) {
        jdbc.sql("delete from page_link where page_id = :page").param("page", page).update();
        for (var link : links) {
            jdbc.sql("""
                            insert into page_link (page_id, line, written, path, fragment, picture, state)
                            values (:page, :line, :written, :path, :fragment, :picture, :state)""")
                    .param("page", page).param("line", link.line()).param("written", link.written())
                    .param("path", link.path() == null ? "" : normal(link.path())).param("fragment", link.fragment())
                    .param("picture", link.picture()).param("state", link.path() == null ? State.OUTSIDE.key() : "fine")
                    .update();
        }
    }

    /// What is there at a commit: files and folders, in one form of their letters.
    record There(Set<String> files, Set<String> folders) {

        static There of(Collection<String> paths) {
            var files = new HashSet<String>();
            var folders = new HashSet<String>(Set.of(""));
            for (var path : paths) {
                var normal = normal(path);
                files.add(normal);
                for (var folder = Paths.folder(normal); folders.add(folder); ) {
                    folder = Paths.folder(folder);
                }
            }
            return new There(files, folders);
        }
    }

    private record Kept(long id, String page, String path, String fragment, boolean picture, String state) {}

    /// Judges anew the links of some pages, and those that lead to where something came, changed or went.
    ///
    /// @param touched paths of files that differ
    void judge(long project, There tree, Collection<Long> pages, Collection<String> touched) {
        var kept = jdbc.sql("""
                        select page_link.id, page.path page, page_link.path, page_link.fragment, page_link.picture, page_link.state
                        from page_link join page on page.id = page_link.page_id
                        where page.project_id = :project and page_link.state <> 'outside'
                          and (page_link.page_id = any (:pages) or page_link.path = any (:touched))""")
                .param("project", project)
                .param("pages", pages.toArray(Long[]::new))
                .param("touched", around(touched).toArray(String[]::new))
                .query((row, _) -> new Kept(
                        row.getLong("id"), row.getString("page"), row.getString("path"), row.getString("fragment"),
                        row.getBoolean("picture"), row.getString("state")))
                .list();
        var anchors = anchors(project);
        var changed = new HashMap<String, List<Long>>();
        for (var link : kept) {
            var state = state(project, tree, anchors, link);
            if (!state.equals(link.state())) {
                changed.computeIfAbsent(state, _ -> new ArrayList<>()).add(link.id());
            }
        }
        changed.forEach((state, ids) -> jdbc.sql("update page_link set state = :state where id = any (:ids)")
                .param("state", state).param("ids", ids.toArray(Long[]::new)).update());
    }

    /// What may be meant by a link that leads to one of these: the file, its name without ending, the folders it lies in.
    private static Set<String> around(Collection<String> touched) {
        var around = new HashSet<String>();
        for (var each : touched) {
            var path = normal(each);
            for (var root : List.of("", "content/", "docs/", "static/", "assets/")) {
                if (path.startsWith(root)) {
                    var within = path.substring(root.length());
                    around.add(within);
                    if (Paths.isPage(within)) {
                        around.add(within.substring(0, within.lastIndexOf('.')));
                    }
                    for (var folder = Paths.folder(within); around.add(folder) && !folder.isEmpty(); ) {
                        folder = Paths.folder(folder);
                    }
                }
            }
        }
        return around;
    }

    private Map<String, Set<String>> anchors(long project) {
        var anchors = new HashMap<String, Set<String>>();
        jdbc.sql("select path, anchors from page where project_id = :project")
                .param("project", project)
                .query(row -> {
                    anchors.put(normal(row.getString("path")), Set.of((String[]) row.getArray("anchors").getArray()));
                });
        return anchors;
    }

    private String state(long project, There tree, Map<String, Set<String>> anchors, Kept link) {
        for (var path : PageLinking.meant(link.path(), link.picture())) {
            var file = tree.files().contains(path) ? path : tree.files().contains(path + ".md") ? path + ".md" : null;
            if (file == null && tree.folders().contains(path)) {
                file = first(tree, path);
                if (file == null) {
                    return "fine";
                }
            }
            if (file != null) {
                var named = anchors.get(file);
                boolean there = link.fragment().isEmpty() || named == null || named.contains(link.fragment())
                        || named.contains(link.fragment().toLowerCase(Locale.ROOT)) || link.fragment().matches("(?i)L\\d+.*|readme|top")
                        || redirects.headings(project, file, named).values().stream().anyMatch(older -> older.contains(link.fragment()));
                return there ? "fine" : State.NO_HEADING.key();
            }
        }
        if (!link.picture() && redirects.find(project, link.path()).isPresent()) {
            return State.MOVED.key();
        }
        boolean page = Paths.isPage(link.path()) || !Paths.name(link.path()).contains(".");
        return link.picture() || !page ? State.NO_FILE.key() : State.NO_PAGE.key();
    }

    private static @Nullable String first(There tree, String folder) {
        return List.of("README.md", "readme.md", "index.md", "_index.md", "README.markdown").stream()
                .map(name -> Paths.join(folder, name))
                .filter(tree.files()::contains)
                .findFirst()
                .orElse(null);
    }

    private static String normal(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC).replace("\0", "");
    }

    /// How many lead to nothing, and how many to what was renamed.
    record Count(int broken, int moved) {}

    Count count(Project project) {
        return jdbc.sql("""
                        select count(*) filter (where page_link.state <> 'moved') broken,
                               count(*) filter (where page_link.state = 'moved') moved
                        from page_link join page on page.id = page_link.page_id
                        where page.project_id = :project and page_link.state <> 'fine'""")
                .param("project", project.id())
                .query((row, _) -> new Count(row.getInt("broken"), row.getInt("moved")))
                .single();
    }

    /// By page and line; so many after one.
    ///
    /// @param after the page and id of the last one before; both empty to begin
    List<Broken> list(Project project, String afterPage, int afterLine, long afterId, int limit) {
        return jdbc.sql("""
                        select page_link.id, page.path page, page.title, page_link.line, page_link.written, page_link.picture,
                               page_link.state, page_link.path
                        from page_link join page on page.id = page_link.page_id
                        where page.project_id = :project and page_link.state <> 'fine'
                          and (page.path, page_link.line, page_link.id) > (:page, :line, :id)
                        order by page.path, page_link.line, page_link.id limit\s""" + limit)
                .param("project", project.id())
                .param("page", afterPage.replace("\0", ""))
                .param("line", afterLine)
                .param("id", afterId)
                .query((row, _) -> new Broken(
                        row.getLong("id"), row.getString("page"), row.getString("title"), row.getInt("line"), row.getString("written"),
                        row.getBoolean("picture"), State.of(row.getString("state")), row.getString("path")))
                .list();
    }
}
