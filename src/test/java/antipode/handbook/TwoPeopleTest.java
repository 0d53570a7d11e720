package antipode.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.git.Git;
import antipode.issues.Issues;
import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequestMerges;
import antipode.mergerequests.Approvals;
import antipode.mergerequests.MergeRequests;
import antipode.people.Actor;
import antipode.people.Tokens;
import antipode.people.signin.Sessions;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.repositories.Edits;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Somebody from accounting changes a page in the browser, a programmer changes it with git alone, and the page tells of both.
@AntipodeTest
class TwoPeopleTest {

    final Cast cast;
    final Edits edits;
    final Issues issues;
    final MergeRequests requests;
    final Approvals approvals;
    final MergeRequestMerges merges;
    final ProjectMembers projectMembers;
    final Outbox outbox;
    final Sessions sessions;
    final Tokens tokens;
    final TestClock clock;
    @TempDir Path folder;

    @LocalServerPort
    int port;

    TwoPeopleTest(
            Cast cast, Edits edits, Issues issues, MergeRequests requests, Approvals approvals, MergeRequestMerges merges,
            ProjectMembers projectMembers, Outbox outbox, Sessions sessions, Tokens tokens, TestClock clock) {
        this.cast = cast;
        this.edits = edits;
        this.issues = issues;
        this.requests = requests;
        this.approvals = approvals;
        this.merges = merges;
        this.projectMembers = projectMembers;
        this.outbox = outbox;
        this.sessions = sessions;
        this.tokens = tokens;
        this.clock = clock;
    }

    static final String PAGE = "# Refunds\n\nA refund takes ten working days, counted from the day of the ferry.\n\nThe machine says which of them are late.\n";

    MergeRequest approved(Cast.Company company, String location, Actor reviewer) {
        var iid = Long.parseLong(location.replaceAll(".*/(\\d+).*", "$1"));
        var request = requests.find(company.ana(), company.handbook(), iid);
        if (request.draft()) {
            request = requests.ready(company.ana(), request);
        }
        approvals.approve(reviewer, request, request.head());
        return merges.merge(company.ana(), requests.get(request.id()), MergeRequestMerges.How.usual());
    }

    @Test
    void both_stand_on_the_page_with_what_was_behind_their_changes() {
        var company = cast.arrive();
        var handbook = company.handbook();
        projectMembers.add(handbook, Role.OWNER, company.kei().require(), Role.DEVELOPER, null);
        edits.commit(company.ana(), handbook, "main", null, "Write it down", List.of(Edits.Action.create("refunds.md", PAGE)), null);
        var slow = issues.open(company.ana(), handbook, Issues.Opening.of("Refunds are too slow", "People wait. They tell us so each week."), false).header();
        var blind = issues.open(company.kei(), handbook, Issues.Opening.of("Nobody sees which are late", "We look by hand."), false).header();
        var ana = Browser.of(port, sessions, company.ana());
        var kei = Browser.of(port, sessions, company.kei());
        clock.forward(Duration.ofHours(1));

        var form = new HashMap<String, String>();
        var page = Jsoup.parse(ana.get(handbook.url() + "/-/edit/main/refunds.md").body());
        page.selectFirst("form:has(textarea[name=content])").select("input[name], textarea[name], select[name]").forEach(field -> {
            if (!field.hasAttr("type") || !List.of("file", "checkbox", "radio").contains(field.attr("type")) || field.hasAttr("checked")) {
                form.put(field.attr("name"), field.tagName().equals("textarea") ? field.wholeText() : field.val());
            }
        });
        form.putAll(Map.of(
                "content", PAGE.replace("ten working days", "three working days"), "title", "Refund within three days",
                "description", "Closes " + slow.reference(), "do", "propose"));
        var first = approved(company, Browser.location(ana.post(handbook.url() + "/-/edit/main/refunds.md", form)), company.kei());
        assertThat(first.merged()).isTrue();
        clock.forward(Duration.ofHours(1));

        var token = tokens.create(company.ana().id(), "git", List.of("write_repository"), null).text();
        var git = Git.clone("http://git:" + token + "@localhost:" + port + "/" + handbook.fullPath() + ".git", folder.resolve("clone"))
                .named("Ana", "ana@halyard.example");
        git.run("checkout", "-q", "-b", "late");
        git.write("refunds.md", PAGE.replace("ten working days", "three working days").replace("which of them are late", "at nine which of them are late"));
        git.commit("Tell at nine");
        git.run("push", "-q", "-o", "merge_request.create", "-o", "merge_request.title=Tell at nine which are late",
                "-o", "merge_request.description=Closes " + blind.reference(), "origin", "late");
        var second = approved(company, "/" + requests.openFrom(handbook.id(), "late").getFirst().iid(), company.kei());
        assertThat(second.merged()).isTrue();
        outbox.drain();

        var browsed = Jsoup.parse(kei.get(handbook.url() + "/-/handbook/refunds.md?why=3-3").body()).selectFirst(".why").text();
        assertThat(browsed).contains("Ana", "Refund within three days", "merge request " + first.reference(), "approved by Kei", "Refunds are too slow", "issue " + slow.reference());
        var pushed = Jsoup.parse(kei.get(handbook.url() + "/-/handbook/refunds.md?why=5-5").body()).selectFirst(".why").text();
        assertThat(pushed).contains("Tell at nine which are late", "merge request " + second.reference(), "approved by Kei", "Nobody sees which are late");
        assertThat(kei.get(handbook.url() + "/-/handbook/refunds.md?blame=1").body()).contains(first.reference() + "</a>", second.reference() + "</a>");
        assertThat(kei.get(handbook.url() + "/-/commits/main/refunds.md").body()).contains("Refunds are too slow", "Nobody sees which are late");
        var lines = kei.get(handbook.url() + "/-/blame/main/refunds.md").body();
        assertThat(lines).contains(first.reference() + "</a>", second.reference() + "</a>");
    }
}
