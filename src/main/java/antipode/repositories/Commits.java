package antipode.repositories;

import antipode.git.GitRepository;
import antipode.git.Repositories;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The commits of a project.
@Component
public class Commits {

    private static final int CONTRIBUTIONS = 100_000;

    private final Repositories repositories;

    Commits(Repositories repositories) {
        this.repositories = repositories;
    }

    /// Which commits: those a revision reaches (null: any branch or tag), newest first.
    ///
    /// @param childrenFirst none before those that stand on it, whatever their clocks said; those of a path go by their times
    public record Query(
            @Nullable String revision,
            @Nullable String path,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String author,
            boolean firstParent,
            boolean childrenFirst,
            int skip,
            int limit) {

        public static Query of(String revision, int limit) {
            return new Query(revision, null, null, null, null, false, false, 0, limit);
        }

        public Query at(String path) {
            return new Query(revision, path, since, until, author, firstParent, childrenFirst, skip, limit);
        }

        Query part(int skip, int limit) {
            return new Query(revision, path, since, until, author, firstParent, childrenFirst, skip, limit);
        }

        public Query page(int number, int size) {
            return part((number - 1) * size, size);
        }
    }

    public List<Commit> list(long project, Query query) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var tips = tips(git, walk, query.revision());
            var path = query.path() == null ? "" : Files.clean(query.path());
            Iterable<RevCommit> history = path.isEmpty() ? whole(walk, query, tips) : new PathHistory(walk, path, query.firstParent(), tips);
            var found = new ArrayList<Commit>();
            int skip = query.skip();
            for (var commit : history) {
                if (fits(commit, query) && skip-- <= 0) {
                    found.add(Commit.of(commit));
                }
                if (found.size() >= query.limit()) {
                    break;
                }
            }
            return found;
        });
    }

    private static List<RevCommit> tips(GitRepository git, RevWalk walk, @Nullable String revision) throws IOException {
        var tips = new ArrayList<RevCommit>();
        var names = revision != null ? List.of(revision) : git.refs(Constants.R_HEADS, Constants.R_TAGS).stream().map(Ref::getName).toList();
        for (var name : names) {
            var commit = Revisions.find(git, walk, name);
            if (commit != null) {
                tips.add(commit);
            }
        }
        return tips;
    }

    private static RevWalk whole(RevWalk walk, Query query, List<RevCommit> tips) throws IOException {
        walk.setFirstParent(query.firstParent());
        if (query.childrenFirst()) {
            walk.sort(RevSort.TOPO);
        }
        walk.markStart(tips);
        return walk;
    }

    private static boolean fits(RevCommit commit, Query query) {
        var at = Instant.ofEpochSecond(commit.getCommitTime());
        var author = commit.getAuthorIdent();
        return (query.since() == null || !at.isBefore(query.since()))
                && (query.until() == null || !at.isAfter(query.until()))
                && (query.author() == null
                        || (author.getName() + " <" + author.getEmailAddress() + ">").toLowerCase(Locale.ROOT).contains(query.author().toLowerCase(Locale.ROOT)));
    }

    /// By branch, tag, whole or short id.
    public Optional<Commit> find(long project, String revision) {
        return Files.Reading.in(repositories, project, (git, walk) -> Optional.ofNullable(Revisions.find(git, walk, revision)).map(Commit::of));
    }

    /// Many at once, by their whole ids; what isn't there is left out.
    public java.util.Map<String, Commit> byIds(long project, Collection<String> ids) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var found = new java.util.HashMap<String, Commit>();
            for (var id : ids) {
                var commit = found.containsKey(id) ? null : Revisions.find(git, walk, id);
                if (commit != null) {
                    found.put(id, Commit.of(commit));
                }
            }
            return found;
        });
    }

    /// What `to` has and `from` has not, oldest first.
    public List<Commit> between(long project, String from, String to, int limit) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            walk.markStart(Revisions.get(git, walk, to));
            walk.markUninteresting(Revisions.get(git, walk, from));
            walk.sort(RevSort.TOPO);
            var found = new ArrayList<Commit>();
            for (var commit : walk) {
                if (found.size() == limit) {
                    break;
                }
                found.add(Commit.of(commit));
            }
            return found.reversed();
        });
    }

    /// Which of these commits `to` has and `from` has not; all in one walk.
    public Set<String> brought(long project, String from, String to, Collection<String> ids) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            walk.setRetainBody(false);
            walk.markStart(Revisions.get(git, walk, to));
            walk.markUninteresting(Revisions.get(git, walk, from));
            var sought = new HashSet<>(ids);
            var found = new HashSet<String>();
            for (var commit : walk) {
                if (sought.isEmpty()) {
                    break;
                }
                if (sought.remove(commit.name())) {
                    found.add(commit.name());
                }
            }
            return found;
        });
    }

    /// How many commits a revision reaches, itself included.
    public int depth(long project, String revision, boolean firstParent) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            walk.setRetainBody(false);
            walk.setFirstParent(firstParent);
            walk.markStart(Revisions.get(git, walk, revision));
            int count = 0;
            for (var _ : walk) {
                count++;
            }
            return count;
        });
    }

    /// How many commits `to` has that `from` has not.
    public int count(long project, String from, String to) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            walk.setRetainBody(false);
            walk.markStart(Revisions.get(git, walk, to));
            walk.markUninteresting(Revisions.get(git, walk, from));
            int count = 0;
            for (var _ : walk) {
                count++;
            }
            return count;
        });
    }

    /// The branches and tags that reach a commit, by their full names.
    public List<String> holding(long project, String revision) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var commit = Revisions.get(git, walk, revision);
            var refs = new ArrayList<Ref>();
            for (var ref : git.refs(Constants.R_HEADS, Constants.R_TAGS)) {
                if (Revisions.find(git, walk, ref.getName()) != null) {
                    refs.add(ref);
                }
            }
            return walk.getMergedInto(commit, refs).stream().map(Ref::getName).sorted().toList();
        });
    }

    /// Who has written commits that a revision reaches, and how many; of the newest hundred thousand.
    public record Contributor(String name, String email, int commits) {}

    public List<Contributor> contributors(long project, String revision) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var tip = Revisions.find(git, walk, revision);
            if (tip == null) {
                return List.of();
            }
            walk.markStart(tip);
            walk.setRevFilter(RevFilter.NO_MERGES);
            var found = new java.util.LinkedHashMap<String, Contributor>();
            int left = CONTRIBUTIONS;
            for (var commit : walk) {
                var author = commit.getAuthorIdent();
                found.merge(author.getEmailAddress().toLowerCase(Locale.ROOT), new Contributor(author.getName(), author.getEmailAddress(), 1),
                        (known, _) -> new Contributor(known.name(), known.email(), known.commits() + 1));
                if (--left == 0) {
                    break;
                }
            }
            return List.copyOf(found.values());
        });
    }

    public Optional<Commit> mergeBase(long project, String one, String other) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var base = base(walk, Revisions.get(git, walk, one), Revisions.get(git, walk, other));
            return Optional.ofNullable(base).map(Commit::of);
        });
    }

    /// Whether `ancestor` is reached from `descendant`.
    public boolean reaches(long project, String descendant, String ancestor) {
        return Files.Reading.in(repositories, project,
                (git, walk) -> walk.isMergedInto(Revisions.get(git, walk, ancestor), Revisions.get(git, walk, descendant)));
    }

    static @Nullable RevCommit base(RevWalk walk, RevCommit one, RevCommit other) throws IOException {
        walk.reset();
        walk.setRevFilter(RevFilter.MERGE_BASE);
        walk.markStart(one);
        walk.markStart(other);
        var base = walk.next();
        walk.reset();
        walk.setRevFilter(RevFilter.ALL);
        if (base != null) {
            walk.parseBody(base);
        }
        return base;
    }
}
