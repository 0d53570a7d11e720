package antipode.threads;

import antipode.people.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A comment with what was replied to it, oldest first.
///
/// @param place where it stands within its thing; nothing where it stands nowhere in particular, or nobody asked
public record Discussion(Comment first, List<Comment> replies, @Nullable Place place) implements Entry {

    private static final Pattern KEY = Pattern.compile("0{24}([0-7][0-9a-f]{15})");

    public Discussion(Comment first, List<Comment> replies) {
        this(first, replies, null);
    }

    Discussion at(@Nullable Place place) {
        return new Discussion(first, replies, place);
    }

    /// These with their places.
    static List<Entry> placed(List<Entry> entries, Map<Long, Place> places) {
        return places.isEmpty()
                ? entries
                : entries.stream()
                        .map(entry -> entry instanceof Discussion discussion ? discussion.at(places.get(discussion.id())) : entry)
                        .toList();
    }

    static List<Discussion> among(List<Entry> entries) {
        return entries.stream().filter(Discussion.class::isInstance).map(Discussion.class::cast).toList();
    }

    @Override
    public long id() {
        return first.id();
    }

    @Override
    public Instant createdAt() {
        return first.createdAt();
    }

    /// What it is called in the API: forty hexadecimal digits.
    public String key() {
        return key(first.id());
    }

    public static String key(long id) {
        return "%040x".formatted(id);
    }

    /// The id of the first comment in what the API calls it.
    public static OptionalLong id(String key) {
        var matched = KEY.matcher(key);
        return matched.matches() ? OptionalLong.of(Long.parseLong(matched.group(1), 16)) : OptionalLong.empty();
    }

    public List<Comment> comments() {
        List<Comment> all = new ArrayList<>(List.of(first));
        all.addAll(replies);
        return all;
    }

    public boolean resolvable() {
        return first.resolvable();
    }

    public boolean resolved() {
        return first.resolvedAt() != null;
    }

    /// Somebody said that it is done with.
    public record Resolved(Issuable issuable, Actor actor, Discussion discussion, long noteId) {}

    /// Puts replies beneath what they answer; everything stands where it began.
    static List<Entry> entries(List<Note> notes) {
        Map<Long, Discussion> discussions = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Note note : notes) {
            switch (note) {
                case Event event -> entries.add(event);
                case Comment comment -> {
                    Discussion known = discussions.get(comment.threadId());
                    if (known == null) {
                        known = new Discussion(comment, new ArrayList<>());
                        discussions.put(comment.threadId(), known);
                        entries.add(known);
                    } else {
                        known.replies().add(comment);
                    }
                }
            }
        }
        return entries;
    }
}
