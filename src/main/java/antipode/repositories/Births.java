package antipode.repositories;

import antipode.git.PushListener;
import antipode.git.PushOrigin;
import antipode.git.RefChange;
import antipode.git.Repositories;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.ProjectBirth;
import antipode.projects.Projects;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Gives a project its repository, and lets the first branch pushed to it become its default.
@Component
class Births implements ProjectBirth, PushListener {

    private final Repositories repositories;
    private final ObjectProvider<Edits> edits;
    private final ObjectProvider<Projects> projects;

    Births(Repositories repositories, ObjectProvider<Edits> edits, ObjectProvider<Projects> projects) {
        this.repositories = repositories;
        this.edits = edits;
        this.projects = projects;
    }

    @Override
    public void born(Actor actor, Project project, boolean readme) {
        repositories.moveHead(project.id(), project.defaultBranch());
        if (readme) {
            var text = "# " + project.name() + "\n" + (project.description().isBlank() ? "" : "\n" + project.description() + "\n");
            edits.getObject().commit(actor, project, project.defaultBranch(), null, "Begin with a README",
                    List.of(Edits.Action.create("README.md", text)), null);
        }
    }

    @Override
    public void headMoved(long repository, String branch) {
        projects.getObject().unrestricted(repository).ifPresent(project -> projects.getObject().describe(
                project, project.name(), project.description(), project.visibility(), branch, project.approvalsRequired(), project.mustResolve()));
    }

    @Override
    public void pushed(long repository, List<RefChange> changes, PushOrigin origin) {
        projects.getObject().touch(repository);
    }
}
