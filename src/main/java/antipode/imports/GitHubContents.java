package antipode.imports;

import antipode.web.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What GitHub's archive holds, as far as it is read: counted, with whoever wrote it.
final class GitHubContents {

    /// Names in the API's own words for what the migration archive calls otherwise.
    private static final Map<String, String> SAME = Map.of(
            "pull_requests", "merge_requests", "pulls", "merge_requests", "repository", "repositories", "reviews", "pull_request_reviews",
            "review_comments", "pull_request_review_comments");

    private static final Set<String> EVENTS = Set.of("closed", "reopened", "merged", "labeled", "unlabeled", "renamed");
    private static final List<String> PEOPLE = List.of("user", "actor", "assignee", "closed_by", "merged_by", "resolver");

    private final Unpacking unpacking;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Integer> others = new TreeMap<>();
    private final Map<String, String> attached = new HashMap<>();
    private Told repository = Told.of("{}");
    private String address = "";
    private int comments;
    private int highest;
    private int labels;
    private int pullsSeen;

    GitHubContents(Unpacking unpacking) {
        this.unpacking = unpacking;
    }

    void thing(String name, int at, Told told) {
        var relation = SAME.getOrDefault(name, name);
        switch (relation) {
            case "repositories" -> repository(told);
            case "users" -> user(told);
            case "labels" -> label(told);
            case "milestones" -> keep(relation, at, "", told);
            case "issues" -> {
                if (told.one("pull_request").json().isEmpty()) {
                    numbered(relation, at, told);
                } else {
                    pullsSeen++;
                }
            }
            case "merge_requests" -> numbered(relation, at, told);
            case "issue_events" -> {
                if (EVENTS.contains(told.text("event"))) {
                    part(relation, at, told);
                }
            }
            case "issue_comments", "pull_request_review_comments" -> {
                comments++;
                part(relation, at, told);
            }
            case "pull_request_reviews" -> {
                comments += told.text("body").isBlank() ? 0 : 1;
                part(relation, at, told);
            }
            case "pull_request_review_threads" -> part(relation, at, told);
            case "attachments" -> attached.put(
                    told.text("asset_url").replaceFirst("^tarball://root/", ""),
                    "uploads/" + GitHub.key(told.text("url")) + "/" + GitHub.plain(told.text("asset_name")));
            default -> passed(relation);
        }
    }

    void passed(String relation) {
        others.merge(relation, 1, Integer::sum);
    }

    private void repository(Told told) {
        if (!repository.json().isEmpty()) {
            throw Archive.refused("It holds several repositories. Make an archive of each alone.");
        }
        repository = told;
        address = GitHub.address(told).replaceFirst("/+$", "");
        told.all("labels").forEach(this::label);
    }

    private void label(Told told) {
        unpacking.line("labels", ++labels, "", told.json().toString());
        counts.merge("labels", 1, Integer::sum);
    }

    private void user(Told told) {
        var login = told.line("login", 200);
        if (login.isEmpty()) {
            return;
        }
        var author = unpacking.author(GitHub.number(login));
        author.username = login;
        author.name = told.line("name", 200).isEmpty() ? login : told.line("name", 200);
        author.email = told.all("emails").stream().filter(mail -> mail.yes("primary")).map(mail -> mail.line("address", 200))
                .findFirst().orElse(told.line("email", 200));
    }

    private void numbered(String relation, int at, Told told) {
        var number = GitHub.thing(told);
        highest = Math.max(highest, number);
        keep(relation, at, Integer.toString(number), told);
        people(told);
    }

    private void part(String relation, int at, Told told) {
        keep(relation, at, Integer.toString(GitHub.of(told)), told);
        people(told);
    }

    private void keep(String relation, int at, String thing, Told told) {
        counts.merge(relation, 1, Integer::sum);
        unpacking.line(relation, at, thing, told.json().toString());
    }

    private void people(Told told) {
        PEOPLE.forEach(key -> person(GitHub.login(told.json().path(key))));
        if (told.json().path("user").isNull()) {
            person(GitHub.GHOST);
        }
        told.json().path("assignees").forEach(one -> person(GitHub.login(one)));
        GitHub.reviewers(told).forEach(this::person);
        told.all("reactions").forEach(one -> person(GitHub.login(one.json().path("user"))));
    }

    private void person(String login) {
        if (!login.isEmpty()) {
            var author = unpacking.author(GitHub.number(login));
            author.username = login;
            author.name = author.name.isEmpty() ? login : author.name;
        }
    }

    /// @param version whether the archive said which it has, as a migration archive does
    void end(boolean version) throws Problem {
        if (repository.json().isEmpty()) {
            throw Archive.refused("It is no export of a GitLab project, and none of a GitHub repository: "
                    + (version ? "repositories_000001.json" : "schema.json or repository.json") + " is missing.");
        }
        attached.forEach(unpacking::rename);
    }

    String address() {
        return address;
    }

    Found found() {
        var shown = repository.text("visibility");
        var visibility = shown.equals("public") || shown.equals("internal") ? shown
                : repository.has("private") && !repository.yes("private") && shown.isEmpty() ? "public" : "private";
        return new Found(
                repository.text("description"), visibility, count("issues"), count("merge_requests"), comments, count("labels"),
                count("milestones"), attached.size(), unpacking.bytes(), highest, highest, untaken());
    }

    private int count(String relation) {
        return counts.getOrDefault(relation, 0);
    }

    private List<String> untaken() {
        var sentences = new ArrayList<String>();
        if (unpacking.bytes() == 0) {
            sentences.add("There is no repository in it, so no pull request can be taken either.");
        }
        if (pullsSeen > count("merge_requests")) {
            sentences.add("Pull requests (" + (pullsSeen - count("merge_requests")) + ") of which only the issue is in it: pulls.json says the rest.");
        }
        others.forEach((relation, count) -> {
            var why = switch (relation) {
                case "wiki" -> "The wiki: pages live in the repository here. Push it as a project of its own.";
                case "releases" -> "Releases (" + count + "): their tags are taken.";
                case "teams", "organizations" -> "";
                case "protected_branches" -> "Rules for branches (" + count + "): set them once it is here.";
                default -> "What GitHub calls " + relation.replace('_', ' ') + " (" + count + ").";
            };
            if (!why.isEmpty()) {
                sentences.add(why);
            }
        });
        return sentences;
    }
}
