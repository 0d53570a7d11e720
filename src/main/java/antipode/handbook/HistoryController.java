package antipode.handbook;

import antipode.markdown.ProseDiff;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.repositories.Commit;
import antipode.repositories.Commits;
import antipode.repositories.Files;
import antipode.repositories.Trails;
import antipode.threads.Issuable;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// What became of a branch or of a file, version by version, and what was behind each.
@Controller
@May(Who.READER)
class HistoryController {

    private static final int ON_A_PAGE = 40;
    private static final int SHOWN = 1 << 20;

    private final Places places;
    private final Trails trails;
    private final Commits commits;
    private final Files files;
    private final Authors authors;
    private final Motives motives;
    private final ProjectHeads heads;

    HistoryController(
            Places places, Trails trails, Commits commits, Files files, Authors authors, Motives motives, ProjectHeads heads) {
        this.places = places;
        this.trails = trails;
        this.commits = commits;
        this.files = files;
        this.authors = authors;
        this.motives = motives;
        this.heads = heads;
    }

    @GetMapping({"/{project}/-/commits", "/{project}/-/commits/{*path}"})
    View commits(@PathVariable Optional<String> path, @RequestParam(defaultValue = "") String after, Project project, Role role, Actor reader) {
        var place = places.find(project, path.orElse(""));
        var head = heads.of(project, role);
        if (commits.find(project.id(), place.revision()).isEmpty()) {
            if (path.isEmpty()) {
                return new EmptyHandbookPage(head, "");
            }
            throw Problem.notFound("Commit");
        }
        // One more, since each is told beside the one before it.
        var trail = trails.of(project.id(), place.revision(), place.path(), after.isBlank() ? null : after, ON_A_PAGE + 1);
        if (trail.steps().isEmpty() && !place.path().isEmpty() && after.isBlank()) {
            throw Problem.notFound("File");
        }
        var shown = trail.steps().subList(0, Math.min(ON_A_PAGE, trail.steps().size()));
        var known = authors.of(reader, project.id(), shown.stream().map(Trails.Step::commit).toList());
        var requests = shown.stream().map(step -> known.request(step.commit().id())).filter(Objects::nonNull).map(Issuable.class::cast).toList();
        var behind = place.path().isEmpty() ? java.util.Map.<Long, List<Why.Behind>>of() : motives.of(reader, requests);
        var versions = new ArrayList<HistoryPage.Version>();
        for (int at = 0; at < shown.size(); at++) {
            var step = shown.get(at);
            var older = at + 1 < trail.steps().size() ? trail.steps().get(at + 1) : null;
            var request = known.request(step.commit().id());
            versions.add(new HistoryPage.Version(
                    new HistoryPage.Told(step.commit(), known.author(step.commit()), request), step.path(), older == null ? null : older.commit().id(),
                    older != null && !older.path().equals(step.path()) ? older.path() : null,
                    request == null ? List.of() : behind.getOrDefault(request.id(), List.of())));
        }
        boolean more = trail.steps().size() > ON_A_PAGE;
        return new HistoryPage(head, place, versions, !after.isBlank(), more ? shown.getLast().commit().id() : null);
    }

    /// Two versions of a page, told in words: under the names it had at each. Unless one names others, they are the last two.
    @GetMapping("/{project}/-/versions/{*path}")
    View versions(
            @PathVariable String path, @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String to,
            Project project, Role role, Actor reader) {
        var name = Paths.clean(path);
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw Problem.notFound("File");
        }
        var at = commits.find(project.id(), to.isBlank() ? project.defaultBranch() : to).orElseThrow(() -> Problem.notFound("Commit"));
        var newest = from.isBlank() || to.isBlank() ? trails.of(project.id(), at.id(), name, null, 2).steps() : List.<Trails.Step>of();
        var after = to.isBlank() && !newest.isEmpty() ? newest.getFirst().commit() : at;
        var before = from.isBlank() && newest.size() > 1
                ? newest.getLast().commit()
                : commits.find(project.id(), from.isBlank() ? after.parents().stream().findFirst().orElse(after.id()) : from)
                        .orElseThrow(() -> Problem.notFound("Commit"));
        if (!Paths.isPage(name)) {
            return Redirect.to(project.url() + "/-/compare/" + before.id() + ".." + after.id());
        }
        var now = nameAt(project, name, after).orElseThrow(() -> Problem.notFound("File"));
        var then = nameAt(project, name, before).orElse(null);
        var known = authors.of(reader, project.id(), List.of(before, after));
        var diff = ProseDiff.of(
                then == null ? "" : text(project, before, then), text(project, after, now), new PageLinks(project, after.id(), now, ""));
        return new VersionsPage(heads.of(project, role), now, then, told(before, known), told(after, known), diff);
    }

    private Optional<String> nameAt(Project project, String path, Commit commit) {
        return files.locate(project.id(), commit.id(), path).isPresent()
                ? Optional.of(path)
                : trails.nameAt(project.id(), project.defaultBranch(), path, commit.id());
    }

    private static HistoryPage.Told told(Commit commit, Authors.Known known) {
        return new HistoryPage.Told(commit, known.author(commit), known.request(commit.id()));
    }

    private String text(Project project, Commit commit, String path) {
        return files.locate(project.id(), commit.id(), path)
                .filter(file -> file.size() <= SHOWN)
                .flatMap(file -> files.blob(project.id(), file.blob()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }
}
