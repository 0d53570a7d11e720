package antipode.imports;

import antipode.issues.PastIssues;
import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.PastMergeRequests;
import antipode.mergerequests.review.LineComments;
import antipode.projects.Labels;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.projects.Projects;
import antipode.threads.Issuable;
import antipode.threads.Past;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes down things that came from elsewhere, each once: what is there already stays as it is.
@Component
class Bringing {

    private final JdbcClient jdbc;
    private final Past past;
    private final PastIssues issues;
    private final PastMergeRequests requests;
    private final LineComments beside;
    private final Lines lines;
    private final Labels labels;
    private final Milestones milestones;
    private final Projects projects;

    Bringing(
            JdbcClient jdbc,
            Past past,
            PastIssues issues,
            PastMergeRequests requests,
            LineComments beside,
            Lines lines,
            Labels labels,
            Milestones milestones,
            Projects projects) {
        this.jdbc = jdbc;
        this.past = past;
        this.issues = issues;
        this.requests = requests;
        this.beside = beside;
        this.lines = lines;
        this.labels = labels;
        this.milestones = milestones;
        this.projects = projects;
    }

    /// The id here of a thing that was brought before.
    @Nullable Long known(long project, String kind, String external) {
        return jdbc.sql("select local_id from imported where project_id = :project and kind = :kind and external_id = :external")
                .param("project", project).param("kind", kind).param("external", external).query(Long.class).optional().orElse(null);
    }

    void remember(long project, String kind, String external, long local, String address) {
        jdbc.sql("""
                        insert into imported (project_id, kind, external_id, local_id, address)
                        values (:project, :kind, :external, :local, :address)""")
                .param("project", project).param("kind", kind).param("external", external).param("local", local)
                .param("address", address).update();
    }

    /// @param people ids here by their numbers there
    /// @param names  usernames here by those there
    Writing begin(Steps.Run run, Map<Long, Long> people, Map<String, String> names) {
        var files = new HashMap<String, String>();
        jdbc.sql("select external_id, address from imported where project_id = :project and kind = 'file'")
                .param("project", run.project().id())
                .query(row -> {
                    files.put(row.getString("external_id"), row.getString("address"));
                });
        return new Writing(run, people, rewriting(run, names, files));
    }

    private Rewriting rewriting(Steps.Run run, Map<String, String> names, Map<String, String> files) {
        var brought = run.brought();
        return ProjectOrigin.isGitHub(brought.origin())
                ? new GitHubRewriting(run.project(), names, files, lines.things(brought, "merge_requests"), brought.address())
                : new GitLabRewriting(run.project(), names, files, brought.address());
    }

    /// Some of them, with what they share.
    final class Writing {

        private final Steps.Run run;
        private final Map<Long, Long> people;
        private final Rewriting rewriting;
        private final List<String> remarks = new ArrayList<>();

        private Writing(Steps.Run run, Map<Long, Long> people, Rewriting rewriting) {
            this.run = run;
            this.people = people;
            this.rewriting = rewriting;
        }

        /// Sentences on what could not be taken as it was.
        List<String> remarks() {
            return remarks;
        }

        long label(Thing.Sticker sticker) {
            var known = labels.byNames(project(), List.of(sticker.name().strip())).get(sticker.name().strip());
            return (known != null ? known : labels.create(project(), sticker.name(), sticker.color(), sticker.description(), sticker.priority())).id();
        }

        long milestone(Thing.Aim aim) {
            return milestones.titled(project(), aim.title()).filter(known -> known.projectId() != null)
                    .orElseGet(() -> milestones.bring(
                            project(), aim.iid(), new Milestone.Words(aim.title(), aim.description(), aim.start(), aim.due()),
                            aim.active(), aim.created(), aim.updated()))
                    .id();
        }

        void bring(Thing thing) {
            var key = thing.external() > 0 ? Long.toString(thing.external()) : "iid " + thing.iid();
            if (known(project(), thing.kind().key(), key) != null) {
                return;
            }
            var ends = thing.proposal() == null ? null : requests.ends(run.project(), thing.proposal().proposed())
                    .orElseThrow(() -> new Problem(422, "there is no repository for it."));
            var header = header(thing);
            var request = thing.proposal() == null || ends == null ? null : propose(header, thing, thing.proposal(), ends);
            var written = request != null ? request.header()
                    : issues.bring(run.bringer(), run.project(), header, thing.due(), thing.weight());
            remember(project(), thing.kind().key(), key, written.id(), "");
            thing.awards().forEach(award -> past.react(written.id(), null, person(award.by()), award.name(), thing.updated()));
            tell(thing, written, request);
        }

        private Past.Thing header(Thing thing) {
            var closer = thing.closedBy();
            return new Past.Thing(
                    thing.kind(), number(thing), thing.title(), rewriting.of(thing.description()), person(thing.author()), thing.state(),
                    thing.confidential(), thing.locked(), thing.assignees().stream().map(this::person).distinct().toList(),
                    thing.labels().stream().map(this::label).distinct().toList(),
                    thing.milestone() == null ? null : milestone(thing.milestone()), thing.created(), thing.updated(), thing.closed(),
                    closer == null ? null : person(closer));
        }

        /// Its own, unless something here was faster.
        private int number(Thing thing) {
            if (thing.iid() > 0 && !past.taken(project(), thing.kind(), thing.iid())) {
                return thing.iid();
            }
            int next = thing.kind() == Issuable.Kind.ISSUE
                    ? projects.nextIssueIid(project())
                    : projects.nextMergeRequestIid(project());
            remarks.add("What was " + thing.kind().sign() + thing.iid() + " there is " + thing.kind().sign() + next + " here.");
            return next;
        }

        private MergeRequest propose(
                Past.Thing header, Thing thing, Thing.Proposal proposal, PastMergeRequests.Ends ends) {
            var proposed = proposal.proposed();
            var merger = proposal.mergedBy();
            var request = requests.bring(run.bringer(), run.project(), header, new PastMergeRequests.Proposed(
                    proposed.source(), proposed.target(), proposed.draft(), proposed.head(), proposed.base(), proposed.start(),
                    proposed.removesSource(), proposed.mergedAt(), merger == null ? null : person(merger), proposed.mergeCommit(),
                    proposed.squashed()), ends);
            if (!ends.whole()) {
                remarks.add("!" + header.iid() + " shows no changes: its commits are not in the archive.");
            }
            proposal.reviewers().forEach(reviewer -> requests.reviewer(request.id(), person(reviewer), thing.created()));
            if (ends.whole()) {
                proposal.approvals().forEach(one -> requests.approval(request, person(one.by()), one.at()));
            }
            return request;
        }

        private void tell(Thing thing, Issuable written, @Nullable MergeRequest request) {
            var threads = new HashMap<String, Long>();
            for (var happening : thing.happened()) {
                switch (happening) {
                    case Thing.Noted noted -> {
                        var by = noted.by();
                        past.note(
                                written, by == null ? null : person(by), noted.action(),
                                noted.action().equals("merged") && request != null
                                        ? Map.of("commit", Objects.requireNonNullElse(request.mergeCommit(), request.head()))
                                        : noted.detail(),
                                noted.at());
                    }
                    case Thing.Said said -> say(said, written, request, threads);
                }
            }
        }

        private void say(Thing.Said said, Issuable written, @Nullable MergeRequest request, Map<String, Long> threads) {
            var first = said.discussion().isEmpty() ? null : threads.get(said.discussion());
            var body = rewriting.of(said.body());
            var resolver = said.resolvedBy();
            var wish = said.place() == null || request == null ? null : said.place().within(request.base());
            long id = past.say(run.bringer(), written, new Past.Said(
                    person(said.author()), body, said.at(), first, first == null && said.resolvable(),
                    first == null ? said.resolvedAt() : null, resolver == null ? null : person(resolver)));
            if (!said.discussion().isEmpty()) {
                threads.putIfAbsent(said.discussion(), id);
            }
            if (wish != null && first == null && request != null && !beside.place(request, id, wish)) {
                past.note(
                        written, null, "told elsewhere",
                        Map.of("sentence", "The comment above was made on " + wish.newPath() + ", on a line of an earlier version"),
                        said.at());
            }
            said.awards().forEach(award -> past.react(written.id(), id, person(award.by()), award.name(), said.at()));
        }

        /// Whoever is named nowhere in the archive is whoever brings it.
        private long person(long number) {
            return people.getOrDefault(number, run.bringer().id());
        }

        private long project() {
            return run.project().id();
        }
    }
}
