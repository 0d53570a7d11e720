package antipode.handbook;

import antipode.database.Settings;
import antipode.hints.Glossary;
import antipode.markdown.Markdown;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.repositories.Files;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The glossary of the workspace: `glossary.md` of the handbook, or the page that the workspace has named.
@Component
class GlossaryPages implements Glossary {

    static final String USUAL = "glossary.md";

    /// What is explained stands at the beginning: in a heading, in bold, in a table's first column, in a list of terms.
    private static final Pattern TERMS = Pattern.compile("<(h[1-6]|strong|dt|b)(?: [^>]*)?>(.{1,300}?)</\\1>|<tr[^>]*>\\s*<td[^>]*>(.{1,300}?)</td>", Pattern.DOTALL);
    private static final Pattern ABBREVIATION = Pattern.compile("(?<![\\p{L}\\p{N}])\\p{Lu}[\\p{Lu}\\p{N}&]{1,7}(?![\\p{L}\\p{N}])");

    private final JdbcClient jdbc;
    private final Access access;
    private final Settings settings;
    private final Files files;
    /// A blob never changes, so neither does what it explains.
    private final Cache<String, Set<String>> cache = Caffeine.newBuilder().maximumSize(50).build();

    GlossaryPages(JdbcClient jdbc, Access access, Settings settings, Files files) {
        this.jdbc = jdbc;
        this.access = access;
        this.settings = settings;
        this.files = files;
    }

    private record Found(long project, String projectPath, String branch, String path, String blob) {}

    @Override
    public Explained of(Actor reader) {
        String[] named = settings.get(Glossary.SETTING).orElse("").split(":", 2);
        String project = named.length == 2 ? named[0] : "";
        String path = named.length == 2 ? named[1] : USUAL;
        return access.bind(jdbc.sql("""
                        select project.id, project.full_path, project.default_branch, page.path, page.blob
                        from page join project on project.id = page.project_id
                        where page.path = :path and (:project = '' or lower(project.full_path) = lower(:project)) and\s"""
                        + Access.VISIBLE_PROJECT + """
                         order by project.path <> 'handbook', lower(project.name), project.id limit 1"""), reader)
                .param("path", path)
                .param("project", project)
                .query((row, _) -> new Found(
                        row.getLong("id"), row.getString("full_path"), row.getString("default_branch"), row.getString("path"),
                        row.getString("blob")))
                .optional()
                .map(page -> new Explained(words(page), "/" + page.projectPath() + "/-/edit/" + page.branch() + "/" + page.path()))
                .orElse(new Explained(Set.of(), null));
    }

    private Set<String> words(Found page) {
        return cache.get(page.blob(), blob -> explained(
                files.blob(page.project(), blob).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("")));
    }

    static Set<String> explained(String text) {
        Set<String> words = new HashSet<>();
        for (Matcher term = TERMS.matcher(Markdown.render(text).html()); term.find(); ) {
            String said = term.group(2) == null ? term.group(3) : term.group(2);
            for (Matcher word = ABBREVIATION.matcher(said); word.find(); ) {
                words.add(word.group());
            }
        }
        return words;
    }
}
