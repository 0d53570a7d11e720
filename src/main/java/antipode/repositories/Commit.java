package antipode.repositories;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/// A commit: forty hexadecimal digits, and what it says of itself.
public record Commit(String id, List<String> parents, String title, String message, Signature author, Signature committer) {

    /// Who and when; the time keeps the offset it was written at.
    public record Signature(String name, String email, OffsetDateTime at) {

        public Instant instant() {
            return at.toInstant();
        }

        static Signature of(PersonIdent ident) {
            return new Signature(ident.getName(), ident.getEmailAddress(), ident.getWhenAsInstant().atZone(ident.getZoneId()).toOffsetDateTime());
        }
    }

    public String shortId() {
        return id.substring(0, 8);
    }

    public boolean merge() {
        return parents.size() > 1;
    }

    static Commit of(RevCommit commit) {
        return new Commit(
                commit.name(),
                Arrays.stream(commit.getParents()).map(AnyObjectId::name).toList(),
                commit.getShortMessage(),
                commit.getFullMessage(),
                Signature.of(commit.getAuthorIdent()),
                Signature.of(commit.getCommitterIdent()));
    }
}
