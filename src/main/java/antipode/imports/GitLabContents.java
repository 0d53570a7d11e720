package antipode.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What a GitLab export holds, as far as it is read: counted, with whoever wrote it.
final class GitLabContents {

    private static final Set<String> TAKEN = Set.of("labels", "milestones", "issues", "merge_requests");
    private static final List<String> PEOPLE = List.of(
            "author_id", "user_id", "closed_by_id", "resolved_by_id", "merged_by_id", "latest_closed_by_id", "merge_user_id");

    /// What every export has, and nobody misses.
    private static final Set<String> UNSAID = Set.of(
            "project_members", "project_feature", "ci_cd_settings", "container_expiration_policy", "error_tracking_setting",
            "metrics_setting", "service_desk_setting", "security_setting", "push_rule", "merge_request_diff", "issue_board");

    private final Unpacking unpacking;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Integer> others = new TreeMap<>();
    private Told project = Told.of("{}");
    private long origin;
    private int comments;
    private int secret;
    private int issueNumber;
    private int requestNumber;

    GitLabContents(Unpacking unpacking) {
        this.unpacking = unpacking;
    }

    void project(String json) {
        project = Told.of(json);
    }

    void line(String relation, int at, String json) {
        var told = Told.of(json);
        if (relation.equals("project_members")) {
            var user = told.one("user");
            var author = unpacking.author(told.number("user_id"));
            author.username = user.line("username", 200);
            author.email = user.text("public_email").isEmpty() ? user.text("email") : user.text("public_email");
            author.name = author.name.isEmpty() ? user.line("name", 200) : author.name;
        }
        if (!TAKEN.contains(relation)) {
            others.merge(relation, 1, Integer::sum);
            return;
        }
        counts.merge(relation, 1, Integer::sum);
        var iid = told.integer("iid");
        if (relation.equals("issues")) {
            issueNumber = Math.max(issueNumber, iid == null ? 0 : iid);
        } else if (relation.equals("merge_requests")) {
            requestNumber = Math.max(requestNumber, iid == null ? 0 : iid);
        }
        if (origin == 0) {
            origin = told.number(relation.equals("merge_requests") ? "target_project_id" : "project_id");
        }
        for (var note : told.all("notes")) {
            if (!note.yes("system")) {
                comments++;
                secret += note.yes("confidential") || note.yes("internal") ? 1 : 0;
            }
        }
        people(told.json(), 0);
        unpacking.line(relation, at, "", json);
    }

    private void people(JsonNode json, int depth) {
        if (depth > 6) {
            return;
        }
        for (var key : PEOPLE) {
            var number = json.path(key);
            if (number.isIntegralNumber() && number.canConvertToLong() && number.longValue() > 0) {
                var author = unpacking.author(number.longValue());
                if (key.equals("author_id") && author.name.isEmpty()) {
                    author.name = new Told(json).one("author").line("name", 200);
                }
            }
        }
        for (var value : json) {
            if (value.isContainer()) {
                people(value, depth + 1);
            }
        }
    }

    void passed(String path) {
        var first = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        if (Set.of("lfs-objects", "snippets", "project.wiki.bundle", "project.design.bundle").contains(first)) {
            others.merge(first, 1, Integer::sum);
        }
    }

    /// Which project it is, among those of its GitLab.
    String origin() {
        return ProjectOrigin.gitLab(origin);
    }

    Found found() {
        var visibility = switch ((int) project.number("visibility_level")) {
            case 20 -> "public";
            case 10 -> "internal";
            default -> "private";
        };
        return new Found(
                project.text("description"), visibility, count("issues"), count("merge_requests"), comments - secret, count("labels"),
                count("milestones"), unpacking.files(), unpacking.bytes(), issueNumber, requestNumber, untaken());
    }

    private int count(String relation) {
        return counts.getOrDefault(relation, 0);
    }

    private List<String> untaken() {
        var sentences = new ArrayList<String>();
        if (secret > 0) {
            sentences.add("Internal comments (" + secret + "): here whoever sees an issue sees all its comments.");
        }
        if (unpacking.bytes() == 0) {
            sentences.add("There is no repository in it, so no merge request can be taken either.");
        }
        others.forEach((relation, count) -> {
            var why = switch (relation) {
                case "project_members" -> "Memberships (" + count + "): rights are given here by people. Invite them once it is here.";
                case "lfs-objects" -> "Large files (LFS, " + count + "): the repository keeps the pointers to them.";
                case "project.wiki.bundle" -> "The wiki: pages live in the repository here. Push it as a project of its own.";
                case "project.design.bundle" -> "Designs: there are none here.";
                case "snippets" -> "Snippets (" + count + "): there are none here.";
                case "protected_branches", "protected_tags" -> "Rules for branches and tags (" + count + "): set them once it is here.";
                default -> UNSAID.contains(relation) ? "" : "What GitLab calls " + relation.replace('_', ' ') + " (" + count + ").";
            };
            if (!why.isEmpty()) {
                sentences.add(why);
            }
        });
        return sentences;
    }
}
