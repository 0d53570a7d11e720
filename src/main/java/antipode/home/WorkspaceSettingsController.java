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
import antipode.web.PublicAddress;
import antipode.web.Redirect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    private final PublicAddress address;
    private final JdbcClient jdbc;
    private final WorkspaceSettingsPage.Configured configured;

    WorkspaceSettingsController(
            Workspace workspace, TestLetter test, ReplyAddress replies, PublicAddress address, JdbcClient jdbc, Environment environment) {
        this.workspace = workspace;
        this.test = test;
        this.replies = replies;
        this.address = address;
        this.jdbc = jdbc;
        this.configured = new WorkspaceSettingsPage.Configured(
                environment.getProperty("antipode.proxies", ""),
                environment.getProperty("antipode.outgoing.proxy", ""), environment.getProperty("antipode.backup.at", ""),
                List.of(
                        bound(environment, "A file in a text", "antipode.uploads.largest", "10MB"),
                        bound(environment, "A mail that comes in", "antipode.mail.incoming.largest", "25MB"),
                        bound(environment, "A request of a program", "antipode.api.longest-body", "32MB"),
                        bound(environment, "A file in a repository", "antipode.git.object", "100MB"),
                        bound(environment, "One push", "antipode.git.push", "2GB"),
                        bound(environment, "A repository, with all its history", "antipode.git.repository", "2GB")));
    }

    private static WorkspaceSettingsPage.Bound bound(Environment environment, String of, String property, String otherwise) {
        var size = DataSize.parse(environment.getProperty(property, otherwise));
        var gigabytes = size.toGigabytes();
        return new WorkspaceSettingsPage.Bound(
                of, gigabytes > 0 && size.equals(DataSize.ofGigabytes(gigabytes)) ? gigabytes + " GB" : size.toMegabytes() + " MB",
                property.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT));
    }

    @Bean
    static MenuItem workspaceItem() {
        return MenuItem.ofAdministrators("Workspace", HERE, 78);
    }

    @GetMapping(HERE)
    Page show() {
        return page(workspace.name().orElse(""), address.known(), Map.of(), null);
    }

    @PostMapping(HERE)
    View rename(@RequestParam(defaultValue = "") String name) {
        try {
            workspace.rename(name);
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return page(name, address.known(), problem.fields(), null);
        }
        return Redirect.to(HERE).saying(Notice.done("Saved."));
    }

    @PostMapping(HERE + "/address")
    View settle(@RequestParam(name = "address", defaultValue = "") String typed) {
        try {
            workspace.settle(typed);
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return page(workspace.name().orElse(""), typed, problem.fields(), null);
        }
        return Redirect.to(HERE + "#address").saying(Notice.done("Saved. From now on links in letters lead to " + address.base() + "."));
    }

    /// Sends a letter to whoever asks, at once, and answers with what the mail server said.
    @PostMapping(HERE + "/test-letter")
    Page send(Member member) {
        return page(workspace.name().orElse(""), address.known(), Map.of(), test.send(member.email(), member.name()));
    }

    private WorkspaceSettingsPage page(
            String name, String typed, Map<String, String> errors, TestLetter.@Nullable Outcome outcome) {
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
        return new WorkspaceSettingsPage(
                name, typed, address.fixed(), errors, facts, configured, test.server(), test.from(), replies.of("…").orElse(""), outcome);
    }
}
