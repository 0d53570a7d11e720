package antipode.handbook;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.web.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// A handbook for programs: what GitLab has no words for.
@Api
class HandbookApi {

    private static final int MOST = 10_000;

    private final Pages pages;
    private final BrokenLinks broken;
    private final Redirects redirects;
    private final PageReviews reviews;
    private final Knowing knowing;
    private final Projects projects;

    HandbookApi(Pages pages, BrokenLinks broken, Redirects redirects, PageReviews reviews, Knowing knowing, Projects projects) {
        this.pages = pages;
        this.broken = broken;
        this.redirects = redirects;
        this.reviews = reviews;
        this.knowing = knowing;
        this.projects = projects;
    }

    record HandbookJson(boolean published, int pages, int brokenLinks, int movedLinks, String webUrl) {}

    @GetMapping("/projects/{id}/handbook")
    @May(value = Who.READER, scopes = "read_repository")
    HandbookJson handbook(Project project, Site site) {
        var count = broken.count(project);
        return new HandbookJson(
                project.handbookPublished(), pages.list(project.id()).size(), count.broken(), count.moved(), site.url(Paths.page(project, "")));
    }

    /// Publishes it to the world, or takes it back.
    @PutMapping("/projects/{id}/handbook")
    @May(Who.MAINTAINER)
    HandbookJson publish(Parameters parameters, Project project, Actor actor, Site site) {
        parameters.require("published");
        projects.publishHandbook(actor, project, parameters.bool("published", false));
        return handbook(projects.visibleTo(actor).find(project.id()).orElseThrow(() -> Problem.notFound("Project")), site);
    }

    record BrokenJson(String path, int line, String link, boolean picture, String reason, String target, String webUrl) {}

    @GetMapping("/projects/{id}/handbook/broken_links")
    @May(value = Who.READER, scopes = "read_repository")
    Listing<BrokenJson> broken(Pagination pagination, Project project, Site site) {
        return pagination.of(broken.list(project, "", 0, 0, MOST)).map(link -> new BrokenJson(
                link.page(), link.line(), link.written(), link.picture(), link.state().key().replace(' ', '_'), link.target(),
                site.url(Paths.page(project, link.page()) + "#L" + link.line())));
    }

    record RedirectJson(String path, String target, @Nullable String commitId, @Nullable UserJson createdBy, Instant createdAt) {}

    @GetMapping("/projects/{id}/handbook/redirects")
    @May(value = Who.READER, scopes = "read_repository")
    Listing<RedirectJson> redirects(Pagination pagination, Project project, Site site) {
        return pagination.of(redirects.list(project, "", MOST)).map(redirect -> new RedirectJson(
                redirect.path(), redirect.target(), redirect.commit(), redirect.by() == null ? null : UserJson.of(redirect.by(), site),
                redirect.at()));
    }

    @PostMapping("/projects/{id}/handbook/redirects")
    @May(Who.DEVELOPER)
    Answer<RedirectJson> lead(Parameters parameters, Project project, Actor actor, Site site) {
        parameters.require("path", "target");
        var path = Paths.clean(parameters.required("path").strip());
        redirects.lead(actor, project, path, parameters.required("target"));
        return Answer.created(redirects.list(project, "", MOST).stream()
                .filter(redirect -> redirect.path().equals(path))
                .map(redirect -> new RedirectJson(redirect.path(), redirect.target(), null, UserJson.of(actor.require(), site), redirect.at()))
                .findFirst()
                .orElseThrow());
    }

    @DeleteMapping("/projects/{id}/handbook/redirects")
    @May(Who.DEVELOPER)
    void forget(Parameters parameters, Project project, Actor actor) {
        parameters.require("path");
        redirects.forget(actor, project, parameters.required("path"));
    }

    /// @param owners as CODEOWNERS names them
    /// @param changedSince whether the page says something else than what was found right
    record VerificationJson(
            String path, List<String> owners, @Nullable UserJson verifiedBy, @Nullable Instant verifiedAt, boolean changedSince,
            @Nullable LocalDate reviewOn) {}

    @GetMapping("/projects/{id}/handbook/verification")
    @May(value = Who.READER, scopes = "read_repository")
    VerificationJson verification(Parameters parameters, Project project, Site site) {
        parameters.require("path");
        var path = Paths.clean(parameters.required("path")).replace("\0", "");
        var page = pages.find(project, path).orElseThrow(() -> Problem.notFound("Page"));
        var last = reviews.last(project, path).orElse(null);
        return new VerificationJson(
                path, knowing.owning(project, project.defaultBranch(), path).stream().map(owning -> owning.owner().written()).toList(),
                last == null || last.by() == null ? null : UserJson.of(last.by(), site), last == null ? null : last.at(),
                last != null && !last.blob().equals(page.blob()), reviews.day(project, path));
    }

    /// Says that a page is right as it stands.
    @PostMapping("/projects/{id}/handbook/verification")
    @May(Who.GUEST)
    Answer<VerificationJson> verify(Parameters parameters, Project project, Role role, Actor actor, Site site) {
        parameters.require("path");
        var path = Paths.clean(parameters.required("path")).replace("\0", "");
        reviews.verify(actor, project, path, parameters.text("blob", ""), AskController.day(parameters.text("review_on", "")));
        return Answer.created(verification(parameters, project, site));
    }
}
