package antipode.mergerequests;

import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.asks.Composers;
import antipode.asks.Draft;
import antipode.asks.OpenAsks;
import antipode.asks.ThreadPage;
import antipode.hours.DayBand;
import antipode.hours.NextAtWork;
import antipode.hours.Schedule;
import antipode.markdown.Markdown;
import antipode.markdown.ProseDiff;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.people.WorkingHours;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.repositories.Diffs;
import antipode.repositories.FileDiff;
import antipode.repositories.Files;
import antipode.threads.Around;
import antipode.threads.Citations;
import antipode.threads.Conversations;
import antipode.threads.Door;
import antipode.threads.FactSheets;
import antipode.threads.Issuable;
import antipode.threads.References;
import antipode.threads.Subscriptions;
import antipode.threads.Threads;
import antipode.threads.Words;
import antipode.todos.Todos;
import antipode.todos.TurnLines;
import antipode.web.Notice;
import antipode.web.Problem;
import antipode.web.Redirect;
import antipode.web.Times;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// The page of one merge request and what can be done there with one click. What is refused stands on the page, with a 4xx.
@Controller
class MergeRequestController implements ThreadPage {

    private static final String ONE = "/{project}/-/merge_requests/{iid}";

    /// Larger files, and more of them, are shown line by line.
    private static final int LONGEST_PROSE = 300_000;
    private static final int MOST_PROSE = 30;
    private static final int MOST_COMMITS = 100;

    private final MergeRequests requests;
    private final MergeRequestReviews reviews;
    private final MergeRequestMerges merges;
    private final Threads threads;
    private final FactSheets sheets;
    private final Subscriptions subscriptions;
    private final Citations citations;
    private final Conversations conversations;
    private final References references;
    private final TurnLines turns;
    private final Todos todos;
    private final Asks asks;
    private final Composers composers;
    private final WorkingHours hours;
    private final Diffs diffs;
    private final Files files;
    private final Clock clock;

    MergeRequestController(
            MergeRequests requests,
            MergeRequestReviews reviews,
            MergeRequestMerges merges,
            Threads threads,
            FactSheets sheets,
            Subscriptions subscriptions,
            Citations citations,
            Conversations conversations,
            References references,
            TurnLines turns,
            Todos todos,
            Asks asks,
            Composers composers,
            WorkingHours hours,
            Diffs diffs,
            Files files,
            Clock clock) {
        this.requests = requests;
        this.reviews = reviews;
        this.merges = merges;
        this.threads = threads;
        this.sheets = sheets;
        this.subscriptions = subscriptions;
        this.citations = citations;
        this.conversations = conversations;
        this.references = references;
        this.turns = turns;
        this.todos = todos;
        this.asks = asks;
        this.composers = composers;
        this.hours = hours;
        this.diffs = diffs;
        this.files = files;
        this.clock = clock;
    }

    @GetMapping(ONE)
    @May(Who.READER)
    View show(
            @PathVariable long iid, @RequestParam(defaultValue = "") String view,
            @RequestParam(required = false) @Nullable Long quote, Project project, Role role, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        Draft draft = quote == null ? null : Draft.saying(conversations.quotation(request.header(), quote));
        return page(actor, project, role, request, view.equals("source"), draft, null, null);
    }

    @Override
    public Issuable.Kind kind() {
        return Issuable.Kind.MERGE_REQUEST;
    }

    @Override
    public View again(
            Actor actor, Project project, Role role, Issuable issuable, Draft draft, @Nullable Problem wrong) {
        return page(actor, project, role, requests.find(actor, project, issuable.iid()), false, draft, wrong, null);
    }

    private MergeRequestPage page(
            Actor actor,
            Project project,
            Role role,
            MergeRequest request,
            boolean source,
            @Nullable Draft draft,
            @Nullable Problem wrong,
            @Nullable Problem refused) {
        Issuable header = request.header();
        List<Ask> all = asks.of(header);
        Set<Long> waiting = asks.awaiting(actor, all).stream()
                .map(Ask::noteId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Standing standing = merges.standing(actor, request, project);
        Instant now = clock.instant();
        ZoneId zone = zone(actor);
        Around around = threads.around(actor, header.id());
        return new MergeRequestPage(
                project,
                request,
                actor,
                role,
                standing,
                standing.whyNotYet(new Times(now, zone)),
                changed(actor, project, request, source),
                source,
                reviewing(standing, now, zone),
                requests.commits(request, MOST_COMMITS).reversed(),
                conversations.of(actor, header, role, waiting),
                turns.of(actor, header),
                !role.atLeast(Role.GUEST)
                        ? null
                        : draft == null ? composers.empty(actor, header, all) : composers.filled(actor, header, all, draft, wrong),
                OpenAsks.of(header, all, actor, role.atLeast(Role.MAINTAINER)),
                around,
                sheets.of(header, around, role.atLeast(Role.REPORTER) || header.isOf(actor)),
                links(actor, header),
                request.open() ? merges.closes(actor, request) : List.of(),
                actor.signedIn() ? todos.bookmark(actor, header).orElse(null) : null,
                refused);
    }

    private List<Changed> changed(Actor actor, Project project, MergeRequest request, boolean source) {
        List<Changed> changed = new ArrayList<>();
        int prose = 0;
        for (FileDiff diff : diffs.between(project.id(), request.base(), request.head())) {
            boolean page = !source && Changed.isPage(diff) && prose < MOST_PROSE;
            ProseDiff told = page ? prose(project, request, diff) : null;
            prose += told == null ? 0 : 1;
            changed.add(new Changed(diff, told));
        }
        return linked(actor, project, changed);
    }

    private @Nullable ProseDiff prose(Project project, MergeRequest request, FileDiff diff) {
        String before = diff.created() ? "" : text(project, request.base(), diff.oldPath());
        String after = diff.deleted() ? "" : text(project, request.head(), diff.newPath());
        return before.length() > LONGEST_PROSE || after.length() > LONGEST_PROSE
                ? null
                : ProseDiff.of(before, after, new FileLinks(project.fullPath(), request.head(), diff.path()));
    }

    private String text(Project project, String commit, String path) {
        return files.find(project.id(), commit, path).map(Files.File::text).orElse("");
    }

    /// Turns what the texts cite to links for this reader, with one question for all of them.
    private List<Changed> linked(Actor actor, Project project, List<Changed> changed) {
        List<String> htmls = changed.stream()
                .filter(file -> file.prose() != null)
                .flatMap(file -> Objects.requireNonNull(file.prose()).rows().stream())
                .map(row -> switch (row) {
                    case ProseDiff.Changed one -> one.html();
                    case ProseDiff.Context one -> one.html();
                    case ProseDiff.Unchanged same -> same.blocks().stream().map(block -> block.html()).collect(Collectors.joining());
                })
                .toList();
        if (htmls.stream().allMatch(html -> Markdown.markers(html).isEmpty())) {
            return changed;
        }
        References.Linked linked = references.link(actor, project.fullPath(), htmls);
        return changed.stream()
                .map(file -> file.prose() == null ? file : new Changed(file.diff(), linked(file.prose(), linked)))
                .toList();
    }

    private static ProseDiff linked(ProseDiff prose, References.Linked linked) {
        List<ProseDiff.Row> rows = prose.rows().stream()
                .<ProseDiff.Row>map(row -> switch (row) {
                    case ProseDiff.Changed one ->
                        new ProseDiff.Changed(one.change(), one.oldLine(), one.newLine(), one.newEnd(), linked.html(one.html()));
                    case ProseDiff.Context one -> new ProseDiff.Context(one.line(), linked.html(one.html()));
                    case ProseDiff.Unchanged same -> new ProseDiff.Unchanged(same.blocks().stream()
                            .map(block -> new antipode.markdown.Block(block.start(), block.end(), linked.html(block.html())))
                            .toList());
                })
                .toList();
        return new ProseDiff(rows, prose.wordsIn(), prose.wordsOut());
    }

    private List<MergeRequestPage.Reviewing> reviewing(Standing standing, Instant now, ZoneId zone) {
        List<MergeRequest.Reviewer> reviewers = standing.reviewers();
        Map<Long, Schedule> schedules = hours.of(reviewers.stream().map(one -> one.person().id()).toList());
        Times times = new Times(now, zone);
        Instant end = standing.windowEnd().filter(at -> at.isAfter(now)).orElse(null);
        List<MergeRequestPage.Reviewing> rows = new ArrayList<>();
        for (MergeRequest.Reviewer reviewer : reviewers) {
            Schedule schedule = Objects.requireNonNull(schedules.get(reviewer.person().id()));
            String sentence = sentence(reviewer, standing, schedule, times);
            boolean last = rows.size() == reviewers.size() - 1;
            DayBand band = end == null ? DayBand.comingDay(schedule, zone, now) : DayBand.until(end, schedule, zone, now);
            rows.add(new MergeRequestPage.Reviewing(
                    reviewer,
                    standing.approved(reviewer),
                    sentence,
                    (last ? band.withHours(zone) : band.withoutHours()).withSentence(reviewer.person().firstName() + ": " + sentence)));
        }
        return rows;
    }

    private static String sentence(MergeRequest.Reviewer reviewer, Standing standing, Schedule schedule, Times times) {
        if (!standing.request().open()) {
            return "asked " + times.within(reviewer.since());
        }
        if (standing.request().draft()) {
            return "will be waited for once it is ready";
        }
        Instant fair = reviewer.fairAt();
        if (fair == null) {
            return "away for long, so nobody waits for them";
        }
        if (!fair.isAfter(times.now())) {
            return "fair time complete";
        }
        String next = NextAtWork.of(schedule, times.now()).sentence(times.zone());
        return Character.toLowerCase(next.charAt(0)) + next.substring(1) + " · fair time until " + times.within(fair);
    }

    /// One line for each linked thing, however often and whichever way it is cited.
    private List<Citations.Link> links(Actor actor, Issuable header) {
        Map<Long, Citations.Link> links = new LinkedHashMap<>();
        for (Citations.Link link : citations.of(actor, header.id())) {
            links.merge(link.other().id(), link, (first, second) -> rank(second) > rank(first) ? second : first);
        }
        return List.copyOf(links.values());
    }

    private static int rank(Citations.Link link) {
        return switch (link.kind()) {
            case "reverts" -> 2;
            case "closes" -> 1;
            default -> 0;
        };
    }

    /// Does something to the merge request, and goes back to its page.
    private View deed(
            Actor actor, Project project, Role role, long iid, @Nullable String done, java.util.function.Consumer<MergeRequest> deed) {
        MergeRequest request = requests.find(actor, project, iid);
        try {
            deed.accept(request);
        } catch (Problem refused) {
            return page(actor, project, role, requests.find(actor, project, iid), false, null, null, refused);
        }
        Redirect redirect = Redirect.to(request.path());
        return done == null ? redirect : redirect.saying(Notice.done(done));
    }

    @PostMapping(ONE + "/readiness")
    @May(Who.GUEST)
    View ready(@PathVariable long iid, Project project, Role role, Actor actor) {
        return deed(actor, project, role, iid, "It is ready. Whoever you asked to look has it from now on.",
                request -> requests.ready(actor, request));
    }

    @PostMapping(ONE + "/draft")
    @May(Who.GUEST)
    View draft(@PathVariable long iid, Project project, Role role, Actor actor) {
        return deed(actor, project, role, iid, "It is a draft again. Nobody waits for a review.",
                request -> requests.draft(actor, request));
    }

    /// `sha` is the version that was looked at.
    @PostMapping(ONE + "/approval")
    @May(Who.GUEST)
    View approve(
            @PathVariable long iid, @RequestParam(defaultValue = "") String sha, Project project, Role role, Actor actor) {
        return deed(actor, project, role, iid, "You approved this version. A new one will ask again.",
                request -> reviews.approve(actor, request, sha));
    }

    @PostMapping(ONE + "/approval/removal")
    @May(Who.GUEST)
    View unapprove(@PathVariable long iid, Project project, Role role, Actor actor) {
        return deed(actor, project, role, iid, "Your approval is taken back.", request -> reviews.unapprove(actor, request));
    }

    @PostMapping(ONE + "/door")
    @May(Who.GUEST)
    View door(
            @PathVariable long iid,
            @RequestParam(defaultValue = "one-way") String door,
            @RequestParam(defaultValue = "") String reason,
            Project project,
            Role role,
            Actor actor) {
        boolean oneWay = Door.of(door) == Door.ONE_WAY;
        return deed(
                actor, project, role, iid,
                oneWay ? "It is a one-way door now. Silence does not open it." : "It is a two-way door again.",
                request -> {
                    if (oneWay) {
                        reviews.turnOneWay(actor, request, Words.line(reason));
                    } else {
                        reviews.turnTwoWay(actor, request, Words.line(reason));
                    }
                });
    }

    @PostMapping(ONE + "/merge")
    @May(Who.GUEST)
    View merge(
            @PathVariable long iid, @RequestParam(defaultValue = "") String sha, Project project, Role role, Actor actor) {
        return deed(actor, project, role, iid, "It is merged. One click takes it back.", request -> {
            if (!sha.isEmpty() && request.open() && !sha.equals(request.head())) {
                throw Problem.conflict("A new version was pushed since you looked. Here it is; look again, then merge.");
            }
            merges.merge(actor, request, MergeRequestMerges.How.of(sha.isEmpty() ? null : sha, null));
        });
    }

    @PostMapping(ONE + "/revert")
    @May(Who.DEVELOPER)
    View revert(@PathVariable long iid, Project project, Role role, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        try {
            MergeRequest revert = merges.revert(actor, request);
            return Redirect.to(revert.path())
                    .saying(Notice.done("This takes back " + request.reference() + ". Say why, then mark it as ready."));
        } catch (Problem refused) {
            return page(actor, project, role, requests.find(actor, project, iid), false, null, null, refused);
        }
    }

    @PostMapping(ONE + "/closure")
    @May(Who.GUEST)
    View close(@PathVariable long iid, Project project, Role role, Actor actor) {
        return deed(actor, project, role, iid, "It is closed. Nobody waits here any more.",
                request -> requests.close(actor, request, null));
    }

    @PostMapping(ONE + "/closure/removal")
    @May(Who.GUEST)
    View reopen(@PathVariable long iid, Project project, Role role, Actor actor) {
        return deed(actor, project, role, iid, "It is open again.", request -> requests.reopen(actor, request));
    }

    @PostMapping(ONE + "/bookmark")
    @May(Who.GUEST)
    View bookmark(@PathVariable long iid, Project project, Role role, Actor actor) {
        return deed(actor, project, role, iid, null, request -> todos.mark(actor, request.header()));
    }

    @PostMapping(ONE + "/bookmark/removal")
    @May(Who.GUEST)
    View removeBookmark(@PathVariable long iid, Project project, Role role, Actor actor) {
        return deed(actor, project, role, iid, null,
                request -> todos.unmark(actor, request.header()));
    }

    @PostMapping(ONE + "/subscription")
    @May(Who.GUEST)
    View subscribe(@PathVariable long iid, Project project, Role role, Actor actor) {
        return deed(actor, project, role, iid, null, request -> subscriptions.subscribe(request.id(), actor.id(), "subscribed"));
    }

    @PostMapping(ONE + "/subscription/removal")
    @May(Who.GUEST)
    View unsubscribe(@PathVariable long iid, Project project, Role role, Actor actor) {
        return deed(actor, project, role, iid, null, request -> subscriptions.unsubscribe(actor, request.id()));
    }

    static ZoneId zone(Actor actor) {
        return actor.member() == null ? ZoneOffset.UTC : actor.member().zone();
    }
}
