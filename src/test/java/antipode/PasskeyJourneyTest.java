package antipode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import antipode.testing.Cast;
import antipode.testing.Chromium;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Kei makes a passkey on a device that Chromium plays, comes in with it without a name, and revokes it.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasskeyJourneyTest {

    private final Cast cast;
    @LocalServerPort
    private int port;

    PasskeyJourneyTest(Cast cast) {
        this.cast = cast;
    }

    @BeforeAll
    void everyoneArrives() {
        cast.arrive();
    }

    /// A device with a screen lock that always says yes.
    private static void device(Page page) {
        var tools = page.context().newCDPSession(page);
        tools.send("WebAuthn.enable");
        var kind = new JsonObject();
        kind.addProperty("protocol", "ctap2");
        kind.addProperty("transport", "internal");
        kind.addProperty("hasResidentKey", true);
        kind.addProperty("hasUserVerification", true);
        kind.addProperty("isUserVerified", true);
        kind.addProperty("automaticPresenceSimulation", true);
        var device = new JsonObject();
        device.add("options", kind);
        tools.send("WebAuthn.addVirtualAuthenticator", device);
    }

    @Test
    void a_device_makes_a_key_and_opens_the_door_until_the_key_is_revoked() {
        try (var chromium = new Chromium(port)) {
            var page = chromium.signedIn("kei", true);
            device(page);
            page.navigate(chromium.at("/-/settings/passkeys"));
            page.getByLabel("Name").fill("Kei’s telephone");
            Chromium.button(page, "Make a passkey").click();
            assertThat(page.locator("main")).containsText("“Kei’s telephone” opens the door from now on.");

            page.getByLabel("Name").fill("The same again");
            Chromium.button(page, "Make a passkey").click();
            assertThat(page.locator("[data-passkey-failure]")).hasText("This device has a passkey here already.");

            page.navigate(chromium.at("/-/settings/sessions"));
            Chromium.button(page, "Sign out everywhere").click();
            assertThat(page).hasURL(Pattern.compile(".*/-/sign-in"));
            Chromium.button(page, "Sign in with a passkey").click();
            page.waitForURL(chromium.at("/"));

            page.navigate(chromium.at("/-/settings/passkeys"));
            assertThat(page.locator("main")).containsText("last used");
            Chromium.button(page, "Revoke Kei’s telephone").click();
            page.navigate(chromium.at("/-/settings/sessions"));
            Chromium.button(page, "Sign out everywhere").click();
            Chromium.button(page, "Sign in with a passkey").click();
            assertThat(page.locator("main")).containsText("That passkey doesn’t open anything here.");
        }
    }
}
