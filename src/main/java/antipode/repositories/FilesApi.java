package antipode.repositories;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Keyset;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.OwnTransactions;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/// The files of a repository for programs.
@Api
class FilesApi {

    private final Files files;
    private final Commits commits;
    private final Edits edits;
    private final FileRedactions redactions;

    FilesApi(Files files, Commits commits, Edits edits, FileRedactions redactions) {
        this.redactions = redactions;
        this.files = files;
        this.commits = commits;
        this.edits = edits;
    }

    record EntryJson(String id, String name, String type, String path, String mode) {}

    /// More is read raw: in JSON it would lie in memory several times over.
    private static final int LARGEST_TOLD = 16 << 20;

    @GetMapping("/projects/{id}/repository/tree")
    @May(value = Who.READER, scopes = "read_repository")
    Listing<EntryJson> tree(Parameters parameters, Pagination pagination, Project project) {
        var path = parameters.text("path", "");
        var ref = parameters.text("ref", project.defaultBranch());
        var entries = files.list(project.id(), ref, path, parameters.bool("recursive", false))
                .orElseThrow(() -> Problem.notFound("Tree"));
        var page = pagination.byKey()
                ? pagination.keyset(List.of("name"), from -> after(entries, from), entry -> new Keyset.After(entry.path(), entry.kind().ordinal()))
                : pagination.of(entries);
        return page.map(entry -> new EntryJson(
                entry.id(), entry.name(), entry.kind().name().toLowerCase(java.util.Locale.ROOT), entry.path(), entry.mode()));
    }

    /// What follows an entry in the order of the list: folders first, each by path.
    private static List<Files.Entry> after(List<Files.Entry> entries, Keyset from) {
        var after = from.after();
        return entries.stream()
                .filter(entry -> after == null || (entry.kind() == Files.Kind.TREE ? 0 : 1) > (after.id() == 0 ? 0 : 1)
                        || (entry.kind() == Files.Kind.TREE) == (after.id() == 0) && entry.path().compareTo(after.value()) > 0)
                .limit(from.limit())
                .toList();
    }

    record FileJson(
            String fileName,
            String filePath,
            long size,
            String encoding,
            String contentSha256,
            String ref,
            String blobId,
            String commitId,
            String lastCommitId,
            boolean executeFilemode,
            String content) {

        Map<String, String> headers() {
            var headers = new LinkedHashMap<String, String>();
            headers.put("X-Gitlab-File-Name", ascii(fileName));
            headers.put("X-Gitlab-File-Path", ascii(filePath));
            headers.put("X-Gitlab-Size", Long.toString(size));
            headers.put("X-Gitlab-Encoding", encoding);
            headers.put("X-Gitlab-Content-Sha256", contentSha256);
            headers.put("X-Gitlab-Ref", ascii(ref));
            headers.put("X-Gitlab-Blob-Id", blobId);
            headers.put("X-Gitlab-Commit-Id", commitId);
            headers.put("X-Gitlab-Last-Commit-Id", lastCommitId);
            headers.put("X-Gitlab-Execute-Filemode", Boolean.toString(executeFilemode));
            return headers;
        }

        /// A header holds no other characters.
        private static String ascii(String text) {
            return text.replaceAll("[^\\x20-\\x7e]", "?");
        }
    }

    @RequestMapping(path = "/projects/{id}/repository/files/{path}", method = RequestMethod.HEAD)
    @May(value = Who.READER, scopes = "read_repository")
    Answer<String> head(@PathVariable String path, Parameters parameters, Project project) {
        var answer = Answer.ok("");
        for (var header : told(path, parameters, project, false).headers().entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    @GetMapping("/projects/{id}/repository/files/{path}")
    @May(value = Who.READER, scopes = "read_repository")
    FileJson show(@PathVariable String path, Parameters parameters, Project project) {
        return told(path, parameters, project, true);
    }

    private FileJson told(String path, Parameters parameters, Project project, boolean content) {
        var ref = ref(parameters.required("ref"), project);
        var file = files.locate(project.id(), ref, path).orElseThrow(() -> Problem.notFound("File"));
        if (content) {
            small(file.size());
        }
        var digest = sha256();
        var bytes = new ByteArrayOutputStream();
        files.copy(project.id(), file.blob(), new DigestOutputStream(content ? bytes : OutputStream.nullOutputStream(), digest));
        return new FileJson(
                file.path().substring(file.path().lastIndexOf('/') + 1), file.path(), file.size(), "base64",
                HexFormat.of().formatHex(digest.digest()), ref, file.blob(), file.commit(),
                lastCommit(project, file.commit(), file.path()), file.mode().equals("100755"),
                Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }

    private static void small(long size) {
        if (size > LARGEST_TOLD) {
            throw Problem.tooLarge("The file has more than " + (LARGEST_TOLD >> 20) + " MiB; read it raw.");
        }
    }

    static String ref(String asked, Project project) {
        return asked.equals("HEAD") ? project.defaultBranch() : asked;
    }

    private String lastCommit(Project project, String revision, String path) {
        return commits.list(project.id(), Commits.Query.of(revision, 1).at(path)).stream().findFirst().map(Commit::id).orElse(revision);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @GetMapping("/projects/{id}/repository/files/{path}/raw")
    @May(value = Who.READER, scopes = "read_repository")
    @OwnTransactions
    void raw(@PathVariable String path, Parameters parameters, Project project, HttpServletResponse response) throws IOException {
        var ref = ref(parameters.text("ref", project.defaultBranch()), project);
        var file = files.locate(project.id(), ref, path).orElseThrow(() -> Problem.notFound("File"));
        send(project, file.blob(), response);
    }

    @GetMapping("/projects/{id}/repository/blobs/{sha}/raw")
    @May(value = Who.READER, scopes = "read_repository")
    @OwnTransactions
    void rawBlob(@PathVariable String sha, Project project, HttpServletResponse response) throws IOException {
        size(project, sha);
        send(project, sha, response);
    }

    private void send(Project project, String blob, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        files.copy(project.id(), blob, response.getOutputStream());
    }

    record BlobJson(long size, String encoding, String content, String sha) {}

    @GetMapping("/projects/{id}/repository/blobs/{sha}")
    @May(value = Who.READER, scopes = "read_repository")
    BlobJson showBlob(@PathVariable String sha, Project project) {
        small(size(project, sha));
        var bytes = files.blob(project.id(), sha).orElseThrow(() -> Problem.notFound("Blob"));
        return new BlobJson(bytes.length, "base64", Base64.getEncoder().encodeToString(bytes), sha);
    }

    private long size(Project project, String sha) {
        return files.size(project.id(), sha).orElseThrow(() -> Problem.notFound("Blob"));
    }

    record WrittenJson(String filePath, String branch) {}

    @PostMapping("/projects/{id}/repository/files/{path}")
    @May(value = Who.DEVELOPER)
    WrittenJson create(@PathVariable String path, Parameters parameters, Project project, Actor actor) {
        return write(Edits.Kind.CREATE, path, parameters, project, actor);
    }

    @PutMapping("/projects/{id}/repository/files/{path}")
    @May(Who.DEVELOPER)
    WrittenJson update(@PathVariable String path, Parameters parameters, Project project, Actor actor) {
        return write(Edits.Kind.UPDATE, path, parameters, project, actor);
    }

    @DeleteMapping("/projects/{id}/repository/files/{path}")
    @May(Who.DEVELOPER)
    void delete(@PathVariable String path, Parameters parameters, Project project, Actor actor) {
        write(Edits.Kind.DELETE, path, parameters, project, actor);
    }

    record RedactedJson(int commits) {}

    /// Takes a file out of the whole history: `because` says why; `blob_id` names one version, `words` what goes of it.
    @PostMapping("/projects/{id}/repository/files/{path}/redact")
    @May(Who.MAINTAINER)
    RedactedJson redact(@PathVariable String path, Parameters parameters, Project project, Actor actor) {
        return new RedactedJson(redactions.redact(actor, project, new FileRedactions.Redaction(
                Files.clean(path), parameters.text("blob_id"), parameters.text("words", ""), parameters.required("because"))));
    }

    private WrittenJson write(Edits.Kind kind, String path, Parameters parameters, Project project, Actor actor) {
        parameters.require("branch", "commit_message");
        if (kind != Edits.Kind.DELETE) {
            parameters.require("content");
        }
        var branch = parameters.required("branch");
        onlyAs(actor, parameters);
        fresh(project, parameters.text("last_commit_id"), branch, path);
        var action = new Edits.Action(kind, path, null, content(parameters), parameters.bool("execute_filemode"));
        plainly(() -> edits.commit(
                actor, project, branch, parameters.text("start_branch"), parameters.required("commit_message"), List.of(action), null));
        return new WrittenJson(path, branch);
    }

    /// A commit bears the name of whoever makes it, whatever a program asks for: blame has to be right.
    static void onlyAs(Actor actor, Parameters parameters) {
        var member = actor.require();
        if (!parameters.text("author_email", member.email()).equalsIgnoreCase(member.email())
                || !parameters.text("author_name", member.name()).equals(member.name())) {
            throw Refusal.error(400, "author_name and author_email can only be your own: a commit bears the name of whoever makes it");
        }
    }

    /// Refuses to write over what came in since the client read it.
    void fresh(Project project, @Nullable String lastCommit, String branch, String path) {
        if (lastCommit == null) {
            return;
        }
        var last = commits.list(project.id(), Commits.Query.of(branch, 1).at(path)).stream().findFirst();
        if (last.isPresent() && !last.get().id().equals(lastCommit)) {
            throw Refusal.message(400, "You are attempting to update a file that has changed since you started editing it.");
        }
    }

    /// GitLab says why a commit or a branch can't be made without further words.
    static <T> T plainly(Supplier<T> verb) {
        try {
            return verb.get();
        } catch (Problem problem) {
            throw problem.status() == 400 ? Refusal.message(400, problem.message()) : problem;
        }
    }

    static byte @Nullable [] content(Parameters parameters) {
        if (!parameters.has("content")) {
            return null;
        }
        var content = parameters.text("content", "");
        if (!"base64".equals(parameters.text("encoding"))) {
            return content.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getMimeDecoder().decode(content);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.parameters("content is not valid base64");
        }
    }
}
