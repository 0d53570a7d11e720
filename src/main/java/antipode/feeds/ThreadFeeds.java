package antipode.feeds;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// What goes on: in a project, and in the thread of one thing.
@Controller
class ThreadFeeds {

    private final Threads threads;
    private final Happenings happenings;

    ThreadFeeds(Threads threads, Happenings happenings) {
        this.threads = threads;
        this.happenings = happenings;
    }

    @GetMapping("/{project}.atom")
    @May(value = Who.READER, feed = true)
    AtomFeed project(Project project, Actor actor) {
        return new AtomFeed("What goes on in " + project.fullPath(), project.url(), happenings.in(actor, project));
    }

    @GetMapping("/{project}/-/issues/{iid}.atom")
    @May(value = Who.READER, feed = true)
    AtomFeed issue(@PathVariable long iid, Project project, Actor actor) {
        return thread(actor, threads.find(actor, project, Issuable.Kind.ISSUE, iid));
    }

    @GetMapping("/{project}/-/merge_requests/{iid}.atom")
    @May(value = Who.READER, feed = true)
    AtomFeed mergeRequest(@PathVariable long iid, Project project, Actor actor) {
        return thread(actor, threads.find(actor, project, Issuable.Kind.MERGE_REQUEST, iid));
    }

    private AtomFeed thread(Actor actor, Issuable thing) {
        return new AtomFeed(thing.fullReference() + " " + thing.title(), thing.path(), happenings.in(actor, thing));
    }
}
