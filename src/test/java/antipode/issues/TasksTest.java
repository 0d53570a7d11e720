package antipode.issues;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.threads.Comments;
import antipode.threads.Writing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Tasks in descriptions and comments, ticked on the page without scripts.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasksTest {

    private static final String WORDS = """
            Before the season:

            - [ ] Map the *quay*
            - [x] Ask the harbourmaster
              1. [ ] twice
            - [ ] Map the *quay*

            ```
            - [ ] not a task
            ```
            """;

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Comments comments;
    private Cast.Company company;
    private Tab ana;
    private Tab kei;

    TasksTest(Cast cast, Browser browser, Issues issues, Comments comments) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.comments = comments;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
    }

    private Issue open() {
        return issues.open(company.kei(), company.handbook(), Issues.Opening.of("Season", WORDS), false);
    }

    /// Ticks exactly these boxes of the page as it was shown, and saves.
    private static Answer tick(Tab tab, Answer page, String form, int... ticked) {
        List<String> fields = new ArrayList<>(List.of("seen", page.page().select("#" + form + " input[name=seen]").val()));
        for (int number : ticked) {
            fields.add("task");
            fields.add("" + number);
        }
        return tab.post(page.page().select("#" + form).attr("action"), fields.toArray(String[]::new));
    }

    @Test
    void a_tick_changes_its_line_alone_and_is_told_as_what_it_is() {
        Issue issue = open();
        Answer page = kei.get(issue.path());
        assertThat(page.page().select(".issue-words input.task[form=tasks]")).hasSize(4);
        assertThat(page.page().select(".issue-words input.task[checked]").eachAttr("value")).containsExactly("1");
        assertThat(page.text(".subline")).contains("1 of 4 done");
        assertThat(tick(kei, page, "tasks", 1, 3).status()).isEqualTo(303);
        assertThat(issues.get(issue.id()).header().description()).isEqualTo(
                WORDS.replaceFirst("(?s)(.*)- \\[ ] Map the \\*quay\\*", "$1- [x] Map the *quay*"));
        assertThat(String.join(" ", kei.get(issue.path()).page().select(".event").eachText()))
                .contains("Kei Nakamura marked the task “Map the quay” as completed").doesNotContain("edited the description");
        assertThat(kei.get(issue.path()).text(".subline")).contains("2 of 4 done");
        assertThat(browser.program(company.ana()).get("/api/v4/projects/halyard%2Fhandbook/issues/" + issue.header().iid())
                        .json().get("task_completion_status").toString())
                .isEqualTo("{\"count\":4,\"completed_count\":2}");
        assertThat(ana.get("/halyard/handbook/-/issues").text(".rows")).contains("2 of 4 done");
    }

    @Test
    void of_two_who_tick_at_once_nothing_is_lost() {
        Issue issue = open();
        Answer keis = kei.get(issue.path());
        Answer anas = ana.get(issue.path());
        tick(kei, keis, "tasks", 0, 1);
        tick(ana, anas, "tasks", 1, 2);
        assertThat(issues.get(issue.id()).header().description()).contains("- [x] Map the *quay*\n- [x] Ask").contains("1. [x] twice");
        Answer stale = kei.get(issue.path());
        issues.edit(company.kei(), issue, null, "- [ ] Something else\n\n" + WORDS, null);
        tick(kei, stale, "tasks", 0, 1, 2, 3);
        assertThat(issues.get(issue.id()).header().description()).startsWith("- [ ] Something else").contains("[x] Map the *quay*\n\n```");
        Answer before = kei.get(issue.path());
        issues.edit(company.kei(), issue, null, "All new.", null);
        assertThat(tick(kei, before, "tasks").status()).isEqualTo(409);
        assertThat(issues.get(issue.id()).header().description()).isEqualTo("All new.");
    }

    @Test
    void whoever_may_not_change_a_text_sees_its_boxes_and_cannot_tick() {
        Issue issue = open();
        Tab mia = browser.as(company.mia());
        assertThat(mia.get(issue.path()).page().select("input.task[disabled]")).hasSize(4);
        assertThat(mia.get(issue.path()).page().select(".task-form")).isEmpty();
        assertThat(tick(mia, kei.get(issue.path()), "tasks", 0, 1).status()).isEqualTo(403);
        assertThat(mia.post(issue.path() + "/tasks", "seen", "o1", "task", "0").status()).isEqualTo(403);
        long note = comments.write(company.kei(), issue.header(), Writing.of("- [ ] mine")).id();
        assertThat(mia.post(issue.path() + "/notes/" + note + "/tasks").status()).isEqualTo(403);
    }

    @Test
    void tasks_in_comments_are_ticked_by_their_writers() {
        Issue issue = open();
        long note = comments.write(company.kei(), issue.header(), Writing.of("Next:\n\n- [ ] call\n- [ ] write")).id();
        Answer page = kei.get(issue.path());
        assertThat(tick(kei, page, "tasks-" + note, 1).status()).isEqualTo(303);
        assertThat(comments.find(issue.id(), note).body()).isEqualTo("Next:\n\n- [ ] call\n- [x] write");
        assertThat(String.join(" ", kei.get(issue.path()).page().select(".event").eachText())).contains("“write” as completed");
        assertThat(tick(kei, kei.get(issue.path()), "tasks-" + note).status()).isEqualTo(303);
        assertThat(String.join(" ", kei.get(issue.path()).page().select(".event").eachText())).contains("“write” as not completed");
    }
}
