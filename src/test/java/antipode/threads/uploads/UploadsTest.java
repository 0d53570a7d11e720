package antipode.threads.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import java.util.List;
import antipode.database.Outbox;
import antipode.repositories.Edits;
import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that people attach, through HTTP. Kei and Mia take part in the private project; Ravi doesn't, Gwen neither.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadsTest {

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final ProjectMembers members;
    private final Edits edits;
    private final Outbox outbox;
    private final Uploads uploads;
    private final TestClock clock;
    private Cast.Company company;
    private Project secret;
    private Issue issue;
    private Tab kei;
    private Tab mia;
    private Tab ravi;

    UploadsTest(
            Cast cast,
            Browser browser,
            Issues issues,
            ProjectMembers members,
            Edits edits,
            Outbox outbox,
            Uploads uploads,
            TestClock clock) {
        this.edits = edits;
        this.outbox = outbox;
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.members = members;
        this.uploads = uploads;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        clock.set(TestClock.START);
        company = cast.arrive();
        secret = cast.project(company.ana(), company.team(), "secret", Visibility.PRIVATE);
        members.add(secret, Role.OWNER, company.kei().require(), Role.DEVELOPER, null);
        members.add(secret, Role.OWNER, company.mia().require(), Role.GUEST, null);
        kei = browser.as(company.kei());
        mia = browser.as(company.mia());
        ravi = browser.as(company.ravi());
        issue = issues.open(company.kei(), secret, Issues.Opening.of("Storms", "Words"), false);
    }

    private static byte[] png(int width, int height) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A PNG of a few bytes that says it has ten thousand million pixels.
    private static byte[] bomb() {
        ByteBuffer head = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(100_000).putInt(100_000)
                .put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(head.array());
        return ByteBuffer.allocate(33).put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}).putInt(13).put(head.array())
                .putInt((int) crc.getValue()).array();
    }

    private static byte[] form(String field, String name, byte[] bytes, String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < more.length; i += 2) {
            out.writeBytes(("--part\r\nContent-Disposition: form-data; name=\"" + more[i] + "\"\r\n\r\n" + more[i + 1] + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(("--part\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name
                        + "\"\r\nContent-Type: image/png\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(bytes);
        out.writeBytes("\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private Answer attach(Tab tab, Project project, String name, byte[] bytes) {
        return tab.postRaw("/-/uploads?project=" + project.id(), "multipart/form-data; boundary=part", form("file", name, bytes));
    }

    private String path(Answer attached) {
        assertThat(attached.status()).as(attached.body()).isEqualTo(201);
        return attached.json().get("full_path").asString();
    }

    @Test
    void a_picture_is_kept_shown_in_the_text_and_seen_by_whoever_sees_the_thread() {
        Answer attached = attach(kei, secret, "the quay.png", png(40, 30));
        String path = path(attached);
        assertThat(attached.json().get("markdown").asString()).matches("!\\[the\\\\_quay]\\(/uploads/[0-9a-f]{32}/the_quay\\.png\\)");
        assertThat(kei.get(path).status()).isEqualTo(200);
        assertThat(mia.get(path).status()).as("nothing cites it yet").isEqualTo(404);
        kei.post(issue.path() + "/notes", "note", "Look:\n\n" + attached.json().get("markdown").asString());
        var image = mia.get(issue.path()).page().select(".comment img").last();
        assertThat(image).isNotNull();
        assertThat(image.attr("src")).isEqualTo(path);
        assertThat(image.attr("width") + "x" + image.attr("height")).isEqualTo("40x30");
        Answer shown = mia.get(path);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("Content-Type")).isEqualTo("image/png");
        assertThat(shown.header("Content-Disposition")).startsWith("inline");
        assertThat(shown.header("Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
        assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(mia.get("/halyard/secret" + attached.json().get("url").asString()).status()).isEqualTo(200);
        assertThat(ravi.get(path).status()).as("the address opens nothing").isEqualTo(404);
        assertThat(browser.asNobody().get(path).status()).isEqualTo(404);
        assertThat(ravi.get("/halyard/secret" + attached.json().get("url").asString()).status()).isEqualTo(404);
    }

    @Test
    void what_is_cited_only_in_a_confidential_issue_is_as_confidential() {
        Issue hidden = issues.open(
                company.kei(), company.handbook(), new Issues.Opening("issue", "Hush", "", true, null, java.util.List.of(), java.util.List.of()), false);
        Answer attached = attach(kei, company.handbook(), "hush.png", png(4, 4));
        kei.post(hidden.path() + "/notes", "note", attached.json().get("markdown").asString());
        assertThat(ravi.get(path(attached)).status()).isEqualTo(404);
        Issue open = issues.open(company.ravi(), company.handbook(), Issues.Opening.of("Open", "Words"), false);
        ravi.post(open.path() + "/notes", "note", attached.json().get("markdown").asString());
        assertThat(ravi.get(path(attached)).status()).as("to cite what one may not see opens nothing").isEqualTo(404);
        kei.post(open.path() + "/notes", "note", attached.json().get("markdown").asString());
        assertThat(ravi.get(path(attached)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "page.html | <!doctype html><script>alert(1)</script>", "drawing.svg | <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "picture.png | <html><body onload=alert(1)>", "paper.pdf | %PDF-1.4 1 0 obj", "words.txt | Words", "broken.png | GIF89a",
        "styles.css | body { color: red }", "code.js | alert(1)"
    })
    void what_could_run_is_only_downloaded(String name, String content) {
        Answer attached = attach(kei, secret, name, content.getBytes(StandardCharsets.UTF_8));
        Answer served = kei.get(path(attached));
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(served.header("Content-Disposition")).startsWith("attachment");
        assertThat(served.header("Content-Security-Policy")).startsWith("sandbox");
        assertThat(served.body()).isEqualTo(content);
        assertThat(attached.json().get("markdown").asString()).startsWith("[");
    }

    @Test
    void a_picture_made_to_burst_memory_is_refused_by_its_head() {
        Answer refused = attach(kei, secret, "bomb.png", bomb());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("message").asString()).isEqualTo("The image has 100000 × 100000 pixels; it can have 100 million.");
    }

    @Test
    void what_is_too_large_or_empty_is_refused_with_a_sentence() {
        assertThat(attach(kei, secret, "large.bin", new byte[(10 << 20) + 1]).json().get("message").asString())
                .isEqualTo("large.bin is too large: it has 10 MB, and a file can have 10 MB.");
        assertThat(attach(kei, secret, "none.bin", new byte[0]).json().get("message").asString()).contains("empty");
        byte[] just = new byte[10 << 20];
        just[just.length - 1] = 7;
        Answer kept = attach(kei, secret, "just.bin", just);
        assertThat(kei.ask("HEAD", path(kept)).header("Content-Length")).isEqualTo(String.valueOf(10 << 20));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "../../etc/passwd | passwd", "C:\\\\Users\\\\kei\\\\a b.txt | a_b.txt", "..%2f..%2fx | 2f._2fx", "a](javascript:1).png | a_javascript_1_.png",
        ".htaccess | htaccess", "…… | file", "Größe Übersicht.PDF | Größe_Übersicht.PDF", "x\u202Egnp.exe | x_gnp.exe"
    })
    void a_name_from_outside_is_made_harmless(String sent, String name) {
        assertThat(FileNames.of(sent)).isEqualTo(name);
    }

    @Test
    void without_scripts_a_file_comes_with_the_form_and_stands_in_the_words() {
        byte[] sent = form("files", "a.png", png(2, 2), "note", "With a picture");
        Answer answer = kei.postRaw(issue.path() + "/notes", "multipart/form-data; boundary=part", sent);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(mia.get(issue.path()).page().select(".comment .prose:contains(With a picture) img")).hasSize(1);
        Answer looked = kei.postRaw(
                issue.path() + "/notes", "multipart/form-data; boundary=part",
                form("files", "b.png", png(2, 2), "note", "Only look", "preview", "1"));
        assertThat(looked.status()).isEqualTo(200);
        assertThat(looked.text("#words")).contains("Only look", "![b](/uploads/");
        assertThat(looked.page().select(".writing-preview img")).hasSize(1);
        Answer refused = kei.postRaw(
                issue.path() + "/notes", "multipart/form-data; boundary=part", form("files", "c.png", bomb(), "note", "Kept words"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text(".notice-failed")).contains("100 million");
        assertThat(refused.text("#words")).isEqualTo("Kept words");
    }

    @Test
    void gitlabs_clients_attach_list_and_delete() {
        Tab program = browser.program(company.kei());
        String all = "/api/v4/projects/" + secret.id() + "/uploads";
        Answer kept = program.postRaw(all, "multipart/form-data; boundary=part", form("file", "dk.png", png(3, 3)));
        assertThat(kept.status()).isEqualTo(201);
        assertThat(kept.json().get("alt").asString()).isEqualTo("dk");
        assertThat(kept.json().get("url").asString()).matches("/uploads/[0-9a-f]{32}/dk\\.png");
        assertThat(kept.json().get("full_path").asString()).startsWith("/-/project/" + secret.id() + "/uploads/");
        assertThat(program.get("/api/v4/projects/" + secret.id() + kept.json().get("url").asString()).status()).isEqualTo(200);
        assertThat(program.get(all).status()).isEqualTo(403);
        Tab owner = browser.program(company.ana());
        assertThat(owner.get(all).json().get(0).get("filename").asString()).isEqualTo("dk.png");
        assertThat(owner.get(all + "/" + kept.json().get("id").asLong()).status()).isEqualTo(200);
        assertThat(browser.program(company.ravi()).postRaw(all, "multipart/form-data; boundary=part", form("file", "x.png", png(3, 3))).status())
                .isEqualTo(404);
        assertThat(program.post(all, "file", "words").status()).isEqualTo(400);
        assertThat(program.delete("/api/v4/projects/" + secret.id() + kept.json().get("url").asString()).status()).isEqualTo(204);
        assertThat(kei.get(kept.json().get("full_path").asString()).status()).isEqualTo(404);
    }

    @Test
    void a_part_of_a_file_can_be_asked_for() {
        byte[] bytes = new byte[600_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ('a' + i % 26);
        }
        String path = path(attach(kei, secret, "long.txt", bytes));
        String whole = kei.get(path).body();
        assertThat(whole).isEqualTo(new String(bytes, StandardCharsets.US_ASCII));
    }

    @Test
    void what_nobody_cites_is_swept_away_after_two_days() {
        String orphan = path(attach(kei, secret, "orphan.png", png(2, 2)));
        Answer used = attach(kei, secret, "used.png", png(2, 2));
        Answer aimed = attach(kei, secret, "aimed.png", png(2, 2));
        Answer read = attach(kei, secret, "read.png", png(2, 2));
        assertThat(mia.get(path(aimed)).status()).isEqualTo(404);
        Answer milestone = browser.program(company.kei()).post(
                "/api/v4/projects/" + secret.id() + "/milestones", "title", "Season", "description", aimed.json().get("markdown").asString());
        edits.commit(company.kei(), secret, "main", null, "Begin", List.of(
                Edits.Action.create("README.md", "# Storms\n\n" + read.json().get("markdown").asString() + "\n")), null);
        outbox.drain();
        kei.post(issue.path() + "/notes", "note", used.json().get("markdown").asString());
        clock.forward(Duration.ofDays(3));
        uploads.sweep(Duration.ofDays(2));
        assertThat(kei.get(orphan).status()).isEqualTo(404);
        assertThat(kei.get(path(used)).status()).isEqualTo(200);
        assertThat(mia.get(path(aimed)).status()).as("a milestone shows it").isEqualTo(200);
        assertThat(mia.get(path(read)).status()).as("a page shows it").isEqualTo(200);
        assertThat(ravi.get(path(read)).status()).isEqualTo(404);
        assertThat(mia.get(milestone.json().get("web_url").asString().replace(browser.address(), "")).page().select(".prose img").attr("src"))
                .isEqualTo(path(aimed));
        assertThat(mia.get("/halyard/secret/-/handbook/README.md").page().select("main img").attr("src")).isEqualTo(path(read));
        clock.set(TestClock.START);
    }
}
