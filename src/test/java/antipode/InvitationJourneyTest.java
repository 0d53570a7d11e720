package antipode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import antipode.testing.Cast;
import antipode.testing.Chromium;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Ana invites by a file of a spreadsheet; Lena, one of those in it, comes in and is greeted.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationJourneyTest {

    private static final String TABLE = """
            email;name;zone;teams
            lena@halyard.example;Lena Lind;;halyard
            ole@halyard.example;=cmd();;
            """;

    private final Cast cast;
    @LocalServerPort
    private int port;

    InvitationJourneyTest(Cast cast) {
        this.cast = cast;
    }

    @BeforeAll
    void everyoneArrives() {
        cast.arrive();
    }

    @Test
    void one_invites_by_a_file_and_whoever_comes_is_greeted() {
        try (var chromium = new Chromium(port)) {
            var page = chromium.signedIn("ana", true);
            page.navigate(chromium.at("/-/admin/members"));
            Chromium.link(page, "Invite people").click();
            page.getByLabel("Or a CSV file").setInputFiles(new FilePayload("people.csv", "text/csv", TABLE.getBytes(StandardCharsets.UTF_8)));
            Chromium.button(page, "Look at them first").click();
            assertThat(page.locator("main")).containsText("“=cmd()” is a formula");
            Chromium.button(page, "Invite one person").click();
            assertThat(page.locator("main")).containsText("One person is invited.");
            Chromium.button(page, "Make a link for Lena Lind, lena@halyard.example").click();
            var link = page.locator("code.token-text").innerText();

            var lena = chromium.strangerIn("Africa/Nairobi").newPage();
            lena.navigate(link);
            assertThat(lena.getByLabel("Your name")).hasValue("Lena Lind");
            assertThat(lena.locator("#zone")).hasValue("Africa/Nairobi");
            lena.getByLabel("Password").fill("a kettle under seven stars");
            Chromium.button(lena, "Come in").click();
            assertThat(lena.locator("h1")).hasText("Welcome, Lena Lind");
            Chromium.button(lena, "Begin").click();
            assertThat(lena.locator("h1")).hasText("My work");
        }
    }
}
