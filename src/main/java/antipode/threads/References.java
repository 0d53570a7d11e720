package antipode.threads;

import antipode.markdown.Markdown;
import antipode.markdown.Marker;
import antipode.people.Actor;
import antipode.people.Person;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/// Turns the marks in kept texts into links for one reader: two questions for a page, however much it cites. What the
/// reader may not see stays as it was written.
@Component
public class References {

    private final JdbcClient jdbc;
    private final Citations citations;

    References(JdbcClient jdbc, Citations citations) {
        this.jdbc = jdbc;
        this.citations = citations;
    }

    /// The texts of one page, all from the same project, as this reader sees them.
    public Linked link(Actor reader, String projectPath, Collection<String> htmls) {
        Set<Citation> cited = new LinkedHashSet<>();
        Set<String> named = new LinkedHashSet<>();
        htmls.forEach(html -> collect(projectPath, html, cited, named));
        return found(reader, projectPath, cited, named);
    }

    private static void collect(String projectPath, String html, Set<Citation> cited, Set<String> named) {
        for (Marker marker : Markdown.markers(html)) {
            switch (marker.kind()) {
                case ISSUE, MERGE_REQUEST -> cited.add(Citation.of(marker, projectPath));
                case MENTION -> named.add(marker.name().toLowerCase(Locale.ROOT));
                case COMMIT, LABEL -> {}
            }
        }
    }

    private Linked found(Actor reader, String projectPath, Set<Citation> cited, Set<String> named) {
        Map<String, Issuable> things = new HashMap<>();
        citations.visible(reader, cited).forEach((citation, thing) -> things.put(key(citation), thing));
        return new Linked(projectPath, things, reader.signedIn() ? people(named) : Map.of());
    }

    private static String key(Citation citation) {
        return (citation.project() + citation.kind().sign() + citation.iid()).toLowerCase(Locale.ROOT);
    }

    /// A kept text and the project from which it cites.
    public record Kept(String projectPath, String html) {}

    /// The texts of several projects, each as this reader sees it, in as many questions.
    public List<String> html(Actor reader, Collection<Kept> texts) {
        Set<Citation> cited = new LinkedHashSet<>();
        Set<String> named = new LinkedHashSet<>();
        texts.forEach(text -> collect(text.projectPath(), text.html(), cited, named));
        Linked linked = found(reader, "", cited, named);
        return texts.stream()
                .map(text -> new Linked(text.projectPath(), linked.things(), linked.people()).html(text.html()))
                .toList();
    }

    private Map<String, Person> people(Collection<String> usernames) {
        Map<String, Person> people = new HashMap<>();
        if (!usernames.isEmpty()) {
            List<Person> found = jdbc.sql("""
                            select id, username, name, zone from member where lower(username) = any (:usernames)""")
                    .param("usernames", usernames.toArray(String[]::new))
                    .query((row, _) -> Threads.person(row, ""))
                    .list();
            found.forEach(person -> people.put(person.username().toLowerCase(Locale.ROOT), person));
        }
        return people;
    }

    /// What one reader's page cites, found.
    public record Linked(String projectPath, Map<String, Issuable> things, Map<String, Person> people) {

        /// The kept html with its marks turned to links.
        public String html(String kept) {
            return Markdown.resolve(kept, this::anchor);
        }

        private @Nullable String anchor(Marker marker) {
            return switch (marker.kind()) {
                case ISSUE, MERGE_REQUEST -> linkTo(marker);
                case MENTION -> {
                    Person person = people.get(marker.name().toLowerCase(Locale.ROOT));
                    yield person == null
                            ? null
                            : "<a class=\"mention\" href=\"/-/people/" + person.username() + "\">@" + person.username() + "</a>";
                }
                case COMMIT -> "<a class=\"commit\" href=\"/" + HtmlUtils.htmlEscape(projectPath) + "/-/commit/"
                        + marker.text() + "\"><code>"
                        + marker.text().substring(0, Math.min(8, marker.text().length())) + "</code></a>";
                case LABEL -> null;
            };
        }

        /// What is cited, if the reader may see it.
        public @Nullable Issuable thing(Marker marker) {
            return things.get(key(Citation.of(marker, projectPath)));
        }

        private @Nullable String linkTo(Marker marker) {
            Issuable thing = thing(marker);
            return thing == null
                    ? null
                    : "<a class=\"reference" + (thing.open() ? "" : " ended") + "\" href=\""
                            + HtmlUtils.htmlEscape(thing.path()) + "\" title=\"" + HtmlUtils.htmlEscape(thing.title())
                            + "\">" + HtmlUtils.htmlEscape(marker.text()) + "</a>";
        }
    }
}
