package antipode.people;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issues;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.threads.Comments;
import antipode.threads.Writing;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ana and Kei show their faces, through HTTP.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PicturesTest {

    private static final String PART = "multipart/form-data; boundary=part";

    private final Cast cast;
    private final Browser browser;
    private final Members members;
    private final Erasures erasures;
    private final Issues issues;
    private final Comments comments;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Tab ana;
    private Tab kei;

    PicturesTest(
            Cast cast, Browser browser, Members members, Erasures erasures, Issues issues, Comments comments, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.members = members;
        this.erasures = erasures;
        this.issues = issues;
        this.comments = comments;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
    }

    /// Its left third is red, its middle green, its right blue.
    private static byte[] image(String format, int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        int at = 0;
        for (var colour : List.of(Color.RED, Color.GREEN, Color.BLUE)) {
            pen.setColor(colour);
            pen.fillRect(at++ * width / 3, 0, width / 3 + 1, height);
        }
        pen.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    /// The same as a camera writes it that was held upright: its top is at the right.
    private static byte[] turned(byte[] jpeg) {
        var exif = new byte[] {
            'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0};
        // In the place of the head that a program writes, of 18 bytes.
        int rest = 2 + 18;
        return ByteBuffer.allocate(jpeg.length - rest + exif.length + 6).put(jpeg, 0, 2).put((byte) 0xff).put((byte) 0xe1)
                .putShort((short) (exif.length + 2)).put(exif).put(jpeg, rest, jpeg.length - rest).array();
    }

    /// A PNG of a few bytes that says it has ten thousand million pixels.
    private static byte[] bomb() {
        var head = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(100_000).putInt(100_000)
                .put(new byte[] {8, 2, 0, 0, 0});
        var crc = new CRC32();
        crc.update(head.array());
        return ByteBuffer.allocate(33).put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}).putInt(13).put(head.array())
                .putInt((int) crc.getValue()).array();
    }

    private static byte[] form(String field, byte[] bytes) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(("--part\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"me.png\"\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(bytes);
        out.writeBytes("\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static Answer send(Tab tab, byte[] bytes) {
        return tab.postRaw("/-/settings/picture", PART, form("picture", bytes));
    }

    private String key(String username) {
        return String.valueOf(members.findByUsername(username).orElseThrow().picture());
    }

    private BufferedImage kept(String username) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(
                jdbc.sql("select image from picture where key = :key").param("key", key(username)).query(byte[].class).single()));
    }

    private static String colour(int rgb) {
        var colour = new Color(rgb);
        return colour.getRed() > 150 ? "red" : colour.getGreen() > 150 ? "green" : "blue";
    }

    @Test
    void a_picture_stands_where_initials_stood_and_no_page_asks_more_for_it() throws IOException {
        var issue = issues.open(company.kei(), company.handbook(), Issues.Opening.of("Storms", "Words"), false).header();
        comments.write(company.ana(), issue, Writing.of("I think so"));
        browser.as(company.mia()).get(issue.path());
        int questions = CountedStatements.during(() -> browser.as(company.mia()).get(issue.path()));
        assertThat(ana.get(issue.path()).page().select(".comment .face").eachText()).contains("AF");

        assertThat(send(ana, image("png", 900, 300)).status()).isEqualTo(303);
        var page = browser.as(company.mia()).get(issue.path()).page();
        assertThat(page.select(".comment img.face").attr("src")).isEqualTo("/-/pictures/" + key("ana"));
        assertThat(CountedStatements.during(() -> browser.as(company.mia()).get(issue.path()))).isEqualTo(questions);
        assertThat(ana.get("/").page().select(".self img.face").attr("src")).isEqualTo("/-/pictures/" + key("ana"));
        assertThat(kept("ana").getWidth()).isEqualTo(192);
        assertThat(kept("ana").getHeight()).isEqualTo(192);
        assertThat(colour(kept("ana").getRGB(5, 96))).isEqualTo("green");
    }

    @Test
    void it_is_served_as_nothing_but_a_picture_and_may_be_kept_since_its_key_never_means_another() throws IOException {
        send(kei, image("gif", 200, 200));
        var first = key("kei");
        var served = browser.asNobody().get("/-/pictures/" + first);
        assertThat(served.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(served.header("Cache-Control")).contains("private").contains("immutable");
        assertThat(served.header("Content-Security-Policy")).contains("sandbox");
        assertThat(served.header("X-Content-Type-Options")).isEqualTo("nosniff");

        send(kei, image("png", 40, 90));
        assertThat(key("kei")).isNotEqualTo(first);
        assertThat(browser.asNobody().get("/-/pictures/" + first).status()).isEqualTo(404);
    }

    @Test
    void a_photograph_is_turned_as_the_camera_was_held_and_nothing_else_of_the_file_is_kept() throws IOException {
        send(kei, turned(image("jpg", 1200, 1200)));
        assertThat(colour(kept("kei").getRGB(96, 5))).isEqualTo("red");
        assertThat(colour(kept("kei").getRGB(96, 186))).isEqualTo("blue");
        var bytes = jdbc.sql("select image from picture where key = :key").param("key", key("kei")).query(byte[].class).single();
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
    }

    @Test
    void what_is_no_picture_or_would_burst_the_memory_is_refused_with_a_sentence_and_changes_nothing() throws IOException {
        var mia = browser.as(company.mia());
        var whole = image("png", 300, 300);
        for (var bad : List.of(
                "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8), bomb(), java.util.Arrays.copyOf(whole, whole.length / 2), new byte[0],
                new byte[11 << 20])) {
            var answer = send(mia, bad);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text(".field-error")).startsWith("The picture ").endsWith(".");
        }
        assertThat(send(mia, bomb()).text(".field-error")).isEqualTo("The picture has 100000 × 100000 pixels, more than 60 million.");
        assertThat(key("mia")).isEqualTo("null");
    }

    @Test
    void the_api_takes_and_names_it_in_gitlabs_form() throws IOException {
        var program = browser.program(company.ravi());
        var answer = program.raw("PUT", "/api/v4/user/avatar", PART, form("avatar", image("png", 64, 64)));
        assertThat(answer.status()).isEqualTo(200);
        var address = answer.json().get("avatar_url").asString();
        assertThat(address).startsWith("http").endsWith("/-/pictures/" + key("ravi"));
        assertThat(program.get("/api/v4/user").json().get("avatar_url").asString()).isEqualTo(address);
        assertThat(browser.program(company.ana()).get("/api/v4/users?username=ravi").json().get(0).get("avatar_url").asString()).isEqualTo(address);
        assertThat(program.raw("PUT", "/api/v4/user/avatar", PART, form("avatar", bomb())).status()).isEqualTo(400);
        assertThat(program.put("/api/v4/user/avatar").status()).isEqualTo(400);
        assertThat(program.put("/api/v4/user/avatar", "avatar", "").json().get("avatar_url").isNull()).isTrue();
    }

    @Test
    void whoever_takes_it_away_or_is_erased_leaves_none_and_the_log_tells_of_it_without_the_key() throws IOException {
        var lou = cast.member("lou", "Lou Petit", "Europe/Paris");
        send(browser.as(lou), image("png", 100, 100));
        var first = key("lou");
        assertThat(browser.as(lou).get("/-/settings").page().select("img.face.large")).hasSize(1);
        assertThat(browser.as(lou).post("/-/settings/picture/removal").status()).isEqualTo(303);
        send(browser.as(lou), image("png", 100, 100));
        var second = key("lou");
        assertThat(jdbc.sql("select detail::text from audit where kind = 'member' and thing = 'lou' order by id").query(String.class).list())
                .hasSizeGreaterThanOrEqualTo(3).noneMatch(detail -> detail.contains(first) || detail.contains(second));

        members.become(lou.id(), Member.State.DEACTIVATED);
        erasures.erase(members.find(lou.id()).orElseThrow());
        for (var key : List.of(first, second)) {
            assertThat(browser.asNobody().get("/-/pictures/" + key).status()).isEqualTo(404);
        }
    }
}
