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
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// What a merge request changes, and each version of it, by API.
@Api
class ChangesApi {

    private static final String ONE = "/projects/{id}/merge_requests/{iid}";
    private static final int MOST_COMMITS = 1_000;

    private final MergeRequests requests;
    private final MergeRequestVersions versions;
    private final MergeRequestJsons jsons;
    private final Diffs diffs;

    ChangesApi(MergeRequests requests, MergeRequestVersions versions, MergeRequestJsons jsons, Diffs diffs) {
        this.requests = requests;
        this.versions = versions;
        this.jsons = jsons;
        this.diffs = diffs;
    }

    @GetMapping(ONE + "/commits")
    @May(Who.READER)
    Listing<CommitJson> commits(@PathVariable long iid, Pagination pagination, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        List<Commit> newestFirst = versions.commits(request, MOST_COMMITS).reversed();
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
        return files(pagination, project, request.base(), request.head());
    }

    @GetMapping(ONE + "/versions")
    @May(Who.READER)
    Listing<MergeRequestJson.Version> versions(@PathVariable long iid, Pagination pagination, Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        return pagination.of(versions.of(request.id())).map(version -> version(project, request, version));
    }

    @GetMapping(ONE + "/versions/{version}")
    @May(Who.READER)
    MergeRequestJson.VersionWithDiffs version(
            @PathVariable long iid, @PathVariable long version, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        MergeRequest.Version found = versions.of(request.id()).stream()
                .filter(one -> one.id() == version)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("Version"));
        return new MergeRequestJson.VersionWithDiffs(
                version(project, request, found),
                versions.commits(project.id(), found.base(), found.head(), MOST_COMMITS).reversed().stream()
                        .map(commit -> CommitJson.of(commit, project.fullPath(), site))
                        .toList(),
                diffs.between(project.id(), found.base(), found.head()));
    }

    private MergeRequestJson.Version version(Project project, MergeRequest request, MergeRequest.Version version) {
        return new MergeRequestJson.Version(
                version.id(), version.head(), version.base(), version.start(), version.createdAt(), request.id(), "collected",
                size(project, version), null);
    }

    /// How many files a version changes; what a rewritten history took away changes none.
    private String size(Project project, MergeRequest.Version version) {
        try {
            return String.valueOf(diffs.files(project.id(), version.base(), version.head()).size());
        } catch (Problem collected) {
            return "0";
        }
    }

    /// Only the lines of the files on this page are compared.
    private Listing<FileDiff> files(Pagination pagination, Project project, String from, String to) {
        return pagination.of(diffs.files(project.id(), from, to)).mapAll(some -> diffs.read(project.id(), some));
    }

    @GetMapping(ONE + "/raw_diffs")
    @May(Who.READER)
    ResponseEntity<byte[]> raw(@PathVariable long iid, Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        ByteArrayOutputStream patch = new ByteArrayOutputStream();
        diffs.patch(project.id(), request.base(), request.head(), patch);
        return ResponseEntity.ok().contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8)).body(patch.toByteArray());
    }
}
