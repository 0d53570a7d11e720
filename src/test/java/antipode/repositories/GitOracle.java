package antipode.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import antipode.git.Git;
import antipode.people.Actor;
import antipode.projects.Project;

/// Holds what we say of a repository to what the `git` program says of the same.
record GitOracle(Rooms rooms, Actor actor, Project project, Git git) {

    /// What is held to it.
    record Rooms(antipode.repositories.Files files, Commits commits, Diffs diffs, Blames blames, Merges merges, Branches branches) {}

    /// How many lines were compared, and how many of them were git's to the letter.
    record Tally(int lines, int same) {
        Tally plus(Tally other) {
            return new Tally(lines + other.lines, same + other.same);
        }
    }

    /// All that there is, with its modes and every byte.
    void trees(String branch) {
        var theirs = nul(git.run("-c", "core.quotepath=false", "ls-tree", "-r", "-t", "-z", branch));
        var ours = rooms.files().list(project.id(), branch, "", true).orElseThrow().stream()
                .map(entry -> entry.mode() + " " + entry.kind().name().toLowerCase(Locale.ROOT) + " " + entry.id() + "\t" + entry.path())
                .toList();
        assertThat(ours).as(branch).containsExactlyInAnyOrderElementsOf(theirs);
        var blobs = theirs.stream().filter(line -> line.contains(" blob ")).map(line -> line.split("[ \t]")[2]).distinct().toList();
        var all = git.bytes(String.join("\n", blobs) + "\n", "cat-file", "--batch");
        int at = 0;
        for (var blob : blobs) {
            var bytes = rooms.files().blob(project.id(), blob).orElseThrow();
            at += (blob + " blob " + bytes.length + "\n").length();
            assertThat(Arrays.equals(bytes, 0, bytes.length, all, at, at + bytes.length)).as(blob).isTrue();
            at += bytes.length + 1;
        }
        assertThat(all).hasSize(at);
    }

    /// The history, and that of each file and folder.
    void logs(String branch) {
        var paths = new ArrayList<>(nul(git.run("-c", "core.quotepath=false", "ls-tree", "-r", "-t", "-z", "--name-only", branch)));
        paths.add("");
        for (var path : paths) {
            var theirs = git.run(path.isEmpty() ? new String[] {"log", "--format=%H", branch}
                    : new String[] {"--literal-pathspecs", "log", "--format=%H", branch, "--", path}).lines().toList();
            var ours = rooms.commits().list(project.id(), Commits.Query.of(branch, 10_000).at(path)).stream().map(Commit::id).toList();
            assertThat(ours).as(branch + " " + path).containsExactlyInAnyOrderElementsOf(theirs);
        }
    }

    /// What a branch brings to another since they parted: which files, and their lines, such that the one text becomes the other.
    void differences(String from, String to) {
        var bases = git.attempt("merge-base", "--all", from, to).out().lines().toList();
        if (bases.isEmpty()) {
            return;
        }
        var compared = rooms.diffs().compare(project.id(), from, to, false);
        var base = Objects.requireNonNull(compared.base()).id();
        assertThat(base).isIn(bases);
        var touched = new TreeSet<String>();
        for (var diff : compared.diffs()) {
            touched.add(diff.newPath());
            if (diff.renamed()) {
                touched.add(diff.oldPath());
            }
            if (!diff.binary() && !diff.tooLarge()) {
                var before = diff.created() ? "" : text(base, diff.oldPath());
                assertThat(changed(before, diff)).as("%s...%s %s", from, to, diff.path()).isEqualTo(diff.deleted() ? "" : text(to, diff.newPath()));
            }
        }
        assertThat(touched).as(from + "..." + to).containsExactlyInAnyOrderElementsOf(
                nul(git.run("-c", "core.quotepath=false", "diff", "--no-renames", "--name-only", "-z", base, to)));
        var binary = git.run("-c", "core.quotepath=false", "diff", "--no-renames", "--numstat", base, to).lines()
                .filter(line -> line.startsWith("-\t-\t")).map(line -> line.substring(4)).toList();
        assertThat(compared.diffs()).filteredOn(diff -> diff.binary() && !diff.newMode().equals("160000") && !diff.oldMode().equals("160000"))
                .extracting(FileDiff::path).isSubsetOf(binary);
    }

    /// What lies at a path: a link's is where it leads.
    private String text(String revision, String path) {
        return new String(git.bytes("", "cat-file", "blob", revision + ":" + path), StandardCharsets.UTF_8);
    }

    private static String changed(String before, FileDiff diff) {
        var old = before.split("(?<=\n)");
        var now = new StringBuilder();
        int at = 0;
        for (var hunk : diff.hunks()) {
            for (int start = hunk.oldLines() == 0 ? hunk.oldStart() : hunk.oldStart() - 1; at < start; at++) {
                now.append(old[at]);
            }
            for (var line : hunk.lines()) {
                var text = line.text() + (line.unended() ? "" : "\n");
                if (line.kind() != FileDiff.Kind.ADDED) {
                    assertThat(text).as(diff.path()).isEqualTo(old[at++]);
                }
                if (line.kind() != FileDiff.Kind.REMOVED) {
                    now.append(text);
                }
            }
        }
        for (; at < old.length; at++) {
            now.append(old[at]);
        }
        return now.toString();
    }

    /// What two branches become: the same tree, or a clash where git sees one.
    void merges(String source, String target) {
        var theirs = git.attempt("-c", "merge.directoryRenames=false", "-c", "core.quotepath=false",
                "merge-tree", "--write-tree", "--name-only", "--no-messages", target, source);
        if (theirs.out().contains("unrelated histories")) {
            return;
        }
        var said = theirs.out().lines().toList();
        var ours = rooms.merges().rehearse(project.id(), source, target);
        // Who has merged each other before may clash more often with us: the merge of what they have in common knows no renames.
        boolean crossed = git.run("merge-base", "--all", source, target).lines().count() > 1;
        if (ours instanceof Merges.Conflicting clash && (crossed || !theirs.ok())) {
            if (!crossed) {
                var clashing = new TreeSet<>(said.subList(1, said.size()));
                // Where one side's new name is the other's new file, the old name is told as well. And where two files could have
                // become a third, git may take the other one for its source: what one side changed and the other then deleted clashes.
                var base = git.run("merge-base", source, target);
                for (var side : List.of(source, target)) {
                    clashing.addAll(nul(git.run("diff", "-M", "--diff-filter=R", "--name-only", "-z", side, base)));
                    var deleted = new TreeSet<>(nul(git.run("diff", "--no-renames", "--diff-filter=D", "--name-only", "-z", base, side)));
                    deleted.retainAll(nul(git.run(
                            "diff", "--no-renames", "--diff-filter=M", "--name-only", "-z", base, side.equals(source) ? target : source)));
                    clashing.addAll(deleted);
                }
                assertThat(clashing).as(source + " into " + target).containsAll(clash.paths());
            }
            return;
        }
        assertThat(theirs.ok()).as(source + " into " + target).isTrue();
        assertThat(ours).as(source + " into " + target).isInstanceOf(Merges.Merged.class);
        var trial = rooms.branches().create(actor, project, "trial-" + source + "-" + target, target).name();
        rooms.merges().merge(actor, project, source, trial, "Merge", Merges.How.COMMIT, null);
        var tree = rooms.files().list(project.id(), trial, "", true).orElseThrow().stream()
                .map(entry -> entry.mode() + " " + entry.kind().name().toLowerCase(Locale.ROOT) + " " + entry.id() + "\t" + entry.path()).toList();
        assertThat(tree).as(source + " into " + target).containsExactlyInAnyOrderElementsOf(
                nul(git.run("-c", "core.quotepath=false", "ls-tree", "-r", "-t", "-z", said.getFirst())));
        rooms.branches().delete(actor, project, trial);
    }

    /// Who wrote the lines of every text.
    Tally blames(String branch) {
        var tally = new Tally(0, 0);
        for (var entry : rooms.files().list(project.id(), branch, "", true).orElseThrow()) {
            if (entry.mode().startsWith("100") && rooms.blames().of(project.id(), branch, entry.path()).isPresent()) {
                tally = tally.plus(blame(branch, entry.path()));
            }
        }
        return tally;
    }

    /// The two may part where a line could as well have come from either of two places; then ours still has to name a commit that
    /// wrote this very line.
    Tally blame(String branch, String path) {
        var text = text(branch, path).split("\n");
        var ours = BlameTest.blamed(rooms.blames().of(project.id(), branch, path, () -> false).orElseThrow());
        var gits = BlameTest.oracle(git, branch, path, "-w", "-M", "-C");
        int lines = 0;
        int same = 0;
        Map<String, String[]> origins = new HashMap<>();
        for (int at = 0; at < Math.min(text.length, gits.size()); at++) {
            if (!text[at].isBlank()) {
                lines++;
                if (ours.get(at).equals(gits.get(at))) {
                    same++;
                } else {
                    var parts = ours.get(at).split(" ", 4);
                    var origin = origins.computeIfAbsent(parts[0] + ":" + parts[3], _ -> text(parts[0], parts[3]).split("\n"));
                    var said = words(origin[Integer.parseInt(parts[1]) - 1]);
                    assertThat(said.equals(words(text[at])) || Rewrapping.prose(path))
                            .as("%s:%d is ours from %s, git's from %s", path, at + 1, ours.get(at), gits.get(at)).isTrue();
                }
            }
        }
        return new Tally(lines, same);
    }

    private static String words(String line) {
        return line.replaceAll("\\s+", "");
    }

    private static List<String> nul(String said) {
        return Arrays.stream(said.split("\0")).filter(part -> !part.isEmpty()).toList();
    }
}
