package antipode.onboarding;

import antipode.people.Actor;
import antipode.people.Namespace;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Teams;
import antipode.projects.Visibility;
import antipode.repositories.Edits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The pages a company begins with: how we communicate, where does this go?, how we decide, a glossary, a place for people.
@Component
class StarterHandbook {

    static final String PATH = "handbook";

    private static final List<String> PAGES = List.of(
            "README.md", "how-we-communicate.md", "where-does-this-go.md", "how-we-decide.md", "glossary.md", "people/README.md");

    private final Teams teams;
    private final Projects projects;
    private final Edits edits;

    StarterHandbook(Teams teams, Projects projects, Edits edits) {
        this.teams = teams;
        this.projects = projects;
        this.edits = edits;
    }

    /// Makes a team of that name and its handbook, for whose pages the actor answers until somebody else does.
    @Transactional
    Project begin(Actor actor, String name) {
        Namespace team = teams.create(actor, null, Projects.pathOf(name), name, "");
        Project project = projects.create(
                actor, new Projects.Draft(team, PATH, "Handbook", "How we work", Visibility.INTERNAL, "main", false));
        List<Edits.Action> pages = new ArrayList<>();
        PAGES.forEach(page -> pages.add(Edits.Action.create(page, text(page))));
        pages.add(Edits.Action.create("CODEOWNERS", "* @" + actor.require().username() + "\n"));
        edits.commit(actor, project, project.defaultBranch(), null, "Begin the handbook", pages, null);
        return project;
    }

    private static String text(String page) {
        try {
            return new ClassPathResource("starter/" + page).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
