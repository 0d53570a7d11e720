package antipode.handbook;

import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.repositories.Branches;
import antipode.repositories.Files;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// The files of a repository.
@Controller
@May(Who.READER)
class RepositoryController {

    private static final int SHOWN = 1 << 20;

    private final Places places;
    private final Files files;
    private final Branches branches;
    private final ProjectHeads heads;

    RepositoryController(
            Places places,
            Files files,
            Branches branches,
            ProjectHeads heads) {
        this.places = places;
        this.files = files;
        this.branches = branches;
        this.heads = heads;
    }

    @GetMapping({"/{project}/-/tree", "/{project}/-/tree/{*path}"})
    View tree(@PathVariable Optional<String> path, Project project, Role role) {
        var place = places.find(project, path.orElse(""));
        var head = heads.of(project, role);
        var entries = files.list(project.id(), place.revision(), place.path(), false);
        if (entries.isEmpty()) {
            if (place.path().isEmpty() && place.revision().equals(project.defaultBranch())) {
                return new EmptyHandbookPage(head, "");
            }
            if (files.locate(project.id(), place.revision(), place.path()).isPresent()) {
                return Redirect.to(Paths.file(project, "blob", place.revision(), place.path()));
            }
            throw Problem.notFound("Folder");
        }
        return new FolderPage(head, place, entries.get(), names(project));
    }

    private List<String> names(Project project) {
        return branches.list(project.id()).stream().map(Branches.Branch::name).limit(200).toList();
    }

    @GetMapping("/{project}/-/blob/{*path}")
    View blob(@PathVariable String path, @RequestParam(required = false) Optional<String> plain, Project project, Role role) {
        var place = places.find(project, path);
        var located = files.locate(project.id(), place.revision(), place.path());
        if (located.isEmpty() && files.list(project.id(), place.revision(), place.path(), false).isPresent()) {
            return Redirect.to(Paths.file(project, "tree", place.revision(), place.path()));
        }
        var file = located.orElseThrow(() -> Problem.notFound("File"));
        boolean page = Paths.isPage(file.path()) && !file.link() && file.size() <= SHOWN;
        if (page && plain.isEmpty()) {
            var asPage = Paths.page(project, file.path());
            return Redirect.to(place.revision().equals(project.defaultBranch()) ? asPage : asPage + "?at=" + file.commit());
        }
        var head = heads.of(project, role);
        return FilePage.of(head, place, file, file.size() > SHOWN ? new byte[0] : bytes(project, file), file.size() > SHOWN);
    }

    private Files.Located file(Project project, Placed place) {
        return files.locate(project.id(), place.revision(), place.path()).orElseThrow(() -> Problem.notFound("File"));
    }

    private byte[] bytes(Project project, Files.Located file) {
        return files.blob(project.id(), file.blob()).orElseThrow(() -> Problem.notFound("File"));
    }
}
