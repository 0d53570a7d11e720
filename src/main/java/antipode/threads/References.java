package antipode.threads;

import antipode.markdown.Markdown;
import antipode.markdown.Marker;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.web.Times;
import java.time.Clock;
import java.time.ZoneOffset;
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

/// Turns the marks in kept texts into links for one reader, and times into those of the reader's clock: two questions for a
/// page, however much it cites. What the reader may not see stays as it was written.
@Component
public class References {

    private final JdbcClient jdbc;
    private final Citations citations;
    private final Clock clock;

    References(JdbcClient jdbc, Citations citations, Clock clock) {
        this.jdbc = jdbc;
        this.citations = citations;
        this.clock = clock;
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
                case COMMIT, LABEL, TIME -> {}
            }
        }
    }

    private Linked found(Actor reader, String projectPath, Set<Citation> cited, Set<String> named) {
        Map<String, Issuable> things = new HashMap<>();
        citations.visible(reader, cited).forEach((citation, thing) -> things.put(key(citation), thing));
        Member member = reader.member();
        return new Linked(
                projectPath, things, named(reader, named),
                new Times(clock.instant(), member == null ? ZoneOffset.UTC : member.zone()), reader.signedIn());
    }

    private static String key(Citation citation) {
        return (citation.project() + citation.kind().sign() + citation.iid()).toLowerCase(Locale.ROOT);
    }

    /// A kept text and the project from which it cites.
    public record Kept(String projectPath, String html) {}

    /// The texts of several projects, each as this reader gets it in a letter or a feed, in as many questions.
    public List<String> html(Actor reader, Collection<Kept> texts) {
        Set<Citation> cited = new LinkedHashSet<>();
        Set<String> named = new LinkedHashSet<>();
        texts.forEach(text -> collect(text.projectPath(), text.html(), cited, named));
        Linked linked = found(reader, "", cited, named);
        return texts.stream()
                .map(text -> new Linked(text.projectPath(), linked.things(), linked.named(), linked.times(), linked.known())
                        .letter(text.html()))
                .toList();
    }

    /// Members and teams of these names, as far as the reader knows of them: one question.
    private Map<String, Named> named(Actor reader, Collection<String> names) {
        Map<String, Named> found = new HashMap<>();
        if (names.isEmpty() || !reader.signedIn()) {
            return found;
        }
        boolean knowsTeams = reader.administrator() || !reader.require().external();
        jdbc.sql("""
                        select username as name, '/-/people/' || username as path from member
                        where lower(username) = any (:names)
                        union all
                        select full_path, '/' || full_path from namespace
                        where kind = 'team' and :knows and lower(full_path) = any (:names)""")
                .param("names", names.toArray(String[]::new))
                .param("knows", knowsTeams)
                .query((row, _) -> new Named(row.getString("name"), row.getString("path")))
                .list()
                .forEach(one -> found.put(one.name().toLowerCase(Locale.ROOT), one));
        return found;
    }

    /// Somebody, or a team, as named in a text, and where more is to be read of them.
    record Named(String name, String path) {}

    /// What one reader's page cites, found.
    ///
    /// @param times their clock
    /// @param known whether it is theirs; who isn't signed in reads times in UTC, and is told so
    public record Linked(
            String projectPath, Map<String, Issuable> things, Map<String, Named> named, Times times, boolean known) {

        /// The kept html with its marks turned to links.
        public String html(String kept) {
            return Markdown.resolve(kept, marker -> anchor(marker, !known));
        }

        /// The same for a letter or a feed, where one can't point at a time to learn whose it is: each names its zone.
        public String letter(String kept) {
            return Markdown.resolve(kept, marker -> anchor(marker, true));
        }

        private @Nullable String anchor(Marker marker, boolean zone) {
            return switch (marker.kind()) {
                case TIME -> marker.moment().map(moment -> ReaderTimes.html(moment, times, zone)).orElse(null);
                case ISSUE, MERGE_REQUEST -> linkTo(marker);
                case MENTION -> {
                    Named one = named.get(marker.name().toLowerCase(Locale.ROOT));
                    yield one == null
                            ? null
                            : "<a class=\"mention\" href=\"" + HtmlUtils.htmlEscape(one.path()) + "\">@"
                                    + HtmlUtils.htmlEscape(one.name()) + "</a>";
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
