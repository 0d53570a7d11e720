package antipode.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Who did what is written down with the deed, and stays.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTest {

    private static final String HANDBOOK = "/api/v4/projects/halyard%2Fhandbook";

    /// Tables whose rows say nothing that somebody did: what follows from deeds and can be computed again, what is being done, and what
    /// people keep for themselves.
    private static final Set<String> FOLLOWS = Set.of(
            "absence_offer", "absence_return", "absence_told", "audit", "audit_seal", "blame", "busy", "chat_message", "daily_run",
            "day_end", "delivery", "digest", "document", "draft_note", "export_piece", "git_pack", "git_pack_chunk", "git_pack_file", "git_ref", "git_repository", "git_rewritten",
            "going_on", "greeting", "handbook", "heading_redirect", "imported", "import_author", "import_file", "import_line", "import_piece",
            "import_remark", "incoming_claim", "incoming_mail_piece", "job", "mail", "mail_refusal", "notice", "outbox", "page",
            "page_alias", "page_author", "page_chapter", "page_citation", "page_link", "page_question", "page_reading", "page_review", "picture",
            "project_authorization", "reference", "sending", "sent_notification", "sign_in_begun", "subscription", "told_owner",
            "todo", "todo_deed", "todo_reason", "upload_piece", "upload_use", "flyway_schema_history");

    /// Tables of which the events of a thread tell, and so the log.
    private static final Set<String> TOLD_BY_EVENTS = Set.of(
            "approval", "ask", "ask_person", "auto_merge", "decision", "decision_option", "decision_page", "decision_question", "handoff",
            "issuable_assignee", "issuable_label", "issue", "issue_link", "issue_redirect", "merge_request", "merge_request_commit",
            "merge_request_reviewer", "merge_request_version", "review", "suggestion_applied", "talk", "thread_place");

    private final Cast cast;
    private final Browser browser;
    private final JdbcClient jdbc;
    private final Seals seals;
    private final TransactionTemplate transactions;
    private final TestClock clock;
    private Cast.Company company;
    private Tab ana;
    private Tab kei;

    AuditTest(Cast cast, Browser browser, JdbcClient jdbc, Seals seals, TransactionTemplate transactions, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.jdbc = jdbc;
        this.seals = seals;
        this.transactions = transactions;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
    }

    @Test
    void every_table_is_watched_or_told_of_otherwise() {
        var watched = new TreeSet<>(jdbc.sql("select distinct event_object_table::text from information_schema.triggers where trigger_name like 'audited%'")
                .query(String.class).list());
        var all = new TreeSet<>(jdbc.sql("select tablename from pg_tables where schemaname = 'public'").query(String.class).list());
        all.removeAll(watched);
        all.removeAll(FOLLOWS);
        all.removeAll(TOLD_BY_EVENTS);
        assertThat(all).as("tables to be watched: say select audit_watch('table', 'kind', 'name columns') in their migration").isEmpty();
    }

    @Test
    void a_change_is_told_with_who_from_where_before_and_after_and_without_secrets() {
        var program = browser.program(company.ana());
        ana.post("/halyard/handbook/-/settings", "name", "handbook", "description", "How we work", "visibility", "internal", "default_branch", "main");
        ana.post("/-/settings/tokens", "name", "robot", "scopes", "read_api");
        var page = ana.get("/-/admin/audit").text("main");
        assertThat(page).contains("@ana").contains("changed project halyard/handbook").contains("description: → How we work")
                .contains("added token robot").contains("page").contains("127.0.0.1");
        assertThat(jdbc.sql("select string_agg(detail::text, ' ') from audit where kind = 'token'").query(String.class).single())
                .contains("read_api").contains("\"hash\": \"…\"");
        var told = program.get("/api/v4/audit_events?created_before=2026-11-10").json().get(0);
        assertThat(told.get("author_id").asLong()).isEqualTo(company.ana().id());
        assertThat(told.get("event_name").asString()).isEqualTo("token_added");
        assertThat(told.get("details").get("ip_address").asString()).isEqualTo("127.0.0.1");
    }

    @Test
    void whoever_is_refused_at_the_door_leaves_a_trace_and_so_does_who_comes_in() {
        browser.asNobody().post("/-/sign-in", "name", "mia", "password", "wrong");
        browser.asNobody().post("/-/sign-in", "name", "mia", "password", Cast.PASSWORD);
        assertThat(ana.get("/-/admin/audit?kind=session").text("main"))
                .contains("was refused at the door as “mia”").contains("@mia signed in (password)");
    }

    @Test
    void what_is_done_in_a_thread_stands_in_the_log_with_the_words_of_the_thread() {
        var program = browser.program(company.ana());
        var iid = program.post(HANDBOOK + "/issues", "title", "Berths").json().get("iid").asString();
        program.put(HANDBOOK + "/issues/" + iid, "state_event", "close");
        program.delete(HANDBOOK + "/issues/" + iid);
        var page = ana.get("/halyard/handbook/-/audit").text("main");
        assertThat(page).contains("closed issue halyard/handbook#" + iid).contains("removed issue #" + iid).contains("api");
    }

    @Test
    void it_is_for_administrators_for_maintainers_and_for_owners_of_a_team() {
        assertThat(kei.get("/-/admin/audit").status()).isEqualTo(403);
        assertThat(kei.get("/halyard/handbook/-/audit").status()).isEqualTo(403);
        assertThat(kei.get("/-/teams/" + company.team().id() + "/audit").status()).isEqualTo(403);
        assertThat(ana.get("/-/teams/" + company.team().id() + "/audit?kind=project").text("main")).contains("halyard/handbook");
        assertThat(browser.program(company.ana()).get("/api/v4/groups/halyard/audit_events").json().size()).isPositive();
        assertThat(browser.program(company.kei()).get(HANDBOOK + "/audit_events").status()).isEqualTo(403);
    }

    @Test
    void its_filters_stand_in_the_address_and_its_pages_follow_one_another() {
        for (int i = 0; i < 55; i++) {
            ana.post("/halyard/handbook/-/labels", "name", "berth " + i);
        }
        var first = ana.get("/-/admin/audit?kind=label&who=ana&thing=berth&from=2026-11-01&to=2026-12-01");
        assertThat(first.text("main")).contains("added label berth 54").doesNotContain("berth 4 ");
        var older = first.page().selectFirst("a[rel=next]");
        assertThat(older).isNotNull();
        assertThat(ana.get(older.attr("href")).text("main")).contains("added label berth 4").doesNotContain("berth 54");
        assertThat(ana.get("/-/admin/audit?kind=label&to=2026-11-01").text("main")).contains("Nothing was done that fits");
        assertThat(ana.get("/-/admin/audit?from=yesterday").text("main")).contains("A day looks like 2026-11-24");
    }

    @Test
    void it_is_exported_whole_and_no_cell_is_a_formula() {
        ana.post("/halyard/handbook/-/labels", "name", "=1+2");
        ana.post("/halyard/handbook/-/labels", "name", " ＝HYPERLINK(1)");
        var table = ana.get("/-/admin/audit.csv?kind=label").body();
        assertThat(table).contains("'=1+2").doesNotContain(",=1+2").contains(",label,added,");
        var list = ana.get("/halyard/handbook/-/audit.json?kind=label").json();
        assertThat(list.get(0).get("actor").asString()).isEqualTo("ana");
        assertThat(list.size()).isEqualTo(table.split("\r\n").length - 1);
    }

    @Test
    void nobody_changes_what_was_written() {
        ana.post("/halyard/handbook/-/labels", "name", "kept");
        seals.run();
        ana.post("/halyard/handbook/-/labels", "name", "kept too");
        for (var deed : List.of("update audit set actor = 'kei'", "delete from audit", "truncate audit", "delete from audit_seal", "truncate audit_seal",
                "update audit set seal_id = 7, thing = 'x' where seal_id is null")) {
            assertThatThrownBy(() -> jdbc.sql(deed).update()).as(deed).rootCause().hasMessageContaining("stays as it is");
        }
    }

    @Test
    void what_is_undone_leaves_no_entry_and_what_is_done_by_another_way_does() {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("insert into setting (name, value) values ('undone', '1')").update();
            status.setRollbackOnly();
        });
        jdbc.sql("insert into setting (name, value) values ('by hand', '1')").update();
        assertThat(jdbc.sql("select thing || ' ' || way from audit where kind = 'setting'").query(String.class).list())
                .contains("by hand the database").noneMatch(thing -> thing.startsWith("undone"));
    }

    @Test
    void a_row_that_is_changed_behind_its_back_breaks_the_seal() {
        seals.run();
        clock.forward(Duration.ofMinutes(1));
        ana.post("/halyard/handbook/-/labels", "name", "sealed");
        seals.run();
        assertThat(seals.broken()).isEmpty();
        assertThat(ana.get("/-/admin/audit/check").text("main")).contains("seals fit their entries");
        transactions.executeWithoutResult(status -> {
            jdbc.sql("alter table audit disable trigger user").update();
            jdbc.sql("update audit set actor = 'kei' where kind = 'label' and thing = 'sealed'").update();
            assertThat(seals.broken()).isPresent();
            status.setRollbackOnly();
        });
    }

    @Test
    void every_deed_of_the_pages_that_changes_a_watched_table_is_counted_once() {
        var before = jdbc.sql("select count(*) from audit").query(Long.class).single();
        ana.post("/halyard/handbook/-/labels", "name", "once");
        assertThat(jdbc.sql("select kind || ' ' || deed from audit order by id desc limit " + (jdbc.sql("select count(*) from audit").query(Long.class).single() - before))
                .query(String.class).list().stream().collect(Collectors.joining(", "))).isEqualTo("label added");
    }
}
