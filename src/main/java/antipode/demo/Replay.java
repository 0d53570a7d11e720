package antipode.demo;

import antipode.database.Outbox;
import antipode.jobs.DemoClock;
import antipode.people.Members;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Lets the company's story happen, deed by deed, before the demo opens its doors: the clock stands at each deed's own
/// time, and the deed is done by the verb that a page or the API would call.
@Component
@ConditionalOnBooleanProperty("antipode.demo")
class Replay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    private final Members members;
    private final Arrivals arrivals;
    private final Comings comings;
    private final Pages pages;
    private final Requests requests;
    private final Openings openings;
    private final Scenes scenes;
    private final DemoClock clock;
    private final Outbox outbox;
    private volatile boolean running;

    Replay(
            Members members,
            Arrivals arrivals,
            Comings comings,
            Pages pages,
            Requests requests,
            Openings openings,
            Scenes scenes,
            DemoClock clock,
            Outbox outbox) {
        this.members = members;
        this.arrivals = arrivals;
        this.comings = comings;
        this.pages = pages;
        this.requests = requests;
        this.openings = openings;
        this.scenes = scenes;
        this.clock = clock;
        this.outbox = outbox;
    }

    /// Before the web server and before anything runs in the background.
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void start() {
        running = true;
        if (members.none()) {
            log.info("Letting the demo's story happen; this takes a moment");
            new Telling(new Company(Script.read(), Script.tuesday(Instant.now()))).tell();
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Something that somebody does at its time.
    private record Deed(String by, Instant at, String what, Runnable deed) {}

    /// One telling of the story.
    private final class Telling {

        private final Company company;
        private final List<Deed> deeds = new ArrayList<>();

        Telling(Company company) {
            this.company = company;
        }

        void tell() {
            company.script().projects().forEach(this::plan);
            for (Script.Person person : company.script().people()) {
                for (Script.Away away : person.away()) {
                    if (away.said() != null) {
                        deed(person.username(), away.said(), "time off of " + person.name(), () -> arrivals.rests(company, person, away));
                    }
                }
            }
            deeds.sort(Comparator.comparing(Deed::at));
            clock.begin(deeds.getFirst().at().minusSeconds(3600));
            arrivals.begin(company);
            for (Deed deed : deeds) {
                forward(deed.at());
                try {
                    company.by(deed.by(), deed.deed());
                } catch (RuntimeException refused) {
                    throw new IllegalStateException("The demo's story breaks at: " + deed.what(), refused);
                }
                outbox.drain();
            }
            forward(Script.now(company.tuesday()));
            arrivals.end(company);
            comings.end(company);
            outbox.drain();
        }

        private void forward(Instant at) {
            if (at.isAfter(clock.instant())) {
                clock.forwardTo(at);
            }
        }

        private void plan(Script.Project project) {
            History history = company.history(project);
            for (History.Commit commit : history.commits()) {
                deed(commit.by(), commit.at(), "commit “" + commit.message() + "”", () -> pages.commit(company, project, commit));
                commit.thread().forEach(step -> deed(
                        step.by(), step.at(), step.by() + " of “" + commit.message() + "”", () -> pages.say(company, project, commit, step)));
            }
            project.tags().forEach(tag -> deed(tag.by(), tag.at(), "tag " + tag.name(), () -> pages.tag(company, project, tag)));
            history.mergeRequests().forEach(request -> plan(project, request));
            history.reading().forEach(reading -> deed(
                    reading.by(), reading.at(), "reading " + reading.path(), () -> pages.read(company, project, reading)));
            company.issues(project).forEach(issue -> {
                Place place = new Place();
                deed(issue.author(), issue.at(), "issue “" + issue.title() + "”", () ->
                        openings.open(company, company.stage(project.path()), issue, place));
                plan(project, issue.title(), place, issue.thread());
            });
        }

        private void plan(Script.Project project, History.MergeRequest told) {
            Place place = new Place();
            deed(told.author(), told.at(), "merge request “" + told.title() + "”", () ->
                    requests.propose(company, company.stage(project.path()), told, place));
            if (told.ready() != null) {
                deed(told.author(), told.ready(), "“" + told.title() + "” is ready", () ->
                        requests.ready(company.actor(told.author()), place));
            }
            plan(project, told.title(), place, told.thread());
            History.Merged merged = told.merged();
            if (merged != null) {
                deed(merged.by(), merged.at(), "“" + told.title() + "” is merged", () ->
                        requests.merge(company.actor(merged.by()), place));
            }
        }

        private void plan(Script.Project project, String title, Place place, List<Step> thread) {
            thread.forEach(step -> deed(step.by(), step.at(), step.by() + " in “" + title + "”", () ->
                    scenes.play(company, project.path(), place, step)));
        }

        private void deed(String by, At at, String what, Runnable deed) {
            deeds.add(new Deed(by, company.when(by, at), what, deed));
        }
    }
}
