package antipode.imports;

import antipode.mergerequests.PastMergeRequests.Proposed;
import antipode.mergerequests.review.DiffPosition;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads issues and merge requests as GitLab's export tells of them.
final class GitLabThings implements Things {

    private static final int LONGEST_TITLE = 255;
    private static final Pattern DRAFT = Pattern.compile("^\\s*(\\[draft]|\\(draft\\)|draft:|wip:|\\[wip])\\s*", Pattern.CASE_INSENSITIVE);

    @Override
    public Thing issue(Told told, List<Part> none) {
        return thing(told, Issuable.Kind.ISSUE, told.line("title", LONGEST_TITLE), null);
    }

    @Override
    public Thing mergeRequest(Told told, List<Part> none) {
        var title = told.line("title", LONGEST_TITLE);
        var plain = DRAFT.matcher(title).replaceFirst("");
        var diff = told.one("merge_request_diff");
        var metrics = told.one("metrics");
        var head = first(diff.text("head_commit_sha"), told.text("diff_head_sha"), told.text("source_branch_sha"));
        var merged = told.text("state").equals("merged");
        var mergedAt = merged ? or(metrics.at("merged_at"), or(told.at("merged_at"), or(told.at("updated_at"), Instant.EPOCH))) : null;
        var approvals = new ArrayList<Thing.Approval>();
        for (var one : told.all("approvals")) {
            approvals.add(new Thing.Approval(one.number("user_id"), or(one.at("created_at"), or(told.at("updated_at"), Instant.EPOCH))));
        }
        return thing(told, Issuable.Kind.MERGE_REQUEST, plain, new Thing.Proposal(
                new Proposed(
                        told.line("source_branch", LONGEST_TITLE), told.line("target_branch", LONGEST_TITLE),
                        !merged && (told.yes("draft") || !plain.equals(title)), head,
                        first(diff.text("base_commit_sha"), told.text("target_branch_sha")),
                        first(diff.text("start_commit_sha"), diff.text("base_commit_sha")),
                        told.one("merge_params").text("force_remove_source_branch").equals("1"), mergedAt, null,
                        merged ? first(told.text("merge_commit_sha"), told.text("squash_commit_sha")) : null,
                        !told.text("squash_commit_sha").isEmpty()),
                merged ? person(metrics, "merged_by_id", told, "merge_user_id") : null,
                told.all("merge_request_reviewers").stream().map(one -> one.number("user_id")).filter(id -> id > 0).toList(),
                approvals.stream().filter(one -> one.by() > 0).toList()));
    }

    private Thing thing(Told told, Issuable.Kind kind, String title, Thing.@Nullable Proposal proposal) {
        var created = or(told.at("created_at"), Instant.EPOCH);
        var state = switch (told.text("state")) {
            case "closed" -> Issuable.State.CLOSED;
            case "merged" -> kind == Issuable.Kind.MERGE_REQUEST ? Issuable.State.MERGED : Issuable.State.CLOSED;
            default -> Issuable.State.OPENED;
        };
        var updated = or(told.at("updated_at"), created);
        var metrics = told.one("metrics");
        var ended = state == Issuable.State.OPENED ? null
                : state == Issuable.State.MERGED && proposal != null ? proposal.proposed().mergedAt()
                : or(told.at("closed_at"), or(metrics.at("latest_closed_at"), updated));
        var closer = state == Issuable.State.OPENED ? null
                : state == Issuable.State.MERGED && proposal != null ? proposal.mergedBy()
                : person(told, "closed_by_id", metrics, "latest_closed_by_id");
        var given = told.all(kind == Issuable.Kind.ISSUE ? "issue_assignees" : "merge_request_assignees").stream()
                .map(one -> one.number("user_id")).filter(id -> id > 0).distinct().toList();
        return new Thing(
                told.number("id"), kind, Math.max(0, Objects.requireNonNullElse(told.integer("iid"), 0)),
                title.isBlank() ? "(without a title)" : title, shortened(told.text("description")), told.number("author_id"), state,
                kind == Issuable.Kind.ISSUE && told.yes("confidential"), told.yes("discussion_locked"),
                given, stickers(told), aim(told.one("milestone")), created, updated, ended, closer, told.day("due_date"),
                weight(told), awards(told), happened(told, created), proposal);
    }

    private static @Nullable Integer weight(Told told) {
        var weight = told.integer("weight");
        return weight == null || weight < 0 ? null : weight;
    }

    private List<Thing.Sticker> stickers(Told told) {
        return told.all("label_links").stream().map(link -> sticker(link.one("label"))).filter(one -> !one.name().isEmpty()).toList();
    }

    @Override
    public Thing.Sticker sticker(Told label) {
        var color = label.text("color");
        return new Thing.Sticker(
                label.line("title", LONGEST_TITLE).replace(",", " "), color.matches("#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}") ? color : "#6699cc",
                label.line("description", 2_000), priority(label));
    }

    private static @Nullable Integer priority(Told label) {
        var priority = label.all("priorities").stream().map(one -> one.integer("priority")).filter(Objects::nonNull).findFirst().orElse(null);
        return priority == null || priority < 0 ? null : priority;
    }

    @Override
    public Thing.@Nullable Aim aim(Told told) {
        var title = told.line("title", LONGEST_TITLE);
        if (title.isEmpty()) {
            return null;
        }
        var created = or(told.at("created_at"), Instant.EPOCH);
        var due = told.day("due_date");
        var start = told.day("start_date");
        return new Thing.Aim(
                title.matches("(?i)none|any") ? title + " (milestone)" : title, told.text("description"),
                Math.max(1, Objects.requireNonNullElse(told.integer("iid"), 1)), !told.text("state").equals("closed"),
                start != null && due != null && due.isBefore(start) ? null : start, due, created, or(told.at("updated_at"), created));
    }

    private static List<Thing.Award> awards(Told told) {
        return told.all("award_emoji").stream()
                .map(one -> new Thing.Award(one.text("name"), one.number("user_id")))
                .filter(one -> one.by() > 0 && one.name().matches("[a-z0-9_+-]{1,60}"))
                .toList();
    }

    /// Comments, what the system noted, and what newer versions keep beside those: states and labels. By its times.
    private static List<Thing.Happening> happened(Told told, Instant created) {
        var all = new ArrayList<Thing.Happening>();
        var replies = new HashMap<String, Integer>();
        told.all("notes").forEach(note -> replies.merge(note.text("discussion_id"), 1, Integer::sum));
        for (var note : told.all("notes")) {
            var at = or(note.at("created_at"), created);
            if (note.yes("system")) {
                all.add(noted(note, at));
            } else if (!note.yes("confidential") && !note.yes("internal") && !note.text("note").isBlank()) {
                var discussion = note.text("discussion_id");
                var resolvedAt = note.at("resolved_at");
                all.add(new Thing.Said(
                        note.number("author_id"), shortened(note.text("note")), at, discussion,
                        !note.text("type").isEmpty() || !discussion.isEmpty() && replies.getOrDefault(discussion, 0) > 1, resolvedAt,
                        resolvedAt == null ? null : id(note.number("resolved_by_id")), wish(note.one("position")), awards(note)));
            }
        }
        for (var event : told.all("resource_state_events")) {
            var action = switch (event.text("state")) {
                case "closed" -> "closed";
                case "reopened", "opened" -> "reopened";
                case "merged" -> "merged";
                default -> "";
            };
            if (!action.isEmpty()) {
                all.add(new Thing.Noted(id(event.number("user_id")), action, Map.of(), or(event.at("created_at"), created)));
            }
        }
        for (var event : told.all("resource_label_events")) {
            var name = event.one("label").line("title", LONGEST_TITLE);
            if (!name.isEmpty()) {
                all.add(new Thing.Noted(
                        id(event.number("user_id")), event.text("action").equals("remove") ? "unlabelled" : "labelled",
                        Map.of("label", name), or(event.at("created_at"), created)));
            }
        }
        all.sort(Comparator.comparing(Thing.Happening::at));
        return all;
    }

    private static Thing.Noted noted(Told note, Instant at) {
        var by = id(note.number("author_id"));
        return switch (note.one("system_note_metadata").text("action")) {
            case "closed" -> new Thing.Noted(by, "closed", Map.of(), at);
            case "opened", "reopened" -> new Thing.Noted(by, "reopened", Map.of(), at);
            case "merge", "merged" -> new Thing.Noted(by, "merged", Map.of(), at);
            default -> new Thing.Noted(by, "told elsewhere", Map.of("sentence", plain(note.text("note"))), at);
        };
    }

    /// A sentence of the system without its marks.
    private static String plain(String words) {
        var line = Words.line(words.replaceAll("\\{[-+]|[-+]}|\\*\\*|`|<[^<>]{1,40}>", "").replace("[Compare with previous version]", ""));
        return line.length() > 500 ? line.substring(0, line.offsetByCodePoints(0, 250)) + "…" : line;
    }

    private static DiffPosition.@Nullable Wish wish(Told at) {
        var oldLine = at.integer("old_line");
        var newLine = at.integer("new_line");
        var base = at.text("base_sha");
        var head = at.text("head_sha");
        if (oldLine == null && newLine == null || base.isEmpty() || head.isEmpty()) {
            return null;
        }
        var oldPath = first(at.text("old_path"), at.text("new_path"));
        var start = at.one("line_range").one("start");
        return new DiffPosition.Wish(
                base, first(at.text("start_sha"), base), head, oldPath, first(at.text("new_path"), oldPath), oldLine, newLine,
                start.integer("old_line"), start.integer("new_line"));
    }

    private static @Nullable Long person(Told told, String key, Told otherwise, String other) {
        var id = told.number(key);
        return id(id > 0 ? id : otherwise.number(other));
    }

    private static @Nullable Long id(long number) {
        return number > 0 ? Long.valueOf(number) : null;
    }

    static String shortened(String text) {
        return text.length() <= Comments.LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, Comments.LONGEST / 4)) + "…";
    }

    static String first(String one, String... others) {
        if (!one.isEmpty()) {
            return one;
        }
        for (var other : others) {
            if (!other.isEmpty()) {
                return other;
            }
        }
        return "";
    }

    static Instant or(@Nullable Instant at, Instant otherwise) {
        return at == null ? otherwise : at;
    }
}
