package antipode.threads;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.web.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Ana writes in Lisbon "we merge on Tuesday at 17:00" as a time; Kei reads it in Tokyo, where it will be Wednesday.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimesInTextsTest {

    private static final String WORDS = "We merge <time:2026-11-24T17:00+00:00[Europe/Lisbon]>, and look again on <time:2026-12-24>.";

    private final Cast cast;
    private final Browser browser;
    private final TestClock clock;
    private Cast.Company company;
    private Project open;
    private String path = "";

    TimesInTextsTest(Cast cast, Browser browser, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.clock = clock;
    }

    @BeforeAll
    void anaWrites() {
        clock.set(TestClock.START);
        company = cast.arrive();
        open = cast.project(company.ana(), company.team(), "open", Visibility.PUBLIC);
        var opened = browser.as(company.ana()).post(
                "/halyard/open/-/issues", "title", "When do we merge?", "description", WORDS, "type", "issue");
        assertThat(opened.status()).isEqualTo(303);
        path = opened.header("Location");
    }

    @BeforeEach
    void noon() {
        clock.set(TestClock.START);
    }

    private String[] read(Actor reader) {
        var page = browser.as(reader).get(path).page();
        return page.select(".prose time").stream()
                .flatMap(time -> List.of(time.text(), time.attr("datetime"), time.attr("title")).stream())
                .toArray(String[]::new);
    }

    @Test
    void each_reader_has_a_time_on_their_own_clock_and_the_writers_behind_it_while_a_day_stays_that_day() {
        assertThat(read(company.ana())).containsExactly(
                "Tue 24 Nov, 17:00", "2026-11-24T17:00:00Z", "Tuesday 24 November, 17:00 in Lisbon",
                "Thu 24 Dec", "2026-12-24", "This day of the calendar, wherever one is");
        assertThat(read(company.kei())).containsExactly(
                "Wed 25 Nov, 02:00", "2026-11-24T17:00:00Z",
                "Wednesday 25 November, 02:00 in Tokyo; written as Tue 24 Nov, 17:00 in Lisbon",
                "Thu 24 Dec", "2026-12-24", "This day of the calendar, wherever one is");
    }

    @Test
    void who_is_not_signed_in_is_told_that_it_is_utc() {
        assertThat(browser.asNobody().get(path).text(".prose time")).isEqualTo("Tue 24 Nov, 17:00 UTC");
    }

    @Test
    void the_api_keeps_the_source_and_makes_html_for_whoever_asks() {
        var program = browser.program(company.kei());
        assertThat(program.get("/api/v4/projects/halyard%2Fopen/issues").json().get(0).get("description").asString()).isEqualTo(WORDS);
        var linked = program.json("POST", "/api/v4/markdown", """
                {"text": "<time:2026-11-24T17:00+00:00>", "gfm": true, "project": "halyard/open"}""");
        assertThat(linked.json().get("html").asString()).contains("<time class=\"moment\" datetime=\"2026-11-24T17:00:00Z\"", ">Wed 25 Nov, 02:00</time>");
        var bare = program.json("POST", "/api/v4/markdown", """
                {"text": "<time:2026-11-24T17:00+00:00>"}""");
        assertThat(bare.json().get("html").asString()).contains("<time datetime=\"2026-11-24T17:00:00Z\">Tue 24 Nov 2026, 17:00 UTC</time>");
    }

    @Test
    void search_and_letters_say_the_time_with_its_zone() {
        assertThat(browser.as(company.kei()).get("/search?q=look+again").body())
                .contains("Tue 24 Nov 2026, 17:00 Lisbon").doesNotContain("time:2026");
        assertThat(ReaderTimes.said(WORDS, new Times(Instant.parse("2026-11-18T12:00:00Z"), ZoneId.of("Asia/Tokyo"))))
                .isEqualTo("We merge Wed 25 Nov, 02:00 Tokyo, and look again on Thu 24 Dec.");
    }
}
