package antipode.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.testing.TestClock;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Days in calendars, read by a calendar library. Kiri lives where a day begins first, Lani where it ends last: at
/// Wednesday 12:00 in Lisbon it is Thursday 02:00 for one and Wednesday 02:00 for the other.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalendarsTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 27);
    private static final String ISSUES = "/halyard/plans/-/issues.ics";

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Members members;
    private final Milestones milestones;
    private final TestClock clock;
    private Cast.Company company;
    private Project plans;
    private Tab kiri;
    private Tab lani;

    CalendarsTest(
            Cast cast, Browser browser, Issues issues, Members members, Milestones milestones, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.members = members;
        this.milestones = milestones;
        this.clock = clock;
    }

    @BeforeAll
    void everyone_arrives() {
        company = cast.arrive();
        plans = cast.project(company.ana(), company.team(), "plans", Visibility.INTERNAL);
        kiri = browser.as(member("kiri", "Pacific/Kiritimati"));
        lani = browser.as(member("lani", "Pacific/Pago_Pago"));
    }

    @BeforeEach
    void it_is_wednesday() {
        clock.set(TestClock.START);
    }

    private Actor member(String name, String zone) {
        return Actor.of(members.create(new Members.Draft(name, name, name + "@halyard.example", ZoneId.of(zone), false, false, null)));
    }

    private Issue due(String title, LocalDate day) {
        Issue issue = issues.open(company.kei(), plans, Issues.Opening.of(title, ""), false);
        issues.due(company.kei(), issue, day);
        return issue;
    }

    @Test
    void a_due_date_is_the_same_day_wherever_it_is_read() {
        Issue issue = due("Print the winter tariffs", FRIDAY);
        for (Tab reader : List.of(kiri, lani, browser.as(company.mia()))) {
            Answer answer = reader.get(ISSUES);
            assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/calendar;charset=UTF-8");
            VEvent event = event(answer, issue);
            assertThat(event.getDateTimeStart().getDate()).isEqualTo(FRIDAY);
            assertThat(event.getDateTimeEnd().getDate()).isEqualTo(FRIDAY.plusDays(1));
            assertThat(text(event, "SUMMARY")).isEqualTo("Print the winter tariffs (" + issue.header().fullReference() + ")");
            assertThat(text(event, "URL")).isEqualTo(browser.address() + issue.path());
            assertThat(text(event, "STATUS")).isEqualTo("CONFIRMED");
            assertThat(text(event, "TRANSP")).isEqualTo("TRANSPARENT");
            assertThat(answer.body()).contains("DTSTART;VALUE=DATE:20261127\r\n");
        }
        assertThat(browser.asNobody().get(ISSUES).status()).isEqualTo(404);
    }

    @Test
    void an_event_stays_the_same_event_when_it_is_renamed_put_off_and_closed() {
        Issue issue = due("Before", FRIDAY);
        String first = kiri.get(ISSUES + "?state=all").body();
        assertThat(kiri.get(ISSUES + "?state=all").body()).isEqualTo(first);
        VEvent before = event(kiri.get(ISSUES), issue);
        clock.forward(Duration.ofMinutes(5));
        issues.due(company.kei(), issue, FRIDAY.plusDays(3));
        VEvent after = event(kiri.get(ISSUES), issue);
        assertThat(text(after, "UID")).isEqualTo(text(before, "UID"));
        assertThat(text(before, "LAST-MODIFIED")).isEqualTo("20261104T120000Z");
        assertThat(text(after, "LAST-MODIFIED")).isEqualTo("20261104T120500Z");
        assertThat(text(after, "DTSTAMP")).isEqualTo("20261104T120500Z");
        issues.close(company.kei(), issue);
        assertThat(kiri.get(ISSUES).body()).doesNotContain(issue.path());
        assertThat(text(event(kiri.get(ISSUES + "?state=all"), issue), "STATUS")).isEqualTo("CANCELLED");
    }

    @Test
    void gitlabs_words_choose_the_days_around_now() {
        LocalDate today = LocalDate.of(2026, 11, 4);
        Issue old = due("Long over", today.minusDays(15));
        Issue recent = due("Just over", today.minusDays(14));
        Issue soon = due("Soon", LocalDate.of(2026, 12, 31));
        Issue later = due("Later", LocalDate.of(2027, 1, 1));
        issues.open(company.kei(), plans, Issues.Opening.of("Without a day", ""), false);
        String around = browser.as(company.ana())
                .get(ISSUES + "?due_date=next_month_and_previous_two_weeks&sort=closest_future_date").body();
        assertThat(around).contains(recent.path(), soon.path()).doesNotContain(old.path() + "\r\n", later.path() + "\r\n");
        String all = kiri.get(ISSUES).body();
        assertThat(all).contains(old.path(), recent.path(), soon.path(), later.path()).doesNotContain("Without a day");
        assertThat(all.indexOf(soon.path())).isLessThan(all.indexOf(later.path()));
        assertThat(all.indexOf(later.path())).isLessThan(all.indexOf(recent.path()));
        assertThat(kiri.get(ISSUES + "?author=kei&due=overdue").body()).contains(old.path()).doesNotContain(soon.path());
        assertThat(kiri.get(ISSUES + "?author=ravi").body()).doesNotContain("VEVENT");
        assertThat(kiri.get(ISSUES + "?author=nobody").body()).doesNotContain("VEVENT");
    }

    @Test
    void my_own_days_are_a_calendar_under_its_own_address() {
        Issue issue = due("Mine", FRIDAY);
        Tab kei = browser.as(company.kei());
        String address = kei.post("/-/settings/feeds", "kind", "ics", "name", "My issues", "page", "/-/issues")
                .page().selectFirst("#feed-address").attr("value");
        assertThat(address).startsWith(browser.address() + "/-/issues.ics?feed_token=glft-");
        assertThat(browser.asNobody().get(address).body()).contains(issue.path());
        assertThat(browser.asNobody().get(address.replace(".ics", ".atom")).status()).isEqualTo(401);
        assertThat(kiri.get("/-/issues.ics").body()).doesNotContain(issue.path());
        assertThat(kiri.get("/-/issues.ics?scope=all").body()).contains(issue.path());
    }

    @Test
    void what_is_confidential_is_marked_and_hidden_from_others() {
        Issue issue = due("A nightingale", FRIDAY);
        issues.conceal(company.kei(), issue, true);
        assertThat(text(event(browser.as(company.kei()).get(ISSUES), issue), "CLASS")).isEqualTo("CONFIDENTIAL");
        assertThat(kiri.get(ISSUES).body()).doesNotContain("nightingale");
    }

    @Test
    void nobody_can_write_a_line_of_their_own_and_no_line_is_too_long() {
        int made = 0;
        for (String title : List.of(
                "a\r\nEND:VEVENT\r\nBEGIN:VALARM", "b\rX-EVIL:1", "c\nX-EVIL:1", "d\u2028X-EVIL:1\u0085X-EVIL:2\u000bX-EVIL:3",
                "e; , : \\ \\n \" ^n", "f \u0001\u001b[31m\u009b", "\ud83c\udf89".repeat(120), "é".repeat(255), "日本語".repeat(80),
                "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67".repeat(25))) {
            due(title, FRIDAY);
            made++;
        }
        String body = browser.as(company.ana()).get(ISSUES + "?due=any").body();
        assertThat(body.split("\r\n")).noneMatch(line -> line.startsWith("X-EVIL")).noneMatch(line -> line.startsWith("BEGIN:VALARM"));
        assertThat(body.replace("\r\n", "")).doesNotContainPattern("[\\x00-\\x08\\x0a-\\x1f\\x7f\u0080-\u009f\u2028\u2029]");
        assertThat(body).endsWith("END:VCALENDAR\r\n");
        for (String line : body.split("\r\n")) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\ufffd");
        }
        assertThat(parsed(body).getComponents("VEVENT")).hasSizeGreaterThanOrEqualTo(made);
        assertThat(body.replace("\r\n ", "")).contains("SUMMARY:" + "\ud83c\udf89".repeat(120), "SUMMARY:e\\; \\, : \\\\ \\\\n \" ^n");
    }

    @Test
    void milestones_are_days_too() {
        Milestone milestone = milestones.create(plans, new Milestone.Words("Winter", "", null, FRIDAY));
        milestones.create(plans, new Milestone.Words("Some day", "", null, null));
        Milestone wide = milestones.create(company.team(), new Milestone.Words("Everywhere", "", null, FRIDAY));
        String calendar = kiri.get("/halyard/plans/-/milestones.ics").body();
        assertThat(calendar).contains("UID:milestone-" + milestone.id() + "@localhost", "UID:milestone-" + wide.id() + "@localhost")
                .doesNotContain("Some day");
        assertThat(parsed(calendar).getComponents("VEVENT")).hasSize(2);
        assertThat(parsed(kiri.get("/-/teams/" + company.team().id() + "/milestones.ics").body()).getComponents("VEVENT")).hasSize(1);
        milestones.close(milestone, true);
        assertThat(kiri.get("/halyard/plans/-/milestones.ics").body()).doesNotContain("Winter");
        assertThat(kiri.get("/halyard/plans/-/milestones").page().select(".subscribe button[value=ics]")).hasSize(1);
    }

    @Test
    void decisions_come_back_on_the_day_they_are_looked_at_again_and_are_a_feed() {
        Tab kei = browser.as(company.kei());
        String path = kei.post("/halyard/plans/-/issues", "type", "decision", "title", "Flat <b>?", "description", "Because.",
                        "option_0", "Flat & simple", "option_1", "By leg", "door", "two-way").header("Location");
        assertThat(kei.get("/halyard/plans/-/decisions.ics").body()).doesNotContain("VEVENT");
        assertThat(FeedsTest.words(FeedsTest.xml(kiri.get("/halyard/plans/-/decisions.atom")).getDocumentElement(), "title"))
                .isEqualTo("Decisions of halyard/plans");
        assertThat(kei.post(path + "/decision", "option", "Flat & simple", "because", "It is *one line*.", "review_on", "2027-02-01").status())
                .isEqualTo(303);
        for (String calendar : List.of("/halyard/plans/-/decisions.ics", "/-/decisions.ics", "/-/decisions.ics?status=decided")) {
            String body = kiri.get(calendar).body();
            assertThat(parsed(body).getComponents("VEVENT")).as(calendar).hasSize(1);
            assertThat(body).contains("DTSTART;VALUE=DATE:20270201\r\n");
            assertThat(body.replace("\r\n ", "")).contains("Look again: Flat <b>? (halyard/plans#", "Decided: Flat & simple.");
        }
        assertThat(kiri.get("/-/decisions.ics?status=due").body()).doesNotContain("VEVENT");
        assertThat(kiri.get("/-/decisions.ics?status=rejected").body()).doesNotContain("VEVENT");
        var entry = FeedsTest.entries(FeedsTest.xml(kiri.get("/-/decisions.atom?status=decided"))).getFirst();
        assertThat(FeedsTest.words(entry, "title")).startsWith("Decided: Flat <b>? (halyard/plans#");
        assertThat(FeedsTest.words(entry, "content")).isEqualTo("<p><strong>Flat &amp; simple</strong></p><p>It is <em>one line</em>.</p>");
        assertThat(browser.asNobody().get("/-/decisions.atom").body()).doesNotContain("Flat");
        assertThat(kiri.get("/-/decisions?status=due").page().select(".subscribe input[name=page]").val()).isEqualTo("/-/decisions?status=due");
    }

    @Test
    void a_calendar_asks_a_fixed_number_of_questions() {
        due("One", FRIDAY);
        Runnable read = () -> kiri.get(ISSUES);
        read.run();
        int before = CountedStatements.during(read);
        due("Two", FRIDAY);
        due("Three", FRIDAY);
        assertThat(CountedStatements.during(read)).isEqualTo(before);
    }

    private static VEvent event(Answer answer, Issue issue) {
        assertThat(answer.status()).isEqualTo(200);
        return parsed(answer.body()).<VEvent>getComponents("VEVENT").stream()
                .filter(event -> text(event, "UID").equals("issue-" + issue.id() + "@localhost"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(answer.body()));
    }

    private static String text(VEvent event, String property) {
        return event.getRequiredProperty(property).getValue();
    }

    private static Calendar parsed(String body) {
        try {
            Calendar calendar = new CalendarBuilder().build(new StringReader(body));
            assertThat(calendar.validate().hasErrors()).as(calendar.validate().toString()).isFalse();
            return calendar;
        } catch (Exception unreadable) {
            throw new AssertionError(body, unreadable);
        }
    }
}
