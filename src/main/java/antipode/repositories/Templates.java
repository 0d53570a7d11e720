package antipode.repositories;

import antipode.projects.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How descriptions and pages begin, as a project keeps it in its repository: `.gitlab/issue_templates/*.md`,
/// `.gitlab/merge_request_templates/*.md` and `.gitlab/page_templates/*.md` of the default branch. `Default.md` is there
/// without asking. Beside them stand those that the product brings, where the project has none of that name.
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
        ISSUE("issue_templates", "issues", "Proposal", "Incident", "Hand-off", "Meeting"),
        MERGE_REQUEST("merge_request_templates", "merge_requests", "Proposal"),
        PAGE("page_templates", "pages", "README", "README of a person", "How-to", "Runbook", "Proposal", "Decision record", "Onboarding");

        private final String folder;
        private final String apiName;
        private final List<String> own;

        Kind(String folder, String apiName, String... own) {
            this.folder = folder;
            this.apiName = apiName;
            this.own = List.of(own);
        }

        String apiName() {
            return apiName;
        }
    }

    /// By name, without `.md`: the project's, then ours.
    public List<String> names(Project project, Kind kind) {
        List<String> names = new ArrayList<>(theirs(project, kind));
        kind.own.stream().filter(own -> names.stream().noneMatch(own::equalsIgnoreCase)).forEach(names::add);
        return List.copyOf(names);
    }

    private List<String> theirs(Project project, Kind kind) {
        return files.list(project.id(), project.defaultBranch(), ".gitlab/" + kind.folder, false).orElse(List.of()).stream()
                .filter(entry -> entry.kind() == Files.Kind.BLOB && entry.name().endsWith(".md"))
                .map(entry -> entry.name().substring(0, entry.name().length() - 3))
                .limit(MOST)
                .toList();
    }

    /// The text of one that is among the names; nothing for any other.
    public Optional<String> text(Project project, Kind kind, String name) {
        List<String> theirs = theirs(project, kind);
        if (theirs.contains(name)) {
            return files.find(project.id(), project.defaultBranch(), ".gitlab/" + kind.folder + "/" + name + ".md")
                    .filter(file -> !file.binary() && file.bytes().length <= LONGEST)
                    .map(Files.File::text);
        }
        return kind.own.contains(name) && theirs.stream().noneMatch(name::equalsIgnoreCase)
                ? Optional.of(own(kind, name))
                : Optional.empty();
    }

    private static String own(Kind kind, String name) {
        try (var file = Templates.class.getResourceAsStream("/templates/" + kind.apiName + "/" + name + ".md")) {
            if (file == null) {
                throw new IllegalStateException("There is no template " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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
