package antipode.repositories;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.OwnTransactions;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Who wrote which lines of a file, for programs.
@Api
class BlameApi {

    private final Files files;
    private final Commits commits;
    private final Blames blames;

    BlameApi(Files files, Commits commits, Blames blames) {
        this.files = files;
        this.commits = commits;
        this.blames = blames;
    }

    record BlameJson(CommitJson commit, List<String> lines) {}

    @GetMapping("/projects/{id}/repository/files/{path}/blame")
    @May(value = Who.READER, scopes = "read_repository")
    @OwnTransactions
    Answer<?> show(@PathVariable String path, Parameters parameters, Project project, Site site) {
        var ref = FilesApi.ref(parameters.required("ref"), project);
        var range = range(parameters);
        var there = files.locate(project.id(), ref, path).orElseThrow(() -> Problem.notFound("File"));
        if (there.size() > Blames.LARGEST) {
            throw Problem.tooLarge("Files of more than " + (Blames.LARGEST >> 20) + " MiB aren't told line by line.");
        }
        var blame = blames.of(project.id(), there.commit(), path)
                .orElseThrow(() -> Refusal.message(400, "The file is no text, so it has no lines."));
        var ranges = blame.within(range.start(), range.end());
        if (ranges.stream().anyMatch(Blame.Range::open)) {
            return Answer.of(503, Map.of("message", "503 The history of these lines is long, and is being gone through. Ask again in a minute."))
                    .with("Retry-After", "60");
        }
        var lines = files.find(project.id(), there.commit(), path).orElseThrow(() -> Problem.notFound("File")).text().split("\n", -1);
        var all = commits.byIds(project.id(), ranges.stream().map(Blame.Range::commit).distinct().toList());
        var told = new ArrayList<BlameJson>();
        for (var written : ranges) {
            var commit = all.get(written.commit());
            int last = Math.min(written.last(), lines.length);
            if (commit != null && written.line() <= last) {
                told.add(new BlameJson(
                        CommitJson.of(commit, project.fullPath(), site), Arrays.asList(lines).subList(written.line() - 1, last)));
            }
        }
        return Answer.ok(told);
    }

    private record Asked(int start, int end) {}

    private static Asked range(Parameters parameters) {
        var asked = parameters.hash("range");
        if (asked == null) {
            return new Asked(1, Integer.MAX_VALUE);
        }
        long start = asked.requiredInteger("start");
        long end = asked.requiredInteger("end");
        if (start < 1 || end < start) {
            throw Refusal.error(400, "range[start] must be less than or equal to range[end]");
        }
        return new Asked((int) Math.min(start, Integer.MAX_VALUE), (int) Math.min(end, Integer.MAX_VALUE));
    }
}
