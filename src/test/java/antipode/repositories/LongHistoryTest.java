package antipode.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.projects.Project;
import antipode.repositories.Edits.Action;
import antipode.testing.Browser;
import antipode.testing.Cast;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A paragraph so old that its writer isn't found at once: the page says so instead of waiting, or of naming somebody else.
@AntipodeTest
class LongHistoryTest {

    private final Cast cast;
    private final Edits edits;
    private final Blames blames;
    private final Outbox outbox;
    private final Browser browser;

    LongHistoryTest(Cast cast, Edits edits, Blames blames, Outbox outbox, Browser browser) {
        this.cast = cast;
        this.edits = edits;
        this.blames = blames;
        this.outbox = outbox;
        this.browser = browser;
    }

    @Test
    void a_page_says_that_a_writer_is_still_being_looked_up_and_names_them_afterwards() {
        var company = cast.arrive();
        var project = company.handbook();
        commit(company, project, Action.create("tides.md", "Sail with the tide.\n"));
        commit(company, project, Action.update("tides.md", "Sail with the tide.\n\nWait for the wind.\n"));
        commit(company, project, Action.update("tides.md", "Sail with the tide.\n\nWait for the wind.\n\nAsk the pilot.\n"));
        assertThat(blames.of(project.id(), "main", "tides.md", () -> true)).as("somebody looked, but had no time").isPresent();
        var kei = browser.as(company.kei());
        var page = project.url() + "/-/handbook/tides.md";
        var why = "/api/v4/projects/" + project.id() + "/handbook/why?path=tides.md&line=1";

        assertThat(kei.get(page + "?blame").text(".block-written")).contains("still being looked up");
        assertThat(kei.get(page + "?why=1").text(".why")).contains("Who wrote it is still being looked up");
        assertThat(browser.program(company.kei()).get(why).json().get("incomplete").asBoolean()).isTrue();

        outbox.drain();

        assertThat(kei.get(page + "?blame").text(".block-written")).contains("Ana").doesNotContain("looked up");
        var told = browser.program(company.kei()).get(why).json();
        assertThat(told.get("incomplete").asBoolean()).isFalse();
        assertThat(told.get("shares").get(0).get("author_name").asString()).contains("Ana");
    }

    private void commit(Cast.Company company, Project project, Action action) {
        edits.commit(company.ana(), project, "main", null, "About tides", List.of(action), null);
    }
}
