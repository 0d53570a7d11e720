package antipode.mergerequests;

import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.asks.Composers;
import antipode.asks.Draft;
import antipode.asks.OpenAsks;
import antipode.hours.DayBand;
import antipode.hours.NextAtWork;
import antipode.hours.Schedule;
import antipode.mergerequests.review.Asked;
import antipode.mergerequests.review.Changes;
import antipode.mergerequests.review.ChangesView;
import antipode.mergerequests.review.ReviewForms;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.threads.Around;
import antipode.threads.Citations;
import antipode.threads.Conversation;
import antipode.threads.Conversations;
import antipode.threads.FactSheets;
import antipode.threads.Issuable;
import antipode.threads.Threads;
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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/// Puts the page of one merge request together, and does what was asked for there. What is refused stands on the page, with a 4xx.
@Component
public class MergeRequestPages {

    private static final int MOST_COMMITS = 100;
    private static final int MOST_OWNERS = 50;
    private static final int MOST_BESIDES = 30;

    private final MergeRequests requests;
    private final MergeRequestVersions versions;
    private final Standings standings;
    private final ClosedIssues closing;
    private final Owners owners;
    private final AskedOwners askedOwners;
    private final Threads threads;
    private final FactSheets sheets;
    private final Citations citations;
    private final Conversations conversations;
    private final TurnLines turns;
    private final Todos todos;
    private final Asks asks;
    private final Composers composers;
    private final WorkingHours hours;
    private final Clock clock;
    private final Changes changes;
    private final ReviewForms reviewForms;

    MergeRequestPages(
            MergeRequests requests,
            MergeRequestVersions versions,
            Standings standings,
            ClosedIssues closing,
            Owners owners,
            AskedOwners askedOwners,
            Threads threads,
            FactSheets sheets,
            Citations citations,
            Conversations conversations,
            TurnLines turns,
            Todos todos,
            Asks asks,
            Composers composers,
            WorkingHours hours,
            Clock clock,
            Changes changes,
            ReviewForms reviewForms) {
        this.reviewForms = reviewForms;
        this.requests = requests;
        this.versions = versions;
        this.standings = standings;
        this.closing = closing;
        this.owners = owners;
        this.askedOwners = askedOwners;
        this.threads = threads;
        this.sheets = sheets;
        this.citations = citations;
        this.conversations = conversations;
        this.turns = turns;
        this.todos = todos;
        this.asks = asks;
        this.composers = composers;
        this.hours = hours;
        this.clock = clock;
        this.changes = changes;
    }

    /// @param asked   which part of the changes is shown
    /// @param refused what was just refused
    public View of(
            Actor actor,
            Project project,
            Role role,
            MergeRequest request,
            Asked asked,
            @Nullable Draft draft,
            @Nullable Problem wrong,
            @Nullable Problem refused) {
        return page(actor, project, role, request, asked, draft, wrong, refused, null);
    }

    /// The page with a review that could not be sent.
    public View reviewing(Actor actor, Project project, Role role, MergeRequest request, ReviewForms.Typed typed) {
        return page(actor, project, role, request, Asked.usual(), null, null, null, typed);
    }

    private MergeRequestPage page(
            Actor actor,
            Project project,
            Role role,
            MergeRequest request,
            Asked asked,
            @Nullable Draft draft,
            @Nullable Problem wrong,
            @Nullable Problem refused,
            ReviewForms.@Nullable Typed typed) {
        Issuable header = request.header();
        List<Ask> all = asks.of(header);
        Set<Long> waiting = asks.awaiting(actor, all).stream()
                .map(Ask::noteId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Standing standing = standings.of(actor, request, project);
        Instant now = clock.instant();
        ZoneId zone = zone(actor);
        Around around = threads.around(actor, header.id());
        Conversation conversation = conversations.of(actor, header, role, waiting);
        ChangesView changed = changes.of(actor, project, role, request, conversation, asked);
        return new MergeRequestPage(
                project,
                request,
                actor,
                role,
                standing,
                standing.whyNotYet(new Times(now, zone)),
                changed,
                reviewForms.of(actor, request, changed, standing.mayApprove(), typed),
                reviewing(standing, now, zone),
                versions.commits(request, MOST_COMMITS).reversed(),
                conversation.without(changed.shown()),
                turns.of(actor, header),
                !role.atLeast(Role.GUEST)
                        ? null
                        : draft == null ? composers.empty(actor, header, all) : composers.filled(actor, header, all, draft, wrong),
                OpenAsks.of(header, all, actor, role.atLeast(Role.MAINTAINER)),
                around,
                sheets.of(header, around, role.atLeast(Role.REPORTER) || header.isOf(actor)),
                links(actor, header),
                request.open() ? closing.of(actor, request) : List.of(),
                owners(standing, now, zone),
                request.open() && request.draft()
                        ? askedOwners.meant(request, standing.owners(), standing.reviewers())
                        : AskedOwners.Meant.NOBODY,
                besides(request),
                actor.signedIn() ? todos.bookmark(actor, header).orElse(null) : null,
                refused);
    }

    private List<MergeRequestPage.Reviewing> reviewing(Standing standing, Instant now, ZoneId zone) {
        List<MergeRequest.Reviewer> reviewers = standing.reviewers();
        Map<Long, Schedule> schedules = hours.of(reviewers.stream().map(one -> one.person().id()).toList());
        Times times = new Times(now, zone);
        Instant end = standing.windowEnd().filter(at -> at.isAfter(now)).orElse(null);
        List<MergeRequestPage.Reviewing> rows = new ArrayList<>();
        for (MergeRequest.Reviewer reviewer : reviewers) {
            Schedule schedule = Objects.requireNonNull(schedules.get(reviewer.person().id()));
            boolean owns = standing.owners().stream()
                    .anyMatch(rule -> rule.people().stream().anyMatch(person -> person.id() == reviewer.person().id()));
            String sentence = (owns ? "code owner · " : "") + sentence(reviewer, standing, schedule, times);
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

    private List<MergeRequestPage.Beside> besides(MergeRequest request) {
        if (!request.open()) {
            return List.of();
        }
        Set<String> own = Set.copyOf(owners.paths(request));
        return requests.openInto(request.header().projectId(), request.targetBranch()).reversed().stream()
                .filter(other -> other.id() != request.id())
                .limit(MOST_BESIDES)
                .map(other -> new MergeRequestPage.Beside(other, owners.paths(other).stream().filter(own::contains).toList()))
                .filter(beside -> !beside.paths().isEmpty())
                .limit(5)
                .toList();
    }

    /// The few who are soonest at work are named; hours of all are read at once.
    private List<MergeRequestPage.OwnerLine> owners(Standing standing, Instant now, ZoneId zone) {
        Map<Long, Schedule> schedules = hours.of(standing.owners().stream()
                .flatMap(rule -> rule.missing().stream())
                .map(Person::id)
                .distinct()
                .limit(MOST_OWNERS)
                .toList());
        return standing.owners().stream()
                .map(rule -> new MergeRequestPage.OwnerLine(rule, owning(rule, schedules, now, zone)))
                .toList();
    }

    private static String owning(OwnerRule rule, Map<Long, Schedule> schedules, Instant now, ZoneId zone) {
        if (!rule.approved().isEmpty() && rule.met()) {
            return "approved by " + MergeRequestReviews.names(rule.approved());
        }
        if (rule.people().isEmpty()) {
            return String.join(", ", rule.owners()) + ": nobody but the author, so nobody is waited for";
        }
        List<Person> asked = rule.optional() ? rule.people() : rule.missing();
        String who = asked.stream()
                .filter(person -> schedules.containsKey(person.id()))
                .limit(4)
                .map(person -> person.firstName() + ", "
                        + NextAtWork.of(Objects.requireNonNull(schedules.get(person.id())), now).sentence(zone).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("; "));
        return rule.optional()
                ? "told, but not waited for: " + MergeRequestReviews.names(asked.stream().limit(4).toList())
                : who + (asked.size() > 4 ? "; and " + (asked.size() - 4) + " more" : "");
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
    public View deed(
            Actor actor, Project project, Role role, long iid, @Nullable String done, Consumer<MergeRequest> deed) {
        MergeRequest request = requests.find(actor, project, iid);
        try {
            deed.accept(request);
        } catch (Problem refused) {
            return of(actor, project, role, requests.find(actor, project, iid), Asked.usual(), null, null, refused);
        }
        Redirect redirect = Redirect.to(request.path());
        return done == null ? redirect : redirect.saying(Notice.done(done));
    }

    static ZoneId zone(Actor actor) {
        return actor.member() == null ? ZoneOffset.UTC : actor.member().zone();
    }
}
