package antipode.home;

import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.people.UserJson;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// Issues and merge requests of many projects as the API shows them inside of other things: what both have.
@Component
class TargetsJson {

    private final Threads threads;

    TargetsJson(Threads threads) {
        this.threads = threads;
    }

    /// Each of these things by its id.
    Map<Long, Object> of(Actor actor, Collection<Issuable> things, Site site) {
        Map<Long, List<String>> labels = new TreeMap<>();
        threads.labels(things.stream().map(Issuable::id).toList())
                .forEach(label -> labels.computeIfAbsent(label.issuableId(), _ -> new ArrayList<>()).add(label.name()));
        Map<Long, Object> json = new LinkedHashMap<>();
        for (Issuable thing : things) {
            json.put(thing.id(), one(thing, labels.getOrDefault(thing.id(), List.of()), site));
        }
        return json;
    }

    private static Map<String, Object> one(Issuable thing, List<String> labels, Site site) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", thing.id());
        json.put("iid", thing.iid());
        json.put("project_id", thing.projectId());
        json.put("title", thing.title());
        json.put("description", thing.description());
        json.put("state", thing.state().key());
        json.put("created_at", thing.createdAt());
        json.put("updated_at", thing.updatedAt());
        json.put("closed_at", thing.closedAt());
        json.put("labels", labels);
        json.put("milestone", null);
        json.put("author", user(thing.author(), site));
        json.put("assignees", List.of());
        json.put("assignee", null);
        json.put("user_notes_count", thing.commentCount());
        json.put("upvotes", 0);
        json.put("downvotes", 0);
        json.put("web_url", site.url(thing.path()));
        json.put(
                "references",
                Map.of(
                        "short", thing.reference(),
                        "relative", thing.fullReference(),
                        "full", thing.fullReference()));
        if (thing.kind() == Issuable.Kind.ISSUE) {
            json.put("confidential", thing.confidential());
            json.put("issue_type", thing.type());
            json.put("type", thing.type().toUpperCase(Locale.ROOT));
        }
        return json;
    }

    static UserJson user(Person person, Site site) {
        return new UserJson(
                person.id(), person.username(), person.name(), "active", false, null, site.url("/-/people/" + person.username()));
    }
}
