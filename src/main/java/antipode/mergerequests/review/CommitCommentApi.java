package antipode.mergerequests.review;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Comment;
import antipode.threads.CommitThreads;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Words;
import antipode.threads.Writing;
import antipode.web.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// What is said of commits, in GitLab's shorter form; `…/discussions` tells it with its threads.
@Api
class CommitCommentApi {

    private static final String ALL = "/projects/{id}/repository/commits/{sha}/comments";

    private final CommitThreads threads;
    private final Comments comments;
    private final Positions positions;
    private final LineComments lines;

    CommitCommentApi(CommitThreads threads, Comments comments, Positions positions, LineComments lines) {
        this.threads = threads;
        this.comments = comments;
        this.positions = positions;
        this.lines = lines;
    }

    /// @param lineType `new` or `old`: whose number `line` is
    record CommentJson(
            String note, @Nullable String path, @Nullable Integer line, @Nullable String lineType, UserJson author, Instant createdAt) {

        static CommentJson of(Comment comment, DiffPosition.@Nullable Kept kept, Site site) {
            DiffPosition at = kept == null ? null : kept.position();
            return new CommentJson(
                    comment.body(),
                    at == null ? null : at.inNew() ? at.newPath() : at.oldPath(),
                    at == null ? null : at.inNew() ? at.newLine() : at.oldLine(),
                    at == null ? null : at.inNew() ? "new" : "old",
                    UserJson.of(comment.author(), site),
                    comment.createdAt());
        }
    }

    @GetMapping(ALL)
    @May(Who.READER)
    Listing<CommentJson> list(@PathVariable String sha, Pagination pagination, Project project, Actor actor, Site site) {
        Issuable thread = threads.find(actor, project, sha);
        Map<Long, DiffPosition.Kept> places = positions.of(thread.id());
        List<Comment> said = comments.of(thread).stream()
                .flatMap(note -> note instanceof Comment comment && !comment.removed() ? Stream.of(comment) : Stream.empty())
                .toList();
        return pagination.of(said).map(comment -> CommentJson.of(comment, places.get(comment.threadId()), site));
    }

    @PostMapping(ALL)
    @May(Who.GUEST)
    Answer<CommentJson> write(@PathVariable String sha, Parameters sent, Project project, Actor actor, Site site) {
        Writing writing = Writing.of(Words.of(sent.required("note")));
        String path = sent.text("path");
        Long line = sent.integer("line");
        boolean old = "old".equals(sent.oneOf("line_type", "new", "old"));
        if ((path == null) != (line == null)) {
            throw Refusal.parameters(path == null ? "path is missing" : "line is missing");
        }
        if (line != null && (line < 1 || line > Integer.MAX_VALUE)) {
            throw Refusal.parameters("line is invalid");
        }
        Comment comment;
        try {
            comment = lines.say(
                            actor, project, sha, writing, path == null ? "" : path, path == null ? "" : path,
                            line == null ? null : new Lines(old, line.intValue(), line.intValue()))
                    .comment();
        } catch (Problem wrong) {
            throw wrong.fields().containsKey("line") ? Refusal.message(400, "400 Bad request - Line " + wrong.fields().get("line")) : wrong;
        }
        if (comment == null) {
            throw Refusal.message(400, "400 Bad request - Note can't be blank");
        }
        return Answer.created(CommentJson.of(comment, positions.find(comment.id()), site));
    }
}
