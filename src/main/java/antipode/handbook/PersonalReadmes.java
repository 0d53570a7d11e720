package antipode.handbook;

import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.people.ProfileSection;
import antipode.projects.Project;
import antipode.projects.ProjectOverviewPart.Prose;
import antipode.projects.Projects;
import antipode.projects.Visibility;
import antipode.repositories.Edits;
import antipode.repositories.Files;
import antipode.repositories.Templates;
import antipode.web.Part;
import antipode.web.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What somebody writes of how they work: the README of the project that has their own name, on their page.
@Component
@Order(1)
class PersonalReadmes implements ProfileSection {

    private static final String FILE = "README.md";
    private static final String TEMPLATE = "README of a person";

    private final Projects projects;
    private final Namespaces namespaces;
    private final Handbooks handbooks;
    private final Files files;
    private final Edits edits;
    private final Templates templates;

    PersonalReadmes(
            Projects projects, Namespaces namespaces, Handbooks handbooks, Files files, Edits edits, Templates templates) {
        this.projects = projects;
        this.namespaces = namespaces;
        this.handbooks = handbooks;
        this.files = files;
        this.edits = edits;
        this.templates = templates;
    }

    @Override
    public @Nullable Part of(Member member, Member reader) {
        boolean own = member.id() == reader.id();
        Project project = projects.visibleTo(Actor.of(reader)).find(path(member)).orElse(null);
        Prose prose = project == null
                ? null
                : handbooks.opening(Actor.of(reader), project).filter(Prose.class::isInstance).map(Prose.class::cast).orElse(null);
        return prose == null && (!own || member.external()) ? null : new PersonalReadmePart(member, prose, own);
    }

    /// Begins one's own from the template, where there is none.
    ///
    /// @return where it is edited
    @Transactional
    String begin(Actor actor) {
        Member member = actor.require();
        Project project = projects.visibleTo(actor).find(path(member)).orElseGet(() -> {
            Namespace own = namespaces.ofMember(member.id()).orElseThrow(() -> Problem.notFound("Namespace"));
            return projects.create(actor, new Projects.Draft(
                    own, member.username(), member.name(), "How " + member.name() + " works", Visibility.INTERNAL, "main", false));
        });
        if (files.locate(project.id(), project.defaultBranch(), FILE).isEmpty()) {
            String template = templates.text(project, Templates.Kind.PAGE, TEMPLATE).orElse("# \n");
            edits.commit(
                    actor, project, project.defaultBranch(), null, "Begin the README of " + member.name(),
                    List.of(Edits.Action.create(FILE, template.replaceFirst("(?m)^# *$", "# " + java.util.regex.Matcher.quoteReplacement(member.name())))),
                    null);
        }
        return "/" + project.fullPath() + "/-/edit/" + project.defaultBranch() + "/" + FILE;
    }

    private static String path(Member member) {
        return member.username() + "/" + member.username();
    }
}
