package antipode.imports;

import static antipode.imports.GitLabThings.first;
import static antipode.imports.GitLabThings.or;
import static antipode.imports.GitLabThings.shortened;

import antipode.mergerequests.PastMergeRequests.Proposed;
import antipode.mergerequests.review.DiffPosition;
import antipode.threads.Issuable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads issues and pull requests as GitHub tells of them, in its archive and in its API.
final class GitHubThings implements Things {

    private static final int LONGEST_TITLE = 255;
    private static final Map<String, String> REACTIONS = Map.of(
            "+1", "thumbsup", "-1", "thumbsdown", "laugh", "laughing", "hooray", "tada", "tada", "tada", "thinking_face", "confused",
            "confused", "confused", "heart", "heart", "rocket", "rocket", "eyes", "eyes");

    private final Map<String, Told> milestones = new HashMap<>();

    /// @param milestones of the archive, which things name by their addresses
    GitHubThings(List<Told> milestones) {
        milestones.forEach(one -> this.milestones.put(one.text("url"), one));
    }

    @Override
    public Thing.Sticker sticker(Told label) {
        return sticker(label.line("name", LONGEST_TITLE), label.text("color"), label.line("description", 2_000));
    }

    private static Thing.Sticker sticker(String name, String color, String description) {
        return new Thing.Sticker(
                name.replace(",", " "), color.matches("#?[0-9a-fA-F]{6}") ? "#" + color.replace("#", "") : "#6699cc", description, null);
    }

    @Override
    public Thing.@Nullable Aim aim(Told told) {
        var title = told.line("title", LONGEST_TITLE);
        if (title.isEmpty()) {
            return null;
        }
        var created = or(told.at("created_at"), Instant.EPOCH);
        var number = told.integer("number");
        var last = GitHub.last(GitHub.address(told));
        return new Thing.Aim(
                title.matches("(?i)none|any") ? title + " (milestone)" : title, told.text("description"),
                number != null && number > 0 ? number : last.matches("[1-9]\\d{0,8}") ? Integer.parseInt(last) : 1,
                !told.text("state").equals("closed"), null, told.day("due_on"), created, or(told.at("updated_at"), created));
    }

    @Override
    public Thing issue(Told told, List<Part> parts) {
        return thing(told, parts, Issuable.Kind.ISSUE, null);
    }

    @Override
    public Thing mergeRequest(Told told, List<Part> parts) {
        var head = told.one("head");
        var base = told.one("base");
        var mergedAt = told.at("merged_at");
        var merged = parts.stream().filter(part -> part.told().text("event").equals("merged")).map(Part::told).findFirst();
        var mergers = Stream.concat(
                Stream.of(GitHub.login(told.json().path("merged_by"))), merged.stream().map(event -> GitHub.login(event.json().path("actor"))));
        var verdicts = new LinkedHashMap<Long, Thing.Approval>();
        for (var part : parts) {
            var verdict = part.relation().equals("pull_request_reviews") ? verdict(part.told()) : "";
            var by = author(part.told());
            if (verdict.equals("APPROVED")) {
                verdicts.put(by, new Thing.Approval(by, said(part.told())));
            } else if (verdict.equals("CHANGES_REQUESTED") || verdict.equals("DISMISSED")) {
                verdicts.remove(by);
            }
        }
        return thing(told, parts, Issuable.Kind.MERGE_REQUEST, new Thing.Proposal(
                new Proposed(
                        source(head, base), base.line("ref", LONGEST_TITLE),
                        mergedAt == null && (told.yes("draft") || told.yes("work_in_progress")), head.text("sha"), base.text("sha"), "", false,
                        mergedAt, null,
                        mergedAt == null ? null
                                : first(told.text("merge_commit_sha"), merged.map(event -> event.text("commit_id")).orElse("")),
                        false),
                mergedAt == null ? null : mergers.filter(login -> !login.isEmpty()).map(GitHub::number).findFirst().orElse(null),
                GitHub.reviewers(told).stream().map(GitHub::number).toList(), List.copyOf(verdicts.values())));
    }

    /// The branch it came from; one of somebody's own copy with their name before it.
    private static String source(Told head, Told base) {
        var ref = head.line("ref", LONGEST_TITLE);
        var owner = GitHub.login(head.json().path("user"));
        return owner.isEmpty() || owner.equals(GitHub.login(base.json().path("user"))) ? ref : owner + "/" + ref;
    }

    private Thing thing(Told told, List<Part> parts, Issuable.Kind kind, Thing.@Nullable Proposal proposal) {
        var created = or(told.at("created_at"), Instant.EPOCH);
        var merged = proposal == null ? null : proposal.proposed().mergedAt();
        var closed = merged != null ? merged : told.at("closed_at");
        var state = merged != null ? Issuable.State.MERGED
                : closed != null || told.text("state").equals("closed") ? Issuable.State.CLOSED
                : Issuable.State.OPENED;
        var updated = or(told.at("updated_at"), or(closed, created));
        var closer = Stream.concat(
                        Stream.of(GitHub.login(told.json().path("closed_by"))),
                        parts.stream().filter(part -> part.told().text("event").equals("closed"))
                                .map(part -> GitHub.login(part.told().json().path("actor"))))
                .filter(login -> !login.isEmpty()).reduce((_, last) -> last).map(GitHub::number).orElse(null);
        var number = GitHub.thing(told);
        var title = told.line("title", LONGEST_TITLE);
        return new Thing(
                number, kind, number, title.isBlank() ? "(without a title)" : title, shortened(told.text("body")), author(told), state, false,
                told.yes("locked") || told.has("locked_at"), assignees(told), stickers(told), aimed(told.json().path("milestone")), created,
                updated, state == Issuable.State.OPENED ? null : or(closed, updated),
                state == Issuable.State.OPENED ? null : merged != null && proposal != null ? proposal.mergedBy() : closer,
                null, null, awards(told), happened(parts, created), proposal);
    }

    private static long author(Told told) {
        var login = GitHub.login(told.json().path("user"));
        return GitHub.number(login.isEmpty() ? GitHub.GHOST : login);
    }

    private static List<Long> assignees(Told told) {
        var logins = new ArrayList<String>();
        told.json().path("assignees").forEach(one -> logins.add(GitHub.login(one)));
        logins.add(GitHub.login(told.json().path("assignee")));
        return logins.stream().filter(login -> !login.isEmpty()).map(GitHub::number).distinct().toList();
    }

    private List<Thing.Sticker> stickers(Told told) {
        var all = new ArrayList<Thing.Sticker>();
        for (JsonNode label : told.json().path("labels")) {
            var sticker = label.isObject() ? sticker(new Told(label)) : sticker(GitHub.last(label.asString("")), "", "");
            if (!sticker.name().isBlank()) {
                all.add(sticker);
            }
        }
        return all;
    }

    private Thing.@Nullable Aim aimed(JsonNode milestone) {
        var told = milestone.isObject() ? new Told(milestone) : milestones.get(milestone.asString(""));
        return told == null ? null : aim(told);
    }

    /// The API only counts them, so that nobody can be named.
    private static List<Thing.Award> awards(Told told) {
        return told.all("reactions").stream()
                .map(one -> new Thing.Award(REACTIONS.getOrDefault(one.text("content"), ""), author(one)))
                .filter(one -> !one.name().isEmpty()).toList();
    }

    private static List<Thing.Happening> happened(List<Part> parts, Instant created) {
        var all = new ArrayList<Thing.Happening>();
        var threads = new HashMap<String, Told>();
        parts.stream().filter(part -> part.relation().equals("pull_request_review_threads"))
                .forEach(part -> threads.put(part.told().text("url"), part.told()));
        for (var part : parts) {
            var told = part.told();
            switch (part.relation()) {
                case "issue_comments" -> all.add(said(told, "", null, null));
                case "issue_events" -> all.add(noted(told, or(told.at("created_at"), created)));
                case "pull_request_reviews" -> reviewed(told, all);
                case "pull_request_review_comments" -> {
                    var thread = told.text("pull_request_review_thread");
                    var key = !thread.isEmpty() ? thread : first(told.text("in_reply_to_id"), told.text("in_reply_to"), own(told));
                    all.add(said(told, key, threads.get(thread), GitHubPlaces.of(told)));
                }
                default -> {}
            }
        }
        all.removeIf(one -> one instanceof Thing.Said words && words.body().isBlank());
        all.sort(Comparator.comparing(Thing.Happening::at));
        return all;
    }

    private static String own(Told told) {
        return told.number("id") > 0 ? told.text("id") : told.text("url");
    }

    private static Thing.Said said(Told told, String discussion, @Nullable Told thread, DiffPosition.@Nullable Wish place) {
        var resolvedAt = thread == null ? null : thread.at("resolved_at");
        var resolver = thread == null ? "" : GitHub.login(thread.json().path("resolver"));
        return new Thing.Said(
                author(told), shortened(told.text("body")), said(told), discussion, !discussion.isEmpty(), resolvedAt,
                resolver.isEmpty() ? null : GitHub.number(resolver), place, awards(told));
    }

    private static Instant said(Told told) {
        return or(told.at("submitted_at"), or(told.at("created_at"), Instant.EPOCH));
    }

    private static void reviewed(Told told, List<Thing.Happening> all) {
        var sentence = switch (verdict(told)) {
            case "APPROVED" -> "approved this";
            case "CHANGES_REQUESTED" -> "asked for changes";
            case "DISMISSED" -> "looked at it; that was dismissed";
            default -> "";
        };
        if (!sentence.isEmpty()) {
            all.add(new Thing.Noted(author(told), "told elsewhere", Map.of("sentence", sentence), said(told)));
        }
        all.add(said(told, "", null, null));
    }

    /// The archive says it as a number.
    private static String verdict(Told review) {
        return switch (review.text("state")) {
            case "40", "approved" -> "APPROVED";
            case "30", "changes_requested" -> "CHANGES_REQUESTED";
            case "50", "dismissed" -> "DISMISSED";
            default -> review.text("state");
        };
    }

    private static Thing.Noted noted(Told event, Instant at) {
        var login = GitHub.login(event.json().path("actor"));
        var by = login.isEmpty() ? null : Long.valueOf(GitHub.number(login));
        var label = first(event.line("label_name", LONGEST_TITLE), event.one("label").line("name", LONGEST_TITLE), GitHub.last(event.text("label")));
        var rename = event.one("rename");
        return switch (event.text("event")) {
            case "labeled" -> new Thing.Noted(by, "labelled", Map.of("label", label), at);
            case "unlabeled" -> new Thing.Noted(by, "unlabelled", Map.of("label", label), at);
            case "renamed" -> new Thing.Noted(
                    by, "retitled",
                    Map.of(
                            "from", first(event.line("title_was", LONGEST_TITLE), rename.line("from", LONGEST_TITLE)),
                            "to", first(event.line("title_is", LONGEST_TITLE), rename.line("to", LONGEST_TITLE))),
                    at);
            default -> new Thing.Noted(by, Objects.requireNonNull(event.text("event")), Map.of(), at);
        };
    }
}
