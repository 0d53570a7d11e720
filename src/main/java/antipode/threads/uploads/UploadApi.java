package antipode.threads.uploads;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.OwnTransactions;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// The files of a project, as GitLab's API has them.
@Api
class UploadApi {

    private static final String ALL = "/projects/{id}/uploads";
    private static final String ONE = ALL + "/{upload}";
    private static final String NAMED = ALL + "/{secret}/{name}";

    private final Uploads uploads;
    private final UploadController pages;
    private final Members members;

    UploadApi(Uploads uploads, UploadController pages, Members members) {
        this.uploads = uploads;
        this.pages = pages;
        this.members = members;
    }

    /// What was kept, ready to be put into a text.
    record KeptJson(long id, String alt, String url, String fullPath, String markdown) {}

    record UploadJson(long id, long size, String filename, Instant createdAt, @Nullable UploaderJson uploadedBy) {}

    record UploaderJson(long id, String name, String username) {}

    @PostMapping(ALL)
    @May(Who.GUEST)
    KeptJson keep(Parameters sent, Project project, Actor actor) {
        Part file = sent.file("file");
        if (file == null) {
            throw Refusal.parameters("file is missing");
        }
        String name = file.getSubmittedFileName();
        Upload upload =
                uploads.keep(actor, project.id(), name == null ? "" : name, file.getSize(), file::getInputStream);
        return new KeptJson(upload.id(), upload.alt(), upload.url(), upload.path(), upload.markdown());
    }

    @GetMapping(ALL)
    @May(Who.MAINTAINER)
    Listing<UploadJson> list(Pagination pagination, Project project) {
        return pagination
                .uncounted((limit, offset) -> uploads.of(project.id(), limit, offset))
                .mapAll(this::jsons);
    }

    @GetMapping(ONE)
    @May(Who.MAINTAINER)
    @OwnTransactions
    void download(@PathVariable long upload, Project project, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        pages.serve(find(project, upload), request, response);
    }

    @GetMapping(NAMED)
    @May(Who.READER)
    @OwnTransactions
    void download(
            @PathVariable String secret, @PathVariable String name, Project project, Actor actor,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        pages.serve(uploads.find(actor, project.id(), secret, name), request, response);
    }

    @DeleteMapping(ONE)
    @May(Who.MAINTAINER)
    void delete(@PathVariable long upload, Project project, Actor actor) {
        uploads.delete(actor, find(project, upload));
    }

    @DeleteMapping(NAMED)
    @May(Who.GUEST)
    void delete(@PathVariable String secret, @PathVariable String name, Project project, Actor actor) {
        uploads.delete(actor, uploads.find(actor, project.id(), secret, name));
    }

    private Upload find(Project project, long upload) {
        return uploads.numbered(project.id(), upload).orElseThrow(() -> Problem.notFound("Upload"));
    }

    private List<UploadJson> jsons(List<Upload> found) {
        Map<Long, Member> by = members.byIds(found.stream().map(Upload::uploader).distinct().toList());
        return found.stream()
                .map(upload -> {
                    Member uploader = by.get(upload.uploader());
                    return new UploadJson(
                            upload.id(), upload.size(), upload.name(), upload.createdAt(),
                            uploader == null ? null : new UploaderJson(uploader.id(), uploader.name(), uploader.username()));
                })
                .toList();
    }
}
