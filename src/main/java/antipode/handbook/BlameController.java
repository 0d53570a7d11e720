package antipode.handbook;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.repositories.Blame;
import antipode.repositories.Blames;
import antipode.repositories.Commit;
import antipode.repositories.Commits;
import antipode.repositories.Files;
import antipode.web.OwnTransactions;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// A file line by line, with who wrote each, and how it was before they did.
@Controller
@May(Who.READER)
class BlameController {

    private final Places places;
    private final Files files;
    private final Commits commits;
    private final Blames blames;
    private final Authors authors;
    private final ProjectHeads heads;
    private final Clock clock;

    BlameController(Places places, Files files, Commits commits, Blames blames, Authors authors, ProjectHeads heads, Clock clock) {
        this.places = places;
        this.files = files;
        this.commits = commits;
        this.blames = blames;
        this.authors = authors;
        this.heads = heads;
        this.clock = clock;
    }

    @GetMapping("/{project}/-/blame/{*path}")
    @OwnTransactions
    Page blame(@PathVariable String path, @RequestParam(defaultValue = "1") int page, Project project, Role role, Actor reader) {
        var place = places.find(project, path);
        var file = files.locate(project.id(), place.revision(), place.path()).orElseThrow(() -> Problem.notFound("File"));
        var head = heads.of(project, role);
        var empty = new BlamePage(head, place, List.of(), 1, 0, "");
        if (file.link()) {
            return empty.without("This is a symbolic link; git keeps where it leads, and no lines.");
        }
        if (file.size() == 0) {
            return empty.without("This file is empty: nobody has written a line of it.");
        }
        if (file.size() > Blames.LARGEST) {
            return empty.without("Files of more than 5 MiB aren’t told line by line; git blame on a clone does it.");
        }
        var blame = blames.of(project.id(), file.commit(), file.path()).orElse(null);
        if (blame == null) {
            return empty.without("This is not a text, so it has no lines.");
        }
        int pages = (blame.lines() + BlamePage.LINES - 1) / BlamePage.LINES;
        int number = Math.clamp(page, 1, Math.max(1, pages));
        int first = (number - 1) * BlamePage.LINES + 1;
        var ranges = blame.within(first, first + BlamePage.LINES - 1);
        var all = commits.byIds(project.id(), ranges.stream().map(Blame.Range::commit).distinct().toList());
        var known = authors.of(reader, project.id(), all.values());
        var texts = lines(files.blob(project.id(), file.blob()).orElseThrow(() -> Problem.notFound("File")), first, BlamePage.LINES);
        return new BlamePage(head, place, runs(ranges, texts, first, all, known), number, blame.lines(), "");
    }

    private List<BlamePage.Run> runs(
            List<Blame.Range> ranges, List<String> texts, int first, Map<String, Commit> all, Authors.Known known) {
        var runs = new ArrayList<BlamePage.Run>();
        for (var range : ranges) {
            var commit = all.get(range.commit());
            if (commit != null) {
                var lines = new ArrayList<BlamePage.Line>();
                for (int line = range.line(); line <= range.last() && line - first < texts.size(); line++) {
                    lines.add(new BlamePage.Line(line, texts.get(line - first)));
                }
                runs.add(new BlamePage.Run(
                        commit, known.author(commit), known.request(commit.id()), range,
                        BlamePage.age(commit.author().instant(), clock.instant()), lines));
            }
        }
        return runs;
    }

    /// Some lines of many. What is no UTF-8 is shown as such.
    private static List<String> lines(byte[] bytes, int first, int most) {
        var lines = new ArrayList<String>();
        int number = 1;
        for (int start = 0; start < bytes.length && lines.size() < most; number++) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (number >= first) {
                lines.add(new String(bytes, start, end - start, StandardCharsets.UTF_8));
            }
            start = end + 1;
        }
        return lines;
    }

    /// The same file before a commit changed it: under the name it had, at the line that stood there. Where the commit began it,
    /// the commit itself.
    @GetMapping(path = "/{project}/-/blame/{*path}", params = "before")
    View before(@PathVariable String path, @RequestParam int before, Project project) {
        var place = places.find(project, path);
        var commit = commits.find(project.id(), place.revision()).orElseThrow(() -> Problem.notFound("Commit"));
        return Redirect.to(blames.before(project.id(), commit.id(), place.path(), before)
                .map(earlier -> BlamePage.at(project, earlier.commit(), earlier.path(), earlier.line()))
                .orElse(project.url() + "/-/commit/" + commit.id()));
    }
}
