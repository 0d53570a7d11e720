package antipode.repositories;

import antipode.git.GitRepository;
import antipode.git.RefNames;
import antipode.git.Repositories;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.web.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The tags of a project.
@Component
public class Tags {

    private static final int LONGEST = 1 << 20;

    private final Repositories repositories;
    private final Writing writing;
    private final Access access;

    Tags(Repositories repositories, Writing writing, Access access) {
        this.repositories = repositories;
        this.writing = writing;
        this.access = access;
    }

    /// `target` is the object the name points to: the tag itself where it has words of its own, else the commit.
    /// `message` is empty where the tag is only a name.
    public record Tag(String name, String target, Commit commit, String message, Instant at) {}

    /// All, the newest first. Tags of what is no commit are left out.
    public List<Tag> list(long project) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var found = new ArrayList<Tag>();
            for (var ref : git.refs(Constants.R_TAGS)) {
                var tag = read(git, walk, ref);
                if (tag != null) {
                    found.add(tag);
                }
            }
            found.sort(Comparator.comparing(Tag::at).reversed().thenComparing(Tag::name));
            return found;
        });
    }

    public Optional<Tag> find(long project, String name) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var ref = git.exactRef(Constants.R_TAGS + name);
            return ref == null ? Optional.empty() : Optional.ofNullable(read(git, walk, ref));
        });
    }

    private static @Nullable Tag read(GitRepository git, RevWalk walk, Ref ref) throws IOException {
        var object = walk.parseAny(ref.getObjectId());
        var commit = Revisions.find(git, walk, ref.getName());
        if (commit == null) {
            return null;
        }
        var told = Commit.of(commit);
        var tagger = object instanceof RevTag tag ? tag.getTaggerIdent() : null;
        return new Tag(
                ref.getName().substring(Constants.R_TAGS.length()), object.name(), told,
                object instanceof RevTag tag ? tag.getFullMessage().stripTrailing() : "",
                tagger == null ? told.committer().instant() : tagger.getWhenAsInstant());
    }

    /// With a message it is a tag of its own that says who made it; without, only a name.
    @Transactional
    public Tag create(Actor actor, Project project, String name, String start, String message) {
        access.require(actor, project, Role.DEVELOPER);
        var ref = Constants.R_TAGS + name;
        if (name.isBlank() || RefNames.refusal(ref) != null) {
            throw Problem.bad("Tag name invalid");
        }
        if (message.length() > LONGEST) {
            throw Problem.tooLarge("What a tag says may have 1 MiB.");
        }
        return Files.Reading.in(repositories, project.id(), (git, walk) -> {
            if (git.exactRef(ref) != null) {
                throw Problem.bad("Tag " + name + " already exists");
            }
            var commit = Revisions.find(git, walk, start);
            if (commit == null) {
                throw Problem.bad("Target " + start + " is invalid");
            }
            ObjectId target = commit;
            if (!message.isBlank()) {
                try (var inserter = git.newObjectInserter()) {
                    var tag = new TagBuilder();
                    tag.setObjectId(commit);
                    tag.setTag(name);
                    tag.setTagger(writing.ident(actor));
                    tag.setMessage(message.endsWith("\n") ? message : message + "\n");
                    target = inserter.insert(tag);
                    inserter.flush();
                }
            }
            Writing.update(git, writing.origin(actor), "tag: created", new GitRepository.Update(ref, null, target));
            var made = git.exactRef(ref);
            return java.util.Objects.requireNonNull(made == null ? null : read(git, walk, made));
        });
    }

    @Transactional
    public void delete(Actor actor, Project project, String name) {
        access.require(actor, project, Role.DEVELOPER);
        Files.Reading.in(repositories, project.id(), (git, _) -> {
            var ref = git.exactRef(Constants.R_TAGS + name);
            if (ref == null) {
                throw Problem.notFound("Tag");
            }
            Writing.update(git, writing.origin(actor), "tag: deleted", new GitRepository.Update(ref.getName(), ref.getObjectId(), null));
            return name;
        });
    }
}
