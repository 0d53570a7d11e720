package antipode.feeds;

import static antipode.feeds.FeedsTest.entries;
import static antipode.feeds.FeedsTest.words;
import static antipode.feeds.FeedsTest.xml;
import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.repositories.Edits;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
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
    private Cast.Company company;
    private Tab ana;
    private Tab kei;

    ListFeedsTest(Cast cast, Browser browser, Edits edits, ProjectMembers members) {
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
}
