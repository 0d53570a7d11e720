package antipode.home;

import antipode.mail.ReplyAddress;
import antipode.mail.TestLetter;
import antipode.onboarding.Workspace;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Who;
import antipode.web.MenuItem;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// The workspace on one page: what it is called, how mail and the world reach it, what it bears, and who is here.
@Controller
@May(Who.ADMINISTRATOR)
class WorkspaceSettingsController {

    static final String HERE = "/-/admin";

    private final Workspace workspace;
    private final TestLetter test;
    private final ReplyAddress replies;
    private final JdbcClient jdbc;
    private final WorkspaceSettingsPage.Configured configured;

    WorkspaceSettingsController(
            Workspace workspace, TestLetter test, ReplyAddress replies, JdbcClient jdbc, Environment environment,
            @Value("${antipode.uploads.largest:10MB}") DataSize upload, @Value("${antipode.mail.incoming.largest:25MB}") DataSize mail,
            @Value("${antipode.api.longest-body:33554432}") DataSize body) {
        this.workspace = workspace;
        this.test = test;
        this.replies = replies;
        this.jdbc = jdbc;
        this.configured = new WorkspaceSettingsPage.Configured(
                environment.getProperty("antipode.address", ""), environment.getProperty("antipode.proxies", ""),
                environment.getProperty("antipode.outgoing.proxy", ""), environment.getProperty("antipode.backup.at", ""),
                upload.toMegabytes(), mail.toMegabytes(), body.toMegabytes());
    }

    @Bean
    static MenuItem workspaceItem() {
        return MenuItem.ofAdministrators("Workspace", HERE, 78);
    }

    @GetMapping(HERE)
    Page show() {
        return page(workspace.name().orElse(""), null, null);
    }

    @PostMapping(HERE)
    View rename(@RequestParam(defaultValue = "") String name) {
        try {
            workspace.rename(name);
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return page(name, String.join("; ", problem.fields().values()), null);
        }
        return Redirect.to(HERE).saying(Notice.done("Saved."));
    }

    /// Sends a letter to whoever asks, at once, and answers with what the mail server said.
    @PostMapping(HERE + "/test-letter")
    Page send(Member member) {
        return page(workspace.name().orElse(""), null, test.send(member.email(), member.name()));
    }

    private WorkspaceSettingsPage page(String name, @Nullable String error, TestLetter.@Nullable Outcome outcome) {
        var facts = jdbc.sql("""
                select
                  (select count(*) from member where state = 'active' and not external) as members,
                  (select count(*) from member where state = 'active' and external) as outsiders,
                  (select count(*) from member where state = 'deactivated') as gone,
                  (select count(*) from invitation where revoked_at is null and uses < most_uses) as invitations,
                  (select count(*) from project) as projects,
                  (select count(*) from mail where state = 'waiting') as waiting,
                  (select count(*) from outbox where dead) as given_up
                """).query(WorkspaceSettingsPage.Facts.class).single();
        return new WorkspaceSettingsPage(name, error, facts, configured, test.server(), test.from(), replies.of("…").orElse(""), outcome);
    }
}
