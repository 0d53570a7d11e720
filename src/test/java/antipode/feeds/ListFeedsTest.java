package antipode.feeds;

import static antipode.feeds.FeedsTest.entries;
import static antipode.feeds.FeedsTest.words;
import static antipode.feeds.FeedsTest.xml;
import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.projects.Labels;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.repositories.Edits;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Lists as feeds, through HTTP: whatever filters the page filters the feed.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListFeedsTest {

    private static final String REQUESTS = "/halyard/handbook/-/merge_requests";

    private final Cast cast;
    private final Browser browser;
    private final Edits edits;
    private final ProjectMembers members;
    private final Issues issues;
    private final Labels labels;
    private Cast.Company company;
    private Tab ana;
    private Tab kei;

    ListFeedsTest(Cast cast, Browser browser, Edits edits, ProjectMembers members, Issues issues, Labels labels) {
        this.issues = issues;
        this.labels = labels;
        this.cast = cast;
        this.browser = browser;
        this.edits = edits;
        this.members = members;
    }

    @BeforeAll
    void everyone_arrives() {
        company = cast.arrive();
        members.add(company.handbook(), Role.OWNER, company.kei().require(), Role.DEVELOPER, null);
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
        edits.commit(company.ana(), company.handbook(), "main", null, "Begin", List.of(
                Edits.Action.create("README.md", "# Handbook\n")), null);
    }

    @Test
    void merge_requests_are_a_feed_by_the_filters_of_their_page() {
        propose(company.ana(), ana, "Give up paper");
        String keis = propose(company.kei(), kei, "Go by night");
        kei.post(keis + "/closure");
        assertThat(titles(ana, REQUESTS + ".atom")).anyMatch(title -> title.endsWith("Give up paper")).noneMatch(title -> title.endsWith("Go by night"));
        assertThat(titles(ana, REQUESTS + ".atom?state=closed")).singleElement().asString().endsWith("Go by night");
        assertThat(titles(ana, REQUESTS + ".atom?state=all&author=kei")).singleElement().asString().endsWith("Go by night");
        assertThat(titles(ana, REQUESTS + ".atom?author=nobody")).isEmpty();
        assertThat(titles(kei, "/-/merge_requests.atom?state=all")).singleElement().asString().startsWith("halyard/handbook!");
        assertThat(titles(kei, "/-/merge_requests.atom?state=all&scope=all")).hasSizeGreaterThan(1);
        assertThat(titles(browser.asNobody(), "/-/merge_requests.atom")).isEmpty();
        assertThat(ana.get(REQUESTS + "?state=closed").page().select("link[rel=alternate]").attr("href"))
                .isEqualTo(REQUESTS + ".atom?state=closed");
        assertThat(words(xml(ana.get(REQUESTS + ".atom?state=closed&author=kei")).getDocumentElement(), "title"))
                .isEqualTo("Closed merge requests of halyard/handbook, written by kei");
    }

    @Test
    void issues_are_a_feed_by_the_filters_of_their_page() {
        Project log = cast.project(company.ana(), company.team(), "log", Visibility.INTERNAL);
        labels.create(log.id(), "weather", Labels.DEFAULT_COLOR, "");
        Issue rain = issues.open(company.kei(), log, Issues.Opening.of("Rain", "See #1, says @ana."), false);
        issues.label(company.kei(), rain, List.of("weather"), false);
        Issue sun = issues.open(company.ana(), log, Issues.Opening.of("Sun", ""), false);
        issues.close(company.ana(), sun);
        String path = "/halyard/log/-/issues.atom";
        assertThat(titles(ana, path)).containsExactly("#" + rain.header().iid() + " Rain");
        assertThat(titles(ana, path + "?state=all")).containsExactly("#" + sun.header().iid() + " Sun", "#" + rain.header().iid() + " Rain");
        assertThat(titles(ana, path + "?state=all&label=weather")).hasSize(1);
        assertThat(titles(ana, path + "?author=ana")).isEmpty();
        assertThat(titles(ana, path + "?search=rain")).hasSize(1);
        assertThat(titles(kei, "/-/issues.atom")).contains("halyard/log#" + rain.header().iid() + " Rain");
        assertThat(titles(ana, "/-/issues.atom")).noneMatch(title -> title.endsWith("Rain"));
        assertThat(titles(ana, "/-/issues.atom?scope=all")).anyMatch(title -> title.endsWith("Rain"));
        assertThat(titles(browser.asNobody(), "/-/issues.atom")).isEmpty();
        var entry = entries(xml(ana.get(path))).getFirst();
        assertThat(words(entry, "content")).contains("href=\"" + browser.address() + "/-/people/ana\"");
        assertThat(((org.w3c.dom.Element) entry.getElementsByTagName("category").item(0)).getAttribute("term")).isEqualTo("weather");
        var page = ana.get("/halyard/log/-/issues?label=weather&after=9999").page();
        assertThat(page.select("link[rel=alternate]").attr("href")).isEqualTo("/halyard/log/-/issues.atom?label=weather");
        assertThat(page.select(".subscribe input[name=page]").val()).isEqualTo("/halyard/log/-/issues?label=weather");
        assertThat(page.select(".subscribe input[name=name]").val()).isEqualTo("Open issues of halyard/log, labelled weather");
        assertThat(browser.asNobody().get("/-/issues").page().select(".subscribe a").eachAttr("href"))
                .containsExactly("/-/issues.atom?scope=all", "/-/issues.ics?scope=all");
    }

    @Test
    void my_list_is_a_feed_of_my_own() {
        Issue asked = issues.open(company.kei(), company.handbook(), Issues.Opening.of("Which <quay>?", "@ana Which one & when?"), false);
        assertThat(titles(ana, "/-/todos.atom")).contains("Question: Which <quay>? (" + asked.header().fullReference() + ")");
        assertThat(titles(ana, "/-/todos.atom?author=kei&kind=obligation")).hasSize(1);
        assertThat(titles(ana, "/-/todos.atom?state=done")).isEmpty();
        assertThat(titles(kei, "/-/todos.atom")).noneMatch(title -> title.contains("quay"));
        assertThat(browser.asNobody().get("/-/todos.atom").status()).isEqualTo(401);
        String address = ana.post("/-/settings/feeds", "kind", "atom", "name", "My list", "page", "/-/todos?kind=obligation")
                .page().selectFirst("#feed-address").attr("value");
        assertThat(browser.asNobody().get(address).body()).contains("quay");
        issues.close(company.kei(), asked);
        assertThat(browser.asNobody().get(address).body()).doesNotContain("quay");
    }

    @Test
    void a_feed_reader_reads_them() throws Exception {
        issues.open(company.kei(), company.handbook(), Issues.Opening.of("Rome & all that <b>", "*Words*"), false);
        var feed = new SyndFeedInput().build(new StringReader(ana.get("/halyard/handbook/-/issues.atom").body()));
        assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
        assertThat(feed.getEntries().getFirst().getTitle()).endsWith("Rome & all that <b>");
        assertThat(feed.getEntries().getFirst().getContents().getFirst().getValue()).contains("<em>Words</em>");
        assertThat(feed.getEntries().getFirst().getAuthor()).isEqualTo("Kei Nakamura");
    }

    @Test
    void a_list_asks_a_fixed_number_of_questions() {
        propose(company.ana(), ana, "First, as !1 says");
        Runnable read = () -> ana.get(REQUESTS + ".atom");
        read.run();
        int before = CountedStatements.during(read);
        propose(company.ana(), ana, "Second");
        propose(company.ana(), ana, "Third, as !1 says");
        assertThat(CountedStatements.during(read)).isEqualTo(before);
    }

    private String propose(antipode.people.Actor actor, Tab tab, String title) {
        String branch = title.replaceAll("\\W+", "-");
        edits.commit(actor, company.handbook(), branch, "main", title, List.of(Edits.Action.create(branch + ".md", "# " + title + "\n")), null);
        var answer = tab.post(REQUESTS, "title", title, "source", branch, "target", "main", "description", "Because of " + title + ".");
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer.header("Location");
    }

    private static List<String> titles(Tab tab, String path) {
        return entries(xml(tab.get(path))).stream().map(entry -> words(entry, "title")).toList();
    }

    @Test
    void characters_that_no_list_can_filter_by_break_none() {
        for (String list : List.of(
                "/-/todos", "/-/issues", "/-/merge_requests", "/-/decisions", "/halyard/open/-/issues", "/halyard/open/-/merge_requests")) {
            for (String field : List.of("reason", "kind", "author", "project", "state", "label", "search", "q", "after", "type", "milestone", "thing")) {
                for (String value : List.of("a%00b", "%1b%5b", "%ef%bf%bf", "%ed%a0%80")) {
                    for (String form : List.of(".atom?", "?")) {
                        String address = list + form + field + "=" + value;
                        assertThat(browser.as(company.ana()).get(address).status()).as(address).isLessThan(500);
                    }
                }
            }
        }
    }
}
