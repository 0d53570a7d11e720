package antipode.demo;

import antipode.database.Outbox;
import antipode.handbook.LastReads;
import antipode.handbook.PageQuestions;
import antipode.handbook.PageReviews;
import antipode.mergerequests.review.LineComments;
import antipode.mergerequests.review.Lines;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.repositories.Branches;
import antipode.repositories.Edits;
import antipode.repositories.Files;
import antipode.repositories.Tags;
import antipode.threads.Writing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/// Writes and reads the pages of the story.
@Component
@ConditionalOnBooleanProperty("antipode.demo")
class Pages {

    private static final String IGNORED = ".git-blame-ignore-revs";

    private final Edits edits;
    private final Branches branches;
    private final Files files;
    private final Tags tags;
    private final LineComments lineComments;
    private final Projects projects;
    private final PageQuestions questions;
    private final PageReviews reviews;
    private final LastReads reads;
    private final Outbox outbox;
    private final Map<String, String> commits = new HashMap<>();

    Pages(
            Edits edits,
            Branches branches,
            Files files,
            Tags tags,
            LineComments lineComments,
            Projects projects,
            PageQuestions questions,
            PageReviews reviews,
            LastReads reads,
            Outbox outbox) {
        this.edits = edits;
        this.branches = branches;
        this.files = files;
        this.tags = tags;
        this.lineComments = lineComments;
        this.projects = projects;
        this.questions = questions;
        this.reviews = reviews;
        this.reads = reads;
        this.outbox = outbox;
    }

    void commit(Company company, Script.Project project, History.Commit commit) {
        Project stage = company.stage(project.path());
        String branch = commit.branch() == null ? stage.defaultBranch() : commit.branch();
        boolean fresh = commit.branch() != null && branches.find(stage.id(), branch).isEmpty();
        String before = fresh ? stage.defaultBranch() : branch;
        List<Edits.Action> actions = new ArrayList<>();
        commit.moves().forEach((from, to) -> actions.add(Edits.Action.move(from, to)));
        for (String path : commit.files()) {
            actions.add(put(stage, before, path, company.script().file(project, commit, path)));
        }
        if (commit.ignores() != null) {
            String lines = "# " + commit.ignores() + "\n" + Objects.requireNonNull(commits.get(commit.ignores())) + "\n";
            actions.add(put(stage, before, IGNORED, lines.getBytes(StandardCharsets.UTF_8)));
        }
        commits.put(commit.message(), edits.commit(
                company.actor(commit.by()), stage, branch, fresh ? before : null, commit.message(), actions, null));
    }

    /// Says something of a commit, or beside a line of it.
    void say(Company company, Script.Project project, History.Commit commit, Step step) {
        Project stage = company.stage(project.path());
        String sha = Objects.requireNonNull(commits.get(commit.message()));
        Actor actor = company.actor(step.by());
        Step.Beside beside = step.beside();
        String file = beside == null ? "" : beside.file();
        int line = beside == null ? 0 : beside.line(files.find(stage.id(), sha, file).orElseThrow().text());
        Lines lines = beside == null ? null : new Lines(false, line, line);
        lineComments.say(actor, stage, sha, Writing.of(company.words(actor, step.text())), file, file, lines);
    }

    private Edits.Action put(Project stage, String revision, String path, byte[] content) {
        Edits.Kind kind = files.locate(stage.id(), revision, path).isEmpty() ? Edits.Kind.CREATE : Edits.Kind.UPDATE;
        return new Edits.Action(kind, path, null, content, null);
    }

    void tag(Company company, Script.Project project, Script.Tag tag) {
        Project stage = company.stage(project.path());
        tags.create(company.actor(tag.by()), stage, tag.name(), stage.defaultBranch(), tag.message());
    }

    void read(Company company, Script.Project project, History.Reading reading) {
        Project stage = company.stage(project.path());
        Actor reader = company.actor(reading.by());
        // A page is known once its push has been followed.
        outbox.drain();
        if (reading.path() == null) {
            projects.publishHandbook(reader, stage, true);
        } else if (reading.asks() != null) {
            questions.ask(
                    reader, stage, reading.path(), Objects.requireNonNull(reading.quote()),
                    Objects.requireNonNullElse(reading.title(), ""), reading.asks());
        } else if (reading.rightUntil() != null) {
            reviews.verify(reader, stage, reading.path(), "", reading.rightUntil().on(company.tuesday()));
        } else {
            reads.read(reader, stage, reading.path());
        }
    }
}
