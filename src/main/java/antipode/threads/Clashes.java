package antipode.threads;

import antipode.markdown.ProseDiff;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sets side by side what two people made of one text at the same time.
@Component
public class Clashes {

    private final Versions versions;

    Clashes(Versions versions) {
        this.versions = versions;
    }

    /// Of a description.
    public Clash of(Issuable now, String mine) {
        return of(now, null, now.description(), mine);
    }

    /// Of a comment, or of the description where there is none.
    Clash of(Issuable issuable, @Nullable Long comment, String theirs, String mine) {
        Version last = versions.last(issuable.id(), comment).orElse(null);
        return new Clash(
                comment == null ? issuable.title() : null, theirs, last == null ? null : last.editor(), last == null ? null : last.editedAt(),
                ProseDiff.of(theirs, mine));
    }
}
