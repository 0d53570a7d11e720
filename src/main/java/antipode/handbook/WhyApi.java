package antipode.handbook;

import antipode.api.Api;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Person;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Issuable;
import antipode.web.OwnTransactions;
import antipode.web.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;

/// Why some lines of a page stand there, for programs.
@Api
class WhyApi {

    private final PageSources sources;
    private final Reasons reasons;

    WhyApi(PageSources sources, Reasons reasons) {
        this.sources = sources;
        this.reasons = reasons;
    }

    /// @param lines how many of the lines are theirs
    record ShareJson(String authorName, @Nullable UserJson author, int lines, String commitId, Instant committedAt, @Nullable ThingJson mergeRequest) {}

    record ThingJson(String type, long projectId, int iid, String title, String webUrl) {}

    record BehindJson(ThingJson issue, boolean closed, @Nullable String status, @Nullable String outcome, String opening) {}

    /// @param incomplete whether somebody is still looking for the writers of some of the lines: whoever asks later is told
    record WhyJson(
            String path, String commitId, int startLine, int endLine, boolean incomplete, List<ShareJson> shares, List<UserJson> approvedBy,
            List<BehindJson> behind) {}

    /// Of the block that holds a line, or of those that hold the lines from `range[start]` to `range[end]`.
    @GetMapping("/projects/{id}/handbook/why")
    @May(value = Who.READER, scopes = "read_repository")
    @OwnTransactions
    WhyJson why(Parameters parameters, Project project, Actor actor, Site site) {
        parameters.require("path");
        var path = Paths.clean(parameters.required("path")).replace("\0", "");
        var source = sources.find(project, parameters.text("ref"), path).orElseThrow(() -> Problem.notFound("Page"));
        var range = parameters.hash("range");
        long start = range == null ? parameters.integer("line", 1) : range.requiredInteger("start");
        long end = range == null ? start : range.requiredInteger("end");
        if (start < 1 || end < start) {
            throw Refusal.error(400, "range[start] must be less than or equal to range[end]");
        }
        var chosen = source.rendered().blocks().stream().filter(block -> block.start() <= end && block.end() >= start).toList();
        if (chosen.isEmpty()) {
            throw Problem.notFound("Block");
        }
        var found = reasons.why(actor, project, source.head(), source.path(), chosen.getFirst().start(), chosen.getLast().end());
        var why = found.why();
        if (why == null) {
            if (!found.open()) {
                throw Problem.notFound("Block");
            }
            return new WhyJson(source.path(), source.head(), found.start(), found.end(), true, List.of(), List.of(), List.of());
        }
        var shares = new ArrayList<ShareJson>();
        shares.add(share(why.author(), why.lines(), why.newest().id(), why.newest().author().instant(), why.request(), site));
        why.older().forEach(older -> shares.add(share(older.author(), older.lines(), older.commit(), older.at(), older.request(), site)));
        return new WhyJson(
                source.path(), source.head(), why.start(), why.end(), found.open(), shares,
                why.review() == null ? List.of() : why.review().approvedBy().stream().map(person -> user(person, site)).toList(),
                why.behind().stream().map(behind -> new BehindJson(
                        thing(behind.issue(), site), behind.closed(),
                        behind.decision() == null ? null : behind.decision().status().word(),
                        behind.decision() == null ? null : behind.decision().outcome(), behind.opening())).toList());
    }

    private static ShareJson share(Author author, int lines, String commit, Instant at, @Nullable Issuable request, Site site) {
        return new ShareJson(
                author.name(), author.person() == null ? null : user(author.person(), site), lines, commit, at,
                request == null ? null : thing(request, site));
    }

    private static UserJson user(Person person, Site site) {
        return UserJson.of(person, site);
    }

    private static ThingJson thing(Issuable thing, Site site) {
        return new ThingJson(thing.type(), thing.projectId(), thing.iid(), thing.title(), site.url(thing.path()));
    }
}
