package antipode.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Tokens;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.testing.TestClock;
import antipode.threads.Comments;
import antipode.threads.Writing;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// Threads as feeds, and the addresses that open them, through HTTP. It is Wednesday 12:00 in Lisbon; Kei and Mia sleep.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedsTest {

    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Comments comments;
    private final Members members;
    private final ProjectMembers belonging;
    private final Tokens tokens;
    private final TestClock clock;
    private Cast.Company company;
    private Project vault;
    private Project open;
    private Tab mia;
    private Issue issue;

    FeedsTest(
            Cast cast, Browser browser, Issues issues, Comments comments, Members members, ProjectMembers belonging,
            Tokens tokens, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.comments = comments;
        this.members = members;
        this.belonging = belonging;
        this.tokens = tokens;
        this.clock = clock;
    }

    @BeforeAll
    void everyone_arrives() {
        company = cast.arrive();
        vault = cast.project(company.ana(), company.team(), "vault", Visibility.PRIVATE);
        open = cast.project(company.ana(), company.team(), "open", Visibility.PUBLIC);
        belonging.add(vault, Role.OWNER, company.kei().require(), Role.REPORTER, null);
        belonging.add(vault, Role.OWNER, company.mia().require(), Role.GUEST, null);
        mia = browser.as(company.mia());
    }

    @BeforeEach
    void kei_writes_an_issue_in_the_vault() {
        clock.set(TestClock.START);
        issue = issues.open(company.kei(), vault, Issues.Opening.of("Who pays?", "Ask @mia, says #1."), false);
    }

    @Test
    void a_thread_is_a_feed_with_what_was_said_and_done_the_newest_first() {
        comments.write(company.mia(), issue.header(), Writing.of("*Flat* is right, see [the page](/halyard/vault)."));
        clock.forward(Duration.ofMinutes(5));
        issues.close(company.kei(), issue);
        Answer answer = mia.get(issue.path() + ".atom");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("application/atom+xml;charset=UTF-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        Document feed = xml(answer);
        assertThat(words(feed.getDocumentElement(), "title")).startsWith("halyard/vault#" + issue.header().iid() + " Who pays?");
        List<Element> entries = entries(feed);
        assertThat(entries.stream().map(entry -> words(entry, "title")))
                .containsExactly("Kei Nakamura closed this", "Mia Chen commented", "Kei Nakamura opened this");
        assertThat(words(entries.get(0), "updated")).isEqualTo("2026-11-04T12:05:00Z");
        assertThat(words(entries.get(1), "content"))
                .contains("<em>Flat</em>").contains("href=\"" + browser.address() + "/halyard/vault\"");
        assertThat(words(entries.get(2), "content"))
                .contains("href=\"" + browser.address() + "/-/people/mia\"");
        assertThat(words(entries.get(1), "id")).startsWith(browser.address() + "/t/" + issue.id() + "#note_");
    }

    @Test
    void a_project_tells_what_goes_on_in_it_and_nothing_that_its_reader_may_not_see() {
        issues.conceal(company.kei(), issues.open(company.kei(), open, Issues.Opening.of("A nightingale", "sings"), false), true);
        issues.open(company.kei(), open, Issues.Opening.of("A lark", "flies"), false);
        String mias = mia.get("/halyard/open.atom").body();
        String keis = browser.as(company.kei()).get("/halyard/open.atom").body();
        String nobodys = browser.asNobody().get("/halyard/open.atom").body();
        assertThat(keis).contains("A lark").contains("A nightingale");
        assertThat(mias).contains("A lark").doesNotContain("nightingale");
        assertThat(nobodys).contains("A lark").doesNotContain("nightingale").doesNotContain("sings");
        assertThat(browser.asNobody().get("/halyard/vault.atom").status()).isEqualTo(404);
        assertThat(browser.asNobody().get("/halyard/nothing.atom").status()).isEqualTo(404);
    }

    @Test
    void a_feed_asks_a_fixed_number_of_questions() {
        Issue other = issues.open(company.kei(), vault, Issues.Opening.of("Long", "See #1 and @ana"), false);
        Runnable read = () -> {
            assertThat(mia.get("/halyard/vault.atom").status()).isEqualTo(200);
            assertThat(mia.get(other.path() + ".atom").status()).isEqualTo(200);
        };
        read.run();
        int before = CountedStatements.during(read);
        for (int i = 0; i < 60; i++) {
            comments.write(company.mia(), other.header(), Writing.of("See #" + (i + 1) + ", @kei"));
        }
        assertThat(CountedStatements.during(read)).isEqualTo(before);
        assertThat(entries(xml(mia.get("/halyard/vault.atom")))).hasSize(AtomFeed.MOST);
        assertThat(entries(xml(mia.get(other.path() + ".atom")))).hasSize(AtomFeed.MOST);
    }

    @Test
    void hostile_words_stay_words() {
        for (String words : List.of(
                "</title><script>alert(1)</script>", "]]> <![CDATA[ & &amp; &#0;", "a\u0001\ufffe\u000b\u0085b", "\ud83c\udf89 \u202e \"'<>")) {
            Issue hostile = issues.open(company.kei(), vault, Issues.Opening.of(words, words), false);
            comments.write(company.kei(), hostile.header(), Writing.of(words + " <a href=\"javascript:alert(1)\">x</a>"));
            Document feed = xml(mia.get(hostile.path() + ".atom"));
            assertThat(feed.getElementsByTagName("script").getLength()).isZero();
            entries(feed).forEach(entry -> assertThat(words(entry, "content")).doesNotContain("<script").doesNotContain("javascript:\""));
        }
        assertThat(entries(xml(mia.get("/halyard/vault.atom")))).isNotEmpty();
    }

    @Test
    void whoever_has_read_it_is_told_only_of_what_is_new() {
        Answer first = mia.get(issue.path() + ".atom");
        Tab again = browser.with("If-None-Match", first.header("ETag"));
        String path = subscribed(mia, issue.path());
        String tag = browser.asNobody().get(path).header("ETag");
        assertThat(tag).isEqualTo(first.header("ETag"));
        assertThat(again.get(path).status()).isEqualTo(304);
        assertThat(again.get(path).body()).isEmpty();
        comments.write(company.kei(), issue.header(), Writing.of("New."));
        assertThat(again.get(path).status()).isEqualTo(200);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void no_log_holds_a_key(CapturedOutput output) {
        String path = subscribed(mia, issue.path());
        String token = path.substring(path.indexOf("glft-"));
        for (String asked : List.of(path, path + "&x=%zz", "/halyard/vault.atom?feed_token=" + token, "/nowhere.atom?feed_token=" + token)) {
            browser.asNobody().ask("GET", asked.replace("%zz", "%25zz"));
            browser.asNobody().ask("HEAD", asked.replace("%zz", "%25"));
            browser.asNobody().ask("POST", asked.replace("%zz", "%00"));
        }
        assertThat(output.getAll()).doesNotContain(token);
    }

    @Test
    void an_address_opens_its_own_feed_and_nothing_else() {
        String path = subscribed(mia, issue.path());
        String token = path.substring(path.indexOf("feed_token=") + 11);
        Tab reader = browser.asNobody();
        assertThat(token).matches("glft-[A-Za-z0-9_-]{34}");
        assertThat(reader.get(path).status()).isEqualTo(200);
        assertThat(reader.get(path).body()).contains("Who pays?").doesNotContain(token);
        for (String other : List.of(
                "/halyard/vault.atom?feed_token=" + token, issue.path() + ".atom?state=all&feed_token=" + token,
                "/halyard%2Fvault/-/issues/" + issue.header().iid() + ".atom?feed_token=" + token)) {
            assertThat(reader.get(other).status()).as(other).isEqualTo(401);
        }
        for (String other : List.of(issue.path(), "/halyard/vault", "/api/v4/projects/halyard%2Fvault")) {
            assertThat(reader.get(other + "?feed_token=" + token).status()).as(other).isEqualTo(404);
            assertThat(reader.get(other + "?private_token=" + token).status()).as(other).isIn(401, 404);
            assertThat(browser.with("PRIVATE-TOKEN", token).get(other).status()).as(other).isIn(401, 404);
            assertThat(browser.with("Authorization", "Bearer " + token).get(other).status()).as(other).isIn(401, 404);
        }
        assertThat(reader.post(path, "note", "x").status()).isIn(404, 405);
        assertThat(reader.get(path.replace(token, token.substring(0, token.length() - 1) + "0")).status()).isEqualTo(401);
        assertThat(reader.get(path.replace(token, "")).status()).isEqualTo(401);
        assertThat(reader.get(issue.path() + ".atom").status()).isEqualTo(404);
        assertThat(browser.with("PRIVATE-TOKEN", tokens.create(company.mia().id(), "reads", List.of("read_api"), null).text())
                        .get(issue.path() + ".atom").status())
                .isEqualTo(200);
        assertThat(browser.with("PRIVATE-TOKEN", tokens.create(company.mia().id(), "git", List.of("read_repository"), null).text())
                        .get(issue.path() + ".atom").status())
                .isEqualTo(403);
    }

    @Test
    void the_filters_may_come_in_another_order() {
        String path = subscribed(mia, issue.path() + "?b=2&a=%C3%A9+x&c=");
        String token = path.substring(path.indexOf("feed_token="));
        assertThat(path).startsWith(issue.path() + ".atom?a=%C3%A9+x&b=2&feed_token=");
        assertThat(browser.asNobody().get(issue.path() + ".atom?" + token + "&b=2&a=%c3%a9%20x").status()).isEqualTo(200);
        assertThat(browser.asNobody().get(issue.path() + ".atom?" + token + "&a=%c3%a9%20x").status()).isEqualTo(401);
    }

    @Test
    void who_loses_access_reads_nothing_from_the_next_request_on() {
        String path = subscribed(mia, issue.path());
        String project = subscribed(mia, "/halyard/vault");
        Tab reader = browser.asNobody();
        Runnable reads = () -> {
            assertThat(reader.get(path).body()).contains("Who pays?");
            assertThat(reader.get(project).body()).contains(issue.path() + "#");
        };
        reads.run();
        String tag = reader.get(path).header("ETag");

        belonging.remove(vault, Role.OWNER, company.mia().id());
        assertThat(reader.get(path).status()).isEqualTo(404);
        assertThat(browser.with("If-None-Match", tag).get(path).status()).isEqualTo(404);
        assertThat(reader.get(project).status()).isEqualTo(404);
        assertThat(mia.get(issue.path() + ".atom").status()).isEqualTo(404);
        belonging.add(vault, Role.OWNER, company.mia().require(), Role.GUEST, null);
        reads.run();

        issues.conceal(company.kei(), issue, true);
        assertThat(reader.get(path).status()).isEqualTo(404);
        assertThat(reader.get(project).body()).doesNotContain(issue.path() + "#");
        issues.conceal(company.kei(), issue, false);
        reads.run();

        members.become(company.mia().id(), Member.State.BLOCKED);
        assertThat(reader.get(path).status()).isEqualTo(401);
        members.become(company.mia().id(), Member.State.DEACTIVATED);
        assertThat(reader.get(project).status()).isEqualTo(401);
        members.become(company.mia().id(), Member.State.ACTIVE);
        reads.run();
        mia = browser.as(company.mia());

        String row = mia.get("/-/settings/feeds").page().select("form[action$=revocation]").stream()
                .map(form -> form.attr("action")).filter(action -> action.matches(".*/\\d+/revocation")).findFirst().orElseThrow();
        assertThat(mia.post(row).status()).isEqualTo(303);
        assertThat(reader.get(project).status()).isEqualTo(401);
        assertThat(reader.get(path).status()).isEqualTo(200);
        mia.post("/-/settings/feeds/revocation");
        assertThat(reader.get(path).status()).isEqualTo(401);
    }

    @Test
    void an_address_is_shown_once_and_listed_without_its_secret() {
        Answer made = mia.post("/-/settings/feeds", "kind", "atom", "name", "What <b>Kei</b> asks", "page", issue.path());
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        String address = made.page().selectFirst("#feed-address").attr("value");
        assertThat(address).startsWith(browser.address() + issue.path() + ".atom?feed_token=glft-");
        String token = address.substring(address.indexOf("glft-"));
        Answer list = mia.get("/-/settings/feeds");
        assertThat(list.body()).doesNotContain("glft-").contains("What &lt;b>Kei&lt;/b> asks");
        assertThat(list.text(".row .meta")).endsWith("never read");
        browser.asNobody().get(address);
        assertThat(mia.get("/-/settings/feeds").page().selectFirst(".row").select("time")).hasSize(2);
        assertThat(browser.as(company.kei()).get("/-/settings/feeds").body()).doesNotContain("Kei&lt;");
        assertThat(mia.get(issue.path()).body() + mia.get("/").body()).doesNotContain(token);
    }

    @Test
    void what_is_no_feed_cannot_be_subscribed_to() {
        List<String> refused = new ArrayList<>(List.of(
                "", "/", "/-/settings", "https://example.org/-/issues", "//example.org/x", "/halyard/vault/-/nothing",
                "/halyard/vault/-/issues/1\r\nX: y", "/halyard/vault/-/issues/1#note", "/" + "x".repeat(3000)));
        for (String page : refused) {
            Answer answer = mia.post("/-/settings/feeds", "kind", "atom", "name", "x", "page", page);
            assertThat(answer.status()).as(page).isIn(404, 422);
        }
        assertThat(mia.post("/-/settings/feeds", "kind", "ics", "name", "x", "page", "/halyard/vault").status()).isEqualTo(422);
        assertThat(mia.post("/-/settings/feeds", "kind", "atom", "name", " ", "page", "/halyard/vault").status()).isEqualTo(422);
        assertThat(browser.as(company.gwen()).post("/-/settings/feeds", "name", "x", "page", "/halyard/vault").status()).isEqualTo(404);
        assertThat(browser.asNobody().post("/-/settings/feeds", "name", "x", "page", "/halyard/vault").status()).isEqualTo(401);
        assertThat(browser.as(company.kei()).post("/-/settings/feeds/999999/revocation").status()).isEqualTo(404);
    }

    @Test
    void the_api_makes_lists_and_revokes_addresses() {
        Tab program = browser.program(company.ravi());
        var made = program.post("/api/v4/user/feeds", "page", "/halyard/open", "name", "Open").json();
        String url = made.get("url").asString();
        assertThat(url).startsWith(browser.address() + "/halyard/open.atom?feed_token=" + made.get("feed_token").asString());
        assertThat(browser.asNobody().get(url).status()).isEqualTo(200);
        var listed = program.get("/api/v4/user/feeds").json();
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).get("url").asString()).isEqualTo(browser.address() + "/halyard/open.atom");
        assertThat(listed.get(0).get("page_url").asString()).isEqualTo(browser.address() + "/halyard/open");
        assertThat(listed.get(0).has("feed_token")).isFalse();
        assertThat(program.post("/api/v4/user/feeds").status()).isEqualTo(400);
        assertThat(program.post("/api/v4/user/feeds", "page", "/nothing/here").status()).isEqualTo(404);
        String one = "/api/v4/user/feeds/" + made.get("id").asLong();
        assertThat(mia.get(one).status()).isEqualTo(404);
        assertThat(browser.program(company.mia()).delete(one).status()).isEqualTo(404);
        assertThat(program.delete(one).status()).isEqualTo(204);
        assertThat(browser.asNobody().get(url).status()).isEqualTo(401);
    }

    /// Path and query of the address made for a page, with its token.
    private String subscribed(Tab tab, String page) {
        Answer made = tab.post("/-/settings/feeds", "kind", "atom", "name", "Read elsewhere", "page", page);
        assertThat(made.status()).as(made.text("main")).isEqualTo(201);
        return made.page().selectFirst("#feed-address").attr("value").substring(browser.address().length());
    }

    static Document xml(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
        } catch (Exception unreadable) {
            throw new AssertionError(answer.body(), unreadable);
        }
    }

    static List<Element> entries(Document feed) {
        return elements(feed.getDocumentElement().getElementsByTagNameNS(ATOM, "entry"));
    }

    static String words(Element parent, String name) {
        return elements(parent.getElementsByTagNameNS(ATOM, name)).getFirst().getTextContent();
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
