package antipode.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Cast;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What people write of how they work.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonalReadmeTest {

    private final Cast cast;
    private final Browser browser;
    private Cast.Company company;

    PersonalReadmeTest(Cast cast, Browser browser) {
        this.cast = cast;
        this.browser = browser;
    }

    @BeforeAll
    void everyone_arrives() {
        company = cast.arrive();
    }

    @Test
    void a_member_begins_their_readme_with_one_button_and_others_read_it_on_their_page() {
        assertThat(browser.as(company.mia()).get("/-/people/kei").page().select("#readme")).isEmpty();
        assertThat(browser.as(company.kei()).get("/-/people/kei").text("#readme")).contains("Write your README");
        Answer begun = browser.as(company.kei()).post("/-/readme");
        assertThat(begun.status()).as(begun.body()).isEqualTo(303);
        assertThat(begun.header("Location")).isEqualTo("/kei/kei/-/edit/main/README.md");
        assertThat(browser.as(company.kei()).get(begun.header("Location")).body()).contains("# Kei Nakamura");
        assertThat(browser.as(company.mia()).get("/-/people/kei").text("#readme")).contains("How Kei Nakamura works", "How to reach me");
        assertThat(browser.as(company.kei()).post("/-/readme").status()).as("a second time it is opened").isEqualTo(303);
        assertThat(browser.as(company.gwen()).get("/-/people/kei").page().select("#readme")).as("it is internal").isEmpty();
        assertThat(browser.as(company.gwen()).post("/-/readme").status()).as("who comes from outside makes no projects").isEqualTo(403);
    }
}
