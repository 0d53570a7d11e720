package antipode.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What people do, as a member of the company and as a guest of its small old project; last the static file.
final class Operations {

    /// The titles of the two whose latencies are compared.
    static final String QUIET = "comment where nobody else hears, member";

    static final String CROWDED = "comment where everyone hears, member";

    private static final String API = "/api/v4/projects/";

    private Operations() {}

    static List<Operation> of(Server server, Ground.Filled filled) throws IOException, InterruptedException {
        var all = new ArrayList<Operation>();
        var texts = new Prose(new SplittableRandom(1));
        var body = "{\"title\": \"Measured @@\", \"description\": \"" + json(texts.text()) + "\"}";
        var note = "{\"body\": \"" + json(texts.text()) + "\"}";
        ordinary(all, filled, body, note);
        extreme(all, filled, note);
        guest(all, filled, body, note);
        world(all, server, filled.member());
        var asset = Weight.assetLike(server.address(), all.getFirst().paths().getFirst(), "antipode=" + filled.member().session());
        all.add(new Operation("static file " + asset.replaceAll(".*/", ""), "", List.of(asset), Map.of(), null, ""));
        return all;
    }

    private static void ordinary(List<Operation> all, Ground.Filled filled, String body, String note) {
        var member = filled.member();
        var handbook = filled.pages().stream().map(page -> "/" + filled.handbook() + "/-/handbook/" + page).toList();
        all.add(Operation.page("view an issue", "member", member, issues(filled.large(), filled.inLarge()), "id=\"note_"));
        all.add(Operation.page("list open issues by label", "member", member, lists(filled, filled.large()), "/-/issues/"));
        all.add(Operation.page("list all open issues", "member", member, List.of("/-/issues?scope=all"), "/-/issues/"));
        all.add(Operation.page("search two words", "member", member, searches(filled), "<"));
        all.add(Operation.page("search a rare word", "member", member, List.of("/search?q=" + Prose.RARE), Prose.RARE));
        all.add(Operation.page("to-do list", "member", member, List.of("/-/todos"), "<"));
        all.add(Operation.page("first page", "member", member, List.of("/"), "<"));
        all.add(Operation.page("view a handbook page", "member", member, handbook, "<p"));
        all.add(Operation.page("page with blame", "member", member, handbook.stream().map(page -> page + "?blame").toList(), "<p"));
        all.add(Operation.page("lines with blame", "member", member, filled.pages().stream()
                .map(page -> "/" + filled.handbook() + "/-/blame/main/" + page).toList(), "age-"));
        all.add(Operation.page("history of a page", "member", member, filled.pages().stream()
                .map(page -> "/" + filled.handbook() + "/-/commits/main/" + page).toList(), "/-/commit/"));
        all.add(Operation.post("create an issue", "member", member, List.of(API + filled.largeId() + "/issues"), body));
        all.add(Operation.post("add a comment", "member", member, notes(filled.largeId(), filled.inLarge()), note));
    }

    /// What grows large in the hands of some.
    private static void extreme(List<Operation> all, Ground.Filled filled, String note) {
        var member = filled.member();
        var busy = filled.busy();
        var landmarks = filled.landmarks();
        var many = String.format("%,d", landmarks.pending());
        all.add(Operation.page("to-do list of " + many, "member", busy, List.of("/-/todos"), "/-/issues/"));
        all.add(Operation.api("to-dos by API of " + many, "member", busy, List.of("/api/v4/todos"), "\"target\""));
        all.add(Operation.page("first page with " + many + " to-dos", "member", busy, List.of("/"), "/-/issues/"));
        var longest = List.of(landmarks.longest());
        all.add(Operation.page("view the longest issue", "member", member, issues(filled.large(), longest), "id=\"note_"));
        for (var what : List.of("discussions", "notes")) {
            all.add(Operation.api("its " + what + " by API", "member", member,
                    List.of(API + filled.largeId() + "/issues/" + landmarks.longest() + "/" + what + "?per_page=100"), "\"id\""));
        }
        all.add(Operation.post("comment where nobody else hears", "member", member,
                notes(filled.largeId(), List.of(landmarks.quiet())), note));
        all.add(Operation.post("comment where everyone hears", "member", member,
                notes(filled.largeId(), List.of(landmarks.crowded())), note));
        all.add(Operation.api("fair due time for all members", "member", member,
                filled.inLarge().stream().map(iid -> API + filled.largeId() + "/issues/" + iid + "/asks/fair_time?to=" + Ground.EVERYONE).toList(),
                "\"fair_at\":\"2"));
        if (filled.wide() != null) {
            all.add(Operation.page("first page in fifty projects", "member", filled.wide(), List.of("/"), "/-/issues/"));
            all.add(Operation.api("work by API in fifty projects", "member", filled.wide(), List.of("/api/v4/work"), "\"iid\""));
        }
    }

    /// The hours of a hundred people side by side, and what they all share.
    private static void world(List<Operation> all, Server server, Ground.Visitor member) throws IOException, InterruptedException {
        var hundred = Weight.usernames(server.address(), member.token());
        all.add(Operation.api("overlap of " + hundred.size() + " people by API", "member", member,
                List.of("/api/v4/overlap?users=" + String.join(",", hundred)), "\"sentence\""));
        all.add(Operation.page("the day of " + hundred.size() + " people", "member", member,
                List.of("/-/world?people=" + String.join(",", hundred)), "world-rows"));
        all.add(Operation.page("everyone's day", "member", member, List.of("/-/world"), "world-rows"));
    }

    private static void guest(List<Operation> all, Ground.Filled filled, String body, String note) {
        var guest = filled.guest();
        if (guest == null) {
            return;
        }
        all.add(Operation.page("view an issue", "guest", guest, issues(filled.old(), filled.inOld()), "<"));
        all.add(Operation.page("list open issues by label", "guest", guest, lists(filled, filled.old()), "<"));
        all.add(Operation.page("list all open issues", "guest", guest, List.of("/-/issues?scope=all"), "<"));
        all.add(Operation.page("search two words", "guest", guest, searches(filled), "<"));
        all.add(Operation.page("to-do list", "guest", guest, List.of("/-/todos"), "<"));
        all.add(Operation.page("view a handbook page", "guest", guest, List.of("/" + filled.old() + "/-/handbook"), "<"));
        all.add(Operation.post("create an issue", "guest", guest, List.of(API + filled.oldId() + "/issues"), body));
        all.add(Operation.post("add a comment", "guest", guest, notes(filled.oldId(), filled.inOld()), note));
    }

    private static List<String> issues(String project, List<Integer> numbers) {
        return numbers.stream().map(iid -> "/" + project + "/-/issues/" + iid).toList();
    }

    private static List<String> notes(long project, List<Integer> numbers) {
        return numbers.stream().map(iid -> API + project + "/issues/" + iid + "/notes").toList();
    }

    private static List<String> lists(Ground.Filled filled, String project) {
        return filled.labels().stream().map(label -> "/" + project + "/-/issues?label=" + label).toList();
    }

    private static List<String> searches(Ground.Filled filled) {
        return filled.words().stream().map(words -> "/search?q=" + words).toList();
    }

    private static String json(String text) {
        return Stream.of(text.split("\n", -1)).map(line -> line.replace("\\", "\\\\").replace("\"", "\\\""))
                .collect(Collectors.joining("\\n"));
    }
}
