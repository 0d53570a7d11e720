package antipode.mergerequests.review;

import antipode.mergerequests.MergeRequest;
import antipode.threads.Comment;
import antipode.threads.Place;
import antipode.web.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The place of a thread in a difference.
///
/// @param request whose difference it is; nothing for that of a commit, which stays as it is
/// @param now       where it stands in what is proposed now; nothing where its lines changed since
/// @param suggested by comment
/// @param mayApply  whether the reader may commit what is suggested
public record LinePlace(
        @Nullable MergeRequest request,
        long thread,
        DiffPosition.Kept begun,
        @Nullable DiffPosition now,
        Map<Long, List<Suggestion>> suggested,
        boolean mayApply)
        implements Place {

    @Override
    public Object json() {
        return now == null ? begun.position() : now;
    }

    @Override
    public List<Map<String, Object>> suggestions(Comment comment) {
        List<Map<String, Object>> told = new ArrayList<>();
        for (Suggestion one : suggested.getOrDefault(comment.id(), List.of())) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", one.id());
            json.put("from_line", one.from());
            json.put("to_line", one.to());
            json.put("appliable", one.appliable());
            json.put("applied", one.applied() != null);
            json.put("from_content", joined(one.before()));
            json.put("to_content", joined(one.after()));
            told.add(json);
        }
        return told;
    }

    private static String joined(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    public boolean outdated() {
        return now == null;
    }

    @Override
    public String words() {
        return "on " + (now == null ? begun.position() : now).words(outdated() ? "formerly " : "");
    }

    @Override
    public Part above() {
        return new PlacePart(this);
    }

    @Override
    public List<Part> instead(Comment comment) {
        MergeRequest of = request;
        return of == null ? List.of() : suggested.getOrDefault(comment.id(), List.of()).stream()
                .<Part>map(one -> new SuggestionPart(of, one, mayApply))
                .toList();
    }

    @Override
    public @Nullable Part replying() {
        return request != null && request.open() ? new ReplyLaterPart(request, thread) : null;
    }
}
