package antipode.repositories;

import antipode.database.Audit;
import antipode.git.Rewriting;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.web.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes a file, or words in it, out of the whole history of a project for good. Who did so, when and why stands in its place.
@Component
public class FileRedactions {

    /// Bytes of a file in which words are looked for.
    private static final int LARGEST = 32 << 20;

    private static final int LONGEST = 255;
    private static final int FEWEST = 6;
    private static final String MARK = "[redacted]";

    private final Rewriting rewriting;
    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;

    FileRedactions(Rewriting rewriting, Access access, Audit audit, Clock clock, ApplicationEventPublisher publisher) {
        this.rewriting = rewriting;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.publisher = publisher;
    }

    /// Somebody's wish.
    ///
    /// @param blob    the one version that goes; nothing for all there ever were
    /// @param words   all that goes of it; empty for everything it says
    /// @param because a sentence, for everyone who reads the place
    public record Redaction(String path, @Nullable String blob, String words, String because) {

        public Redaction {
            words = words.strip();
            because = because.replaceAll("[\\s\\x00]+", " ").strip();
        }

        private void check() {
            var wrong = new TreeMap<String, String>();
            if (because.isEmpty()) wrong.put("because", "can't be blank");
            if (because.length() > LONGEST) wrong.put("because", "is longer than " + LONGEST + " characters");
            if (!words.isEmpty() && words.length() < FEWEST) {
                wrong.put("words", "needs " + FEWEST + " characters at least, or too much would go");
            }
            if (!words.isEmpty() && because.contains(words)) wrong.put("because", "repeats what is to go");
            if (!wrong.isEmpty()) throw Problem.invalid(wrong);
        }
    }

    /// A file of a project is gone from its history: whoever keeps lines of it takes them away too, in the same transaction.
    public record Redacted(long project, String path) {}

    /// All versions of a file there ever were, as ids of blobs.
    @Transactional(readOnly = true)
    public Set<String> versions(Project project, String path) {
        return rewriting.versions(project.id(), path);
    }

    /// It takes a maintainer.
    ///
    /// @return how many commits have another id since
    @Transactional
    public int redact(Actor actor, Project project, Redaction redaction) {
        access.require(actor, project, Role.MAINTAINER);
        redaction.check();
        var there = rewriting.versions(project.id(), redaction.path());
        if (there.isEmpty() || redaction.blob() != null && !there.contains(redaction.blob())) throw Problem.notFound("File");
        var stands = ("Redacted by @" + actor.require().username() + " on " + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + ". Why: "
                        + redaction.because() + "\n").getBytes(StandardCharsets.UTF_8);
        int commits = rewriting.rewrite(
                project.id(), redaction.blob() == null ? there : Set.of(redaction.blob()),
                file -> redaction.words().isEmpty() ? stands : without(redaction.words(), file.getCachedBytes(LARGEST)));
        if (commits == 0) throw Problem.invalid("words", "don't stand in any version of the file");
        audit.note("file", "redacted", redaction.path(), project.id(), Map.of("because", redaction.because(), "commits", commits));
        publisher.publishEvent(new Redacted(project.id(), redaction.path()));
        return commits;
    }

    /// Byte by byte, so that the rest stays as it is, whatever it is written in.
    private static byte[] without(String words, byte[] file) {
        var sought = new String(words.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return new String(file, StandardCharsets.ISO_8859_1).replace(sought, MARK).getBytes(StandardCharsets.ISO_8859_1);
    }
}
