package antipode.feeds;

import antipode.people.Actor;
import antipode.threads.Issuable;
import antipode.threads.LabelLink;
import antipode.threads.References;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Makes a feed of a list that an upper room has read for somebody: two questions more, however long it is.
@Component
public class ListFeeds {

    private final References references;

    ListFeeds(References references) {
        this.references = references;
    }

    /// Each thing with its description, as this reader sees it.
    ///
    /// @param title  of the list
    /// @param page   path and query of the page that shows it
    /// @param across whether it is of many projects, so that references say of which
    /// @param labels of the things
    public AtomFeed of(
            Actor reader, String title, String page, boolean across, List<Issuable> things, List<LabelLink> labels) {
        List<String> html = references.html(
                reader,
                things.stream().map(thing -> new References.Kept(thing.projectPath(), thing.descriptionHtml())).toList());
        List<AtomFeed.Entry> entries = new ArrayList<>();
        for (int i = 0; i < things.size(); i++) {
            Issuable thing = things.get(i);
            entries.add(new AtomFeed.Entry(
                    thing.shortPath(),
                    (across ? thing.fullReference() : thing.reference()) + " " + thing.title(),
                    thing.path(),
                    thing.createdAt(),
                    thing.updatedAt(),
                    thing.author(),
                    labels.stream().filter(label -> label.issuableId() == thing.id()).map(LabelLink::name).toList(),
                    html.get(i)));
        }
        return new AtomFeed(title, page, entries);
    }
}
