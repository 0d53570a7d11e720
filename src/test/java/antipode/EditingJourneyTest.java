package antipode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import antipode.database.Outbox;
import antipode.decisions.Decision;
import antipode.decisions.DecisionDraft;
import antipode.decisions.Decisions;
import antipode.git.Git;
import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.people.Tokens;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.repositories.Edits;
import antipode.repositories.Files;
import antipode.testing.Cast;
import antipode.testing.Chromium;
import antipode.testing.TestClock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/// In a real Chromium: Kei from accounting, who knows no git, changes two pages with a picture, closes the tab in between, and
/// it ends in one merge request that the page's own blame tells of. Then Mia changes the same page with git alone.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EditingJourneyTest {

    private final Cast cast;
    private final Edits edits;
    private final Files files;
    private final ProjectMembers members;
    private final Issues issues;
    private final Decisions decisions;
    private final Tokens tokens;
    private final Outbox outbox;
    private final TestClock clock;

    @TempDir
    private static Path folder;

    @LocalServerPort
    private int port;

    private Cast.Company company;
    private Chromium chromium;

    EditingJourneyTest(
            Cast cast, Edits edits, Files files, ProjectMembers members, Issues issues, Decisions decisions, Tokens tokens,
            Outbox outbox, TestClock clock) {
        this.cast = cast;
        this.edits = edits;
        this.files = files;
        this.members = members;
        this.issues = issues;
        this.decisions = decisions;
        this.tokens = tokens;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeAll
    void theHandbookIsWritten() {
        clock.set(TestClock.START);
        company = cast.arrive();
        for (Actor actor : List.of(company.kei(), company.mia())) {
            members.putInTeam(company.team().id(), Role.OWNER, actor.require(), Role.DEVELOPER, null);
        }
        edits.commit(company.ana(), company.handbook(), "main", null, "Write two pages", List.of(
                Edits.Action.create("expenses.md", "# Expenses\n\nSend the paper receipt.\n"),
                Edits.Action.create("travel.md", "# Travel\n\nBook early.\n")), null);
        outbox.drain();
        chromium = new Chromium(port);
    }

    @AfterAll
    void close() {
        chromium.close();
    }

    @Test
    @Order(1)
    void two_pages_and_a_picture_go_in_as_one_and_the_blame_tells_of_it() throws Exception {
        Page kei = chromium.signedIn("kei", true);
        kei.navigate(chromium.at("/halyard/handbook/-/edit/main/expenses.md"));
        kei.locator("#content").focus();
        kei.locator("form[data-writes]").waitFor();
        kei.locator("#content").fill("# Expenses\n\nA photograph of the receipt is enough.\n\n");
        paste(kei);
        assertThat(kei.locator("#content")).hasValue(Pattern.compile("[\\s\\S]*!\\[image]\\(/uploads/[0-9a-f]{32}/image\\.png\\)"));
        Chromium.button(kei, "Preview").click();
        assertThat(kei.locator(".writing-preview img")).hasCount(1);
        assertThat(kei.locator(".writing-preview h1")).hasText("Expenses");
        kei.waitForFunction("() => Object.entries(localStorage).some(([key, words]) => key.startsWith('words kei') && words.includes('uploads'))");
        kei.close();

        kei = kei.context().newPage();
        kei.navigate(chromium.at("/halyard/handbook/-/edit/main/expenses.md"));
        assertThat(kei.locator(".writing-restored")).containsText("Your unsent text from");
        assertThat(kei.locator("#content")).hasValue(Pattern.compile("[\\s\\S]*photograph[\\s\\S]*uploads/[\\s\\S]*"));
        Chromium.button(kei, "Keep it on a branch of mine, and go on").click();
        kei.getByLabel("Another page").fill("travel.md");
        Chromium.button(kei, "Change this page too").click();
        kei.locator("#content").focus();
        kei.locator("form[data-writes]").waitFor();
        kei.locator("#content").fill("# Travel\n\nBook early, see ");
        kei.locator("#content").press("End");
        kei.locator("#content").press("Control+End");
        kei.locator("#content").pressSequentially("[[exp");
        assertThat(kei.locator(".completions li").first()).containsText("Expenses");
        kei.keyboard().press("Enter");
        assertThat(kei.locator("#content")).hasValue(Pattern.compile("[\\s\\S]*see \\[Expenses]\\(expenses\\.md\\)\\s*"));
        Chromium.button(kei, "Add to the change").click();
        assertThat(kei.locator(".file-head")).hasCount(3);
        kei.getByLabel("What changes").fill("Photographs are receipts");
        kei.getByLabel("Why").fill("The tax office says so.");
        Chromium.button(kei, "Propose as a draft").click();
        kei.waitForURL("**/merge_requests/*");
        assertThat(kei.locator("main")).containsText("Photographs are receipts");
        Chromium.button(kei, "Mark as ready").click();
        Chromium.button(kei, "Merge").click();
        assertThat(kei.locator("main")).containsText("merged");
        outbox.drain();

        Assertions.assertThat(files.locate(company.handbook().id(), "main", "expenses.png")).isPresent();
        kei.navigate(chromium.at("/halyard/handbook/-/handbook/expenses.md?blame"));
        assertThat(kei.locator(".block-written").last()).containsText("Kei");
        assertThat(kei.locator(".block-written a[href*=merge_requests]").last()).hasText("!1");
        assertThat(kei.locator("article img[src*='expenses.png']")).hasCount(1);
    }

    @Test
    @Order(2)
    void what_a_programmer_pushed_is_merged_in_the_browser_and_the_paragraph_tells_why_it_stands_there() {
        Issue slow = issues.open(company.kei(), company.handbook(), Issues.Opening.of("When is it paid?", "People ask each week."), false);
        Decision decided = decisions.propose(
                company.ana(), company.handbook(), Issues.Opening.of("Pay within three days", "We could."), DecisionDraft.EMPTY);
        decided = decisions.decide(company.ana(), decided, new Decisions.Choice("In three days", "The bank lets us.", null));

        String token = tokens.create(company.mia().id(), "git", List.of("write_repository"), null).text();
        Git git = Git.clone(chromium.at("/halyard/handbook.git").replace("://", "://mia:" + token + "@"), folder.resolve("clone"))
                .named("Mia Chen", "mia@halyard.example");
        git.run("checkout", "-q", "-b", "three-days");
        git.write("expenses.md", git.run("show", "HEAD:expenses.md").replace("is enough.", "is enough, and is paid within three days.") + "\n")
                .commit("Say when it is paid");
        String said = git.run("push", "-o", "merge_request.create", "-o", "merge_request.title=Say when it is paid",
                "-o", "merge_request.description=As decided in " + decided.header().reference() + ". Closes " + slow.header().reference(),
                "origin", "three-days");
        Matcher link = Pattern.compile("http\\S+(/halyard/handbook/-/merge_requests/2)\\b").matcher(said);
        Assertions.assertThat(link.find()).as(said).isTrue();

        Page kei = chromium.signedIn("kei", true);
        kei.navigate(chromium.at(link.group(1)));
        assertThat(kei.locator(".changes ins")).containsText("three days");
        Chromium.button(kei, "Approve").click();
        assertThat(kei.locator("main")).containsText("Take the approval back");
        Chromium.button(kei, "Merge").click();
        assertThat(kei.locator(".subline")).containsText("Merged");
        outbox.drain();

        kei.navigate(chromium.at("/halyard/handbook/-/handbook/expenses.md"));
        Chromium.link(kei, "Who wrote it").click();
        assertThat(kei.locator(".block:has-text('three days') .block-written")).containsText("Mia");
        assertThat(kei.locator(".block:has(img) .block-written")).containsText("Kei");
        Locator paragraph = kei.locator(".block:has-text('three days')");
        paragraph.hover();
        paragraph.getByText("Why?").click();
        Locator why = kei.locator(".why");
        assertThat(why).containsText("Mia Chen wrote it on");
        assertThat(why).containsText("merge request !2, by Mia, approved by Kei");
        assertThat(why).containsText("Pay within three days");
        assertThat(why).containsText("“The bank lets us.”");
        assertThat(why).containsText("When is it paid?");
        why.getByText("raw lines 3–3").click();
        kei.locator(".blame tbody:has-text('three days')").getByText("before").click();
        assertThat(kei.locator(".blame")).containsText("A photograph of the receipt is enough.");
        assertThat(kei.locator(".blame")).not().containsText("three days");
        assertThat(kei.locator(".blame tbody:has(#L3) th")).containsText("Kei · Wed 4 Nov");
    }

    private static void paste(Page page) throws java.io.IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB), "png", png);
        page.locator("#content").evaluate("""
                (area, bytes) => {
                  const data = new DataTransfer();
                  data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], "image.png", { type: "image/png" }));
                  area.focus();
                  area.setSelectionRange(area.value.length, area.value.length);
                  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
                }""", Base64.getEncoder().encodeToString(png.toByteArray()));
    }
}
