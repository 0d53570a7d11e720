package antipode.mergerequests;

import antipode.hours.NextAtWork;
import antipode.hours.Schedule;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.threads.Subscriptions;
import antipode.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Asks those to look who own what a merge request changes, as soon as it is no draft, each once. Where it can do without their
/// word they aren't asked, but hear of it from then on.
@Component
class AskedOwners {

    /// All of so many are asked; of more only those who are soonest at work, since one of them is enough.
    private static final int FEW = 5;

    private static final int OF_MANY = 3;
    private static final int MOST = 20;

    private final JdbcClient jdbc;
    private final Owners owners;
    private final MergeRequestReviews reviews;
    private final MergeRequestVersions versions;
    private final ObjectProvider<Approvals> approvals;
    private final Subscriptions subscriptions;
    private final Members members;
    private final Projects projects;
    private final Access access;
    private final WorkingHours hours;
    private final Clock clock;

    AskedOwners(
            JdbcClient jdbc,
            Owners owners,
            MergeRequestReviews reviews,
            MergeRequestVersions versions,
            ObjectProvider<Approvals> approvals,
            Subscriptions subscriptions,
            Members members,
            Projects projects,
            Access access,
            WorkingHours hours,
            Clock clock) {
        this.jdbc = jdbc;
        this.owners = owners;
        this.reviews = reviews;
        this.versions = versions;
        this.approvals = approvals;
        this.subscriptions = subscriptions;
        this.members = members;
        this.projects = projects;
        this.access = access;
        this.hours = hours;
        this.clock = clock;
    }

    /// Whom it would ask now, or, where `needed` is false, tell.
    record Meant(List<Person> people, boolean needed) {

        static final Meant NOBODY = new Meant(List.of(), false);

        /// "Kei Nakamura and Mia Sato are asked for review as soon as it is ready." Empty where nobody is.
        String ahead() {
            return people.isEmpty()
                    ? ""
                    : MergeRequestReviews.names(people) + (people.size() == 1 ? " is " : " are ")
                            + (needed ? "asked for review" : "told of it") + " as soon as it is ready.";
        }
    }

    /// Whom it would ask or tell if the actor proposed to merge one branch into another; nobody where there is nothing to merge.
    Meant meant(Actor actor, Project project, String source, String target, boolean oneWay) {
        if (source.isEmpty() || source.equals(target)) {
            return Meant.NOBODY;
        }
        try {
            MergeRequestVersions.Ends ends = versions.ends(project.id(), source, target);
            Set<Person> people = new LinkedHashSet<>();
            owners.of(project.id(), target, ends.base(), ends.head(), actor.id(), List.of()).stream()
                    .filter(rule -> !rule.optional())
                    .forEach(rule -> people.addAll(soonest(rule.missing())));
            return new Meant(people.stream().limit(MOST).toList(), oneWay || project.merging().ownersApprove());
        } catch (Problem nothing) {
            return Meant.NOBODY;
        }
    }

    /// @param rules what CODEOWNERS asks for
    Meant meant(MergeRequest request, List<OwnerRule> rules, List<MergeRequest.Reviewer> reviewers) {
        List<OwnerRule> open = rules.stream().filter(rule -> !rule.optional() && !rule.missing().isEmpty()).toList();
        if (open.isEmpty()) {
            return Meant.NOBODY;
        }
        boolean needed = needed(request);
        Set<Long> done = new HashSet<>(reviewers.stream().map(reviewer -> reviewer.person().id()).toList());
        done.addAll(jdbc.sql("select member_id from told_owner where merge_request_id = :request and (asked or not :needed)")
                .param("request", request.id())
                .param("needed", needed)
                .query(Long.class)
                .list());
        Set<Person> people = new LinkedHashSet<>();
        for (OwnerRule rule : open) {
            // Where one of them has been asked already, a further push asks nobody else in their place.
            boolean askedBefore = rule.missing().size() > FEW && rule.missing().stream().anyMatch(person -> done.contains(person.id()));
            if (!askedBefore) {
                people.addAll(soonest(rule.missing()));
            }
        }
        return new Meant(people.stream().filter(person -> !done.contains(person.id())).limit(MOST).toList(), needed);
    }

    /// Whether it waits for their word, or its author needs somebody else to merge it.
    private boolean needed(MergeRequest request) {
        Project project = projects.unrestricted(request.header().projectId()).orElseThrow();
        return request.oneWay()
                || project.merging().ownersApprove()
                || members.find(request.header().author().id())
                        .map(author -> !access.level(Actor.of(author), project).atLeast(Role.DEVELOPER))
                        .orElse(true);
    }

    private List<Person> soonest(List<Person> people) {
        if (people.size() <= FEW) {
            return people;
        }
        Instant now = clock.instant();
        Map<Long, Schedule> schedules = hours.of(people.stream().map(Person::id).toList());
        return people.stream()
                .sorted(Comparator.comparing(person -> {
                    Instant from = NextAtWork.of(Objects.requireNonNull(schedules.get(person.id())), now).from();
                    return from == null ? Instant.MAX : from;
                }))
                .limit(OF_MANY)
                .toList();
    }

    /// In the caller's transaction, with the header locked or new.
    void ask(Actor actor, MergeRequest request) {
        if (!request.open() || request.draft()) {
            return;
        }
        Meant meant = meant(request, owners.of(request, approvals.getObject().counting(request.id())), reviews.reviewers(request.id()));
        List<Long> ids = meant.people().stream().map(Person::id).toList();
        if (ids.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into told_owner (merge_request_id, member_id, asked)
                        select :request, member, :asked from unnest(:members) member
                        on conflict (merge_request_id, member_id) do update set asked = excluded.asked""")
                .param("request", request.id())
                .param("asked", meant.needed())
                .param("members", ids.toArray(Long[]::new))
                .update();
        if (meant.needed()) {
            reviews.ask(actor, request, meant.people(), ", as CODEOWNERS says");
        } else {
            subscriptions.subscribe(request.id(), ids, "owner");
        }
    }
}
