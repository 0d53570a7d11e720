package antipode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.projects.Labels;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Comments;
import antipode.threads.Writing;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Writing in a real Chromium: what is typed completes itself, is shown before it is sent, carries files, and outlives a
/// closed tab and a lost connection. It is Wednesday, 12:00 in Lisbon, and Ana writes.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WritingJourneyTest {

    private final Cast cast;
    private final Issues issues;
    private final Labels labels;
    private final Comments comments;
    private final TestClock clock;
    private final Playwright playwright = Playwright.create();
    private final Browser chromium = playwright.chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium")).setHeadless(true));

    @LocalServerPort
    private int port;

    private Cast.Company company;
    private BrowserContext context;
    private Issue issue;
    private Page ana;

    WritingJourneyTest(Cast cast, Issues issues, Labels labels, Comments comments, TestClock clock) {
        this.cast = cast;
        this.issues = issues;
        this.labels = labels;
        this.comments = comments;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        clock.set(TestClock.START);
        company = cast.arrive();
        labels.create(company.handbook().id(), "two words", Labels.DEFAULT_COLOR, "");
        context = chromium.newContext();
        context.setDefaultTimeout(10_000);
        Page page = context.newPage();
        page.navigate(at("/-/sign-in"));
        page.getByLabel("Username").fill("ana");
        page.getByLabel("Password").fill(Cast.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true)).click();
        page.waitForURL(at("/"));
    }

    @BeforeEach
    void anaOpensTheIssue() {
        issue = issues.open(company.kei(), company.handbook(), Issues.Opening.of("Who pays for weather?", "Nobody knows."), false);
        ana = context.newPage();
        ana.navigate(at(issue.path()));
    }

    @AfterAll
    void close() {
        chromium.close();
        playwright.close();
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }

    private Locator words() {
        return ana.locator("#words");
    }

    /// Types as a person does, once the field is ready for it.
    private void type(String text) {
        words().focus();
        assertThat(ana.locator("form[data-writes]").first()).isAttached();
        words().pressSequentially(text);
    }

    /// Types, and waits for what is offered for all of it: what was offered for its beginning is about to go.
    private void offered(String text, String part, String first) {
        ana.waitForResponse(answer -> answer.url().endsWith("&q=" + part), () -> type(text));
        assertThat(ana.locator(".completions li").first()).containsText(first);
    }

    @Test
    void what_could_be_meant_is_offered_and_taken_by_keyboard() {
        offered("Ask @ke", "ke", "Kei Nakamura");
        ana.keyboard().press("Enter");
        assertThat(words()).hasValue("Ask @kei ");
        offered("and see #weath", "weath", "Who pays for weather?");
        ana.keyboard().press("Enter");
        offered("~two", "two", "two words");
        ana.keyboard().press("Tab");
        assertThat(words()).hasValue(java.util.regex.Pattern.compile("Ask @kei and see #\\d+ ~\"two words\" "));
        type("\n/clos");
        assertThat(ana.locator(".completions li").first()).containsText("Closes it.");
        ana.keyboard().press("Escape");
        assertThat(ana.locator(".completions")).hasCount(0);
    }

    @Test
    void a_vague_time_is_pointed_out_mended_by_one_press_and_read_in_tokyo_and_a_rule_is_silenced_beside_it() {
        type("Can you approve it by tomorrow 5pm, @kei?");
        Locator hint = ana.locator(".hints li").first();
        assertThat(hint).containsText("17:00 in Lisbon is 02:00 on Fri in Tokyo");
        hint.getByText("Write Thu 5 Nov, 17:00").click();
        assertThat(words()).hasValue("Can you approve it by <time:2026-11-05T17:00+00:00[Europe/Lisbon]>, @kei?");
        assertThat(ana.locator(".hints li").first()).containsText("what happens if nobody answers");
        ana.locator(".hints li").first().getByText("Not again").click();
        assertThat(ana.locator(".hint-silenced")).containsText("You won’t be told of this any more");
        ana.locator(".hint-silenced").getByText("Undo").click();
        assertThat(ana.locator(".hints li").first()).containsText("what happens if nobody answers");
        ana.getByText("Comment", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(ana.locator(".prose time")).hasText("Thu 5 Nov, 17:00");
        try (BrowserContext tokyo = chromium.newContext()) {
            Page kei = tokyo.newPage();
            kei.navigate(at("/-/sign-in"));
            kei.getByLabel("Username").fill("kei");
            kei.getByLabel("Password").fill(Cast.PASSWORD);
            kei.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true)).click();
            kei.waitForURL(at("/"));
            kei.navigate(at(issue.path()));
            assertThat(kei.locator(".prose time")).hasText("Fri 6 Nov, 02:00");
        }
    }

    @Test
    void what_is_ordered_is_said_while_one_types_and_done_once() {
        type("Settled.\n/close ");
        assertThat(ana.locator(".writing-orders")).hasText("Closes the issue.");
        ana.keyboard().press("Control+Enter");
        assertThat(ana.locator(".notice-done")).hasText("Closed the issue.");
        assertThat(ana.locator(".comment .prose")).hasText("Settled.");
        assertThat(words()).hasValue("");
        assertThat(ana.locator(".writing-restored")).hasCount(0);
    }

    @Test
    void what_is_refused_is_said_without_leaving_and_the_words_stay() {
        type("Well.\n/label ~nowhere ");
        assertThat(ana.locator(".order-refused")).containsText("This project has no label nowhere.");
        ana.locator("#send").click();
        assertThat(ana.locator(".notice-failed")).containsText("This project has no label nowhere.");
        assertThat(words()).hasValue("Well.\n/label ~nowhere ");
        words().fill("Well.");
        ana.locator("#send").click();
        assertThat(ana.locator(".comment .prose")).hasText("Well.");
    }

    @Test
    void the_words_are_shown_as_they_will_look_and_formatted_by_keys() {
        type("Half fares");
        ana.keyboard().press("Control+a");
        ana.keyboard().press("Control+b");
        assertThat(words()).hasValue("**Half fares**");
        ana.locator(".composer .writing-preview-button").click();
        assertThat(ana.locator(".composer .writing-preview strong")).hasText("Half fares");
        assertThat(words()).isHidden();
        ana.locator(".composer .writing-preview-button").click();
        assertThat(words()).isVisible();
    }

    @Test
    void words_outlive_a_closed_tab_until_they_are_sent_or_discarded() {
        type("Not done yet");
        ana.waitForFunction("() => Object.keys(localStorage).some(key => key.startsWith('words ana'))");
        ana.close();
        ana = context.newPage();
        ana.navigate(at(issue.path()));
        assertThat(words()).hasValue("Not done yet");
        assertThat(ana.locator(".writing-restored")).containsText("Your unsent text from");
        ana.getByText("Discard it").click();
        assertThat(words()).hasValue("");
        ana.reload();
        assertThat(words()).hasValue("");
        assertThat(ana.locator(".writing-restored")).hasCount(0);
    }

    @Test
    void a_lost_connection_is_told_and_the_same_words_are_posted_once() {
        type("Sent on a train");
        // The server does it, and its answer is lost on the way.
        ana.route("**/notes", route -> {
            route.fetch();
            route.abort();
        });
        ana.locator("#send").click();
        assertThat(ana.locator(".unsent")).containsText("The connection is gone.");
        assertThat(words()).hasValue("Sent on a train");
        ana.unroute("**/notes");
        ana.locator("#send").click();
        assertThat(ana.locator(".comment .prose")).hasText("Sent on a train");
        assertThat(issues.get(issue.id()).header().commentCount()).isEqualTo(1);
        type("Sent on a train");
        ana.locator("#send").click();
        assertThat(ana.locator(".comment")).hasCount(2);
    }

    @Test
    void files_come_by_field_paste_and_drop_and_their_links_stand_in_the_words() throws IOException {
        type("See ");
        ana.setInputFiles(".composer input[type=file]", new FilePayload("quay.png", "image/png", png()));
        assertThat(words()).hasValue(java.util.regex.Pattern.compile("See !\\[quay]\\(/uploads/[0-9a-f]{32}/quay\\.png\\)"));
        for (String deed : new String[] {"paste", "drop"}) {
            words().evaluate("""
                    (area, [deed, bytes]) => {
                      const file = new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], deed + ".png", { type: "image/png" });
                      const data = new DataTransfer();
                      data.items.add(file);
                      area.focus();
                      area.setSelectionRange(area.value.length, area.value.length);
                      area.dispatchEvent(deed === "paste"
                        ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
                        : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
                    }""", new Object[] {deed, Base64.getEncoder().encodeToString(png())});
            assertThat(words()).hasValue(java.util.regex.Pattern.compile("[\\s\\S]*!\\[" + deed + "]\\(/uploads/[0-9a-f]{32}/" + deed + "\\.png\\)"));
        }
        ana.locator("#send").click();
        assertThat(ana.locator(".comment .prose img")).hasCount(3);
        assertThat((Integer) ana.locator(".comment .prose img").first().evaluate("image => image.decode().then(() => image.naturalWidth)"))
                .isEqualTo(6);
    }

    @Test
    void what_is_selected_in_a_comment_is_quoted_into_the_reply_by_one_key() {
        comments.write(company.kei(), issue.header(), Writing.of("Flat is right, says the export."));
        ana.reload();
        ana.locator(".comment .prose").selectText();
        ana.keyboard().press("r");
        Locator reply = ana.locator(".reply-form textarea").first();
        assertThat(reply).hasValue("> Flat is right, says the export.\n\n");
        assertThat(reply).isFocused();
    }

    @Test
    void a_file_that_is_refused_says_why() {
        type("x");
        ana.setInputFiles(".composer input[type=file]", new FilePayload("none.png", "image/png", new byte[0]));
        assertThat(ana.locator(".writing-said").first()).hasText("none.png is empty.");
        assertThat(words()).hasValue("x");
    }

    private static byte[] png() throws IOException {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        }
    }
}
