package antipode.delivery.letters;

import antipode.delivery.Notice;
import antipode.mail.Enclosure;
import antipode.mail.Letter;
import antipode.mail.Letters;
import antipode.mail.ReplyAddress;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.WorkingHours;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Note;
import antipode.threads.References;
import antipode.threads.ToldPlaces;
import antipode.web.PublicAddress;
import antipode.web.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Posts a letter about one thing that happened in a thread, such that every mail program shows the thread as a thread and
/// an answer comes back into it.
@Component
public class ThreadLetters {

    private final Letters letters;
    private final ReplyAddress replies;
    private final Comments comments;
    private final References references;
    private final ToldPlaces places;
    private final Projects projects;
    private final WorkingHours hours;
    private final Clock clock;
    private final PublicAddress address;
    private final ObjectProvider<OwnDoor> doors;

    ThreadLetters(
            Letters letters,
            ReplyAddress replies,
            Comments comments,
            References references,
            ToldPlaces places,
            Projects projects,
            WorkingHours hours,
            Clock clock,
            PublicAddress address,
            ObjectProvider<OwnDoor> doors) {
        this.letters = letters;
        this.replies = replies;
        this.comments = comments;
        this.references = references;
        this.places = places;
        this.projects = projects;
        this.hours = hours;
        this.clock = clock;
        this.address = address;
        this.doors = doors;
    }

    /// Posts it to its reader, who may see the thread; whether they still may is asked again as it leaves. The same notice,
    /// or another of the same comment, is the same letter.
    ///
    /// @return the letter's id
    @Transactional
    public long post(Member reader, Notice notice) {
        Issuable issuable = notice.issuable();
        Note note = notice.noteId() == null ? null : comments.note(issuable.id(), notice.noteId()).orElse(null);
        Project project = projects.unrestricted(issuable.projectId()).orElseThrow();
        Instant now = clock.instant();
        Place place = new Place(address.base(), letters.domain(), replies);
        ThreadHeaders headers = new ThreadHeaders(reader, notice, note, project, place);
        String door = door(reader, issuable);
        References.Linked linked = references.link(
                door.isEmpty() ? Actor.of(reader) : Actor.nobody(), issuable.projectPath(), List.of(ThreadWords.html(issuable, note)));
        ThreadWords words = new ThreadWords(
                reader, notice, note, notice.noteId() == null ? null : places.of(List.of(notice.noteId())).get(notice.noteId()), project,
                place, door, linked, new Times(now, hours.of(reader.id()).zoneAt(now)));
        return letters.post(new Letter(
                "thread-" + (notice.noteId() == null ? "notice-" + notice.id() : notice.noteId()) + "-to-" + reader.id(),
                headers.messageId(),
                notice.by() == null ? null : notice.by().name() + " (@" + notice.by().username() + ")",
                reader.email(),
                reader.name(),
                Enclosure.harmless(headers.subject()),
                words.text(),
                words.page(),
                headers.all()));
    }

    /// The path that this letter's key opens for whoever has no account; empty for everybody else.
    private String door(Member reader, Issuable issuable) {
        return reader.external()
                ? doors.stream().filter(door -> door.opens(reader, issuable)).findFirst().map(door -> door.path() + Enclosure.PLACE).orElse("")
                : "";
    }
}
