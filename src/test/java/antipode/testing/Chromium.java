package antipode.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;

/// A real Chromium on the server under test. Each person has a context of their own.
public final class Chromium implements AutoCloseable {

    private static final int PATIENCE = 15_000;

    private final Playwright playwright = Playwright.create();
    private final Browser browser = playwright.chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium")).setHeadless(true));
    private final int port;

    public Chromium(int port) {
        this.port = port;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    /// The first page of somebody from the [Cast], who has signed in.
    public Page signedIn(String username, boolean javaScript) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(javaScript));
        context.setDefaultTimeout(PATIENCE);
        Page page = context.newPage();
        page.navigate(at("/-/sign-in"));
        page.getByLabel("Username or mail address").fill(username);
        page.getByLabel("Password").fill(Cast.PASSWORD);
        button(page, "Sign in").click();
        page.waitForURL(at("/"));
        return page;
    }

    /// A context that nobody has signed in to.
    public BrowserContext stranger() {
        return browser.newContext();
    }

    /// The same on a phone whose browser runs no scripts.
    public BrowserContext phone() {
        var context = browser.newContext(new Browser.NewContextOptions().setViewportSize(390, 844).setJavaScriptEnabled(false));
        context.setDefaultTimeout(PATIENCE);
        return context;
    }

    /// The same, whose device lives by this zone.
    public BrowserContext strangerIn(String zone) {
        return browser.newContext(new Browser.NewContextOptions().setTimezoneId(zone));
    }

    public static Locator button(Page page, String name) {
        return page.locator("main").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    public static Locator link(Page page, String name) {
        return page.locator("main").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    public String at(String path) {
        return "http://localhost:" + port + path;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
