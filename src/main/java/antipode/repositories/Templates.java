package antipode.repositories;

import antipode.projects.Project;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How descriptions begin, as a project keeps it in its repository: `.gitlab/issue_templates/*.md` and
/// `.gitlab/merge_request_templates/*.md` of the default branch. `Default.md` is there without asking.
@Component
public class Templates {

    private static final int LONGEST = 100_000;
    private static final int MOST = 100;

    private final Files files;

    Templates(Files files) {
        this.files = files;
    }

    /// What they are for.
    public enum Kind {
        ISSUE("issue_templates", "issues"),
        MERGE_REQUEST("merge_request_templates", "merge_requests");

        private final String folder;
        private final String apiName;

        Kind(String folder, String apiName) {
            this.folder = folder;
            this.apiName = apiName;
        }

        String apiName() {
            return apiName;
        }
    }

    /// By name, without `.md`.
    public List<String> names(Project project, Kind kind) {
        return files.list(project.id(), project.defaultBranch(), ".gitlab/" + kind.folder, false).orElse(List.of()).stream()
                .filter(entry -> entry.kind() == Files.Kind.BLOB && entry.name().endsWith(".md"))
                .map(entry -> entry.name().substring(0, entry.name().length() - 3))
                .limit(MOST)
                .toList();
    }

    /// The text of one that is among the names; nothing for any other.
    public Optional<String> text(Project project, Kind kind, String name) {
        return names(project, kind).contains(name)
                ? files.find(project.id(), project.defaultBranch(), ".gitlab/" + kind.folder + "/" + name + ".md")
                        .filter(file -> !file.binary() && file.bytes().length <= LONGEST)
                        .map(Files.File::text)
                : Optional.empty();
    }

    /// What a form begins with: the one that was asked for, else the one called Default, else nothing.
    ///
    /// @param names as [#names] told them
    public String beginning(Project project, Kind kind, List<String> names, @Nullable String asked) {
        return names.stream()
                .filter(name -> name.equals(asked))
                .findFirst()
                .or(() -> names.stream().filter(name -> asked == null && name.equalsIgnoreCase("default")).findFirst())
                .flatMap(name -> text(project, kind, name))
                .orElse("");
    }
}
