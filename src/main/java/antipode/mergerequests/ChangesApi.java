package antipode.mergerequests;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.repositories.Commit;
import antipode.repositories.CommitJson;
import antipode.repositories.Diffs;
import antipode.repositories.FileDiff;
import antipode.web.Problem;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// What a merge request changes, and each version of it, by API.
@Api
class ChangesApi {

    private static final String ONE = "/projects/{id}/merge_requests/{iid}";
    private static final int MOST_COMMITS = 1_000;

    private final MergeRequests requests;
    private final MergeRequestJsons jsons;
    private final Diffs diffs;

    ChangesApi(MergeRequests requests, MergeRequestJsons jsons, Diffs diffs) {
        this.requests = requests;
        this.jsons = jsons;
        this.diffs = diffs;
    }

    @GetMapping(ONE + "/commits")
    @May(Who.READER)
    Listing<CommitJson> commits(@PathVariable long iid, Pagination pagination, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        List<Commit> newestFirst = requests.commits(request, MOST_COMMITS).reversed();
        return pagination.of(newestFirst).map(commit -> CommitJson.of(commit, project.fullPath(), site));
    }

    @GetMapping(ONE + "/changes")
    @May(Who.READER)
    MergeRequestJson.Changes changes(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        return new MergeRequestJson.Changes(
                jsons.single(actor, request, project, site), diffs.between(project.id(), request.base(), request.head()), false);
    }

    @GetMapping(ONE + "/diffs")
    @May(Who.READER)
    Listing<FileDiff> diffs(@PathVariable long iid, Pagination pagination, Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        return pagination.of(diffs.between(project.id(), request.base(), request.head()));
    }

    @GetMapping(ONE + "/versions")
    @May(Who.READER)
    Listing<MergeRequestJson.Version> versions(@PathVariable long iid, Pagination pagination, Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        return pagination.of(requests.versions(request.id())).map(version -> version(project, request, version));
    }

    @GetMapping(ONE + "/versions/{version}")
    @May(Who.READER)
    MergeRequestJson.VersionWithDiffs version(
            @PathVariable long iid, @PathVariable long version, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        MergeRequest.Version found = requests.versions(request.id()).stream()
                .filter(one -> one.id() == version)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("Version"));
        return new MergeRequestJson.VersionWithDiffs(
                version(project, request, found),
                requests.commits(project.id(), found.base(), found.head(), MOST_COMMITS).reversed().stream()
                        .map(commit -> CommitJson.of(commit, project.fullPath(), site))
                        .toList(),
                diffs.between(project.id(), found.base(), found.head()));
    }

    private MergeRequestJson.Version version(Project project, MergeRequest request, MergeRequest.Version version) {
        return new MergeRequestJson.Version(
                version.id(), version.head(), version.base(), version.start(), version.createdAt(), request.id(), "collected",
                String.valueOf(diffs.between(project.id(), version.base(), version.head()).size()), null);
    }
}
