package antipode.repositories;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.FooterLine;
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

    /// What stands behind `Reviewed-by:` and the like at the end of the message, by name.
    public Map<String, List<String>> trailers() {
        if (!message.contains("\n\n")) {
            return Map.of();
        }
        var found = new LinkedHashMap<String, List<String>>();
        FooterLine.fromMessage(message).forEach(line -> found.computeIfAbsent(line.getKey(), _ -> new ArrayList<>()).add(line.getValue()));
        return found;
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
