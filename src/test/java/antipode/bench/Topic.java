package antipode.bench;

import antipode.search.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An issue while it is being seeded: what its rows will say when everything has happened to it.
final class Topic {

    final Corpus.Issue issue;
    final Map<Long, String> subscriptions = new LinkedHashMap<>();
    final List<Obligation> todos = new ArrayList<>();
    final Set<Long> cites = new HashSet<>();
    long id;
    int iid;
    long author;
    long dri;
    int comments;
    Instant updated;
    @Nullable Instant closed;
    @Nullable Long closedBy;
    String html = "";
    @Nullable Document document;

    Topic(Corpus.Issue issue) {
        this.issue = issue;
        this.updated = issue.opened();
    }

    boolean open() {
        return closed == null;
    }

    /// A row of somebody's list.
    static final class Obligation {
        final long id;
        final String kind;
        final long member;
        final String action;
        final long by;
        final long note;
        final String question;
        final Instant since;
        final Instant deliverFrom;
        final Set<Long> askers = new LinkedHashSet<>();
        @Nullable Instant idleAt;
        @Nullable Instant doneAt;
        @Nullable Long doneBy;
        @Nullable String doneCause;
        @Nullable Long doneNote;

        Obligation(
                long id, String kind, long member, String action, long by, long note, String question, Instant since,
                Instant deliverFrom) {
            this.id = id;
            this.kind = kind;
            this.member = member;
            this.action = action;
            this.by = by;
            this.note = note;
            this.question = question;
            this.since = since;
            this.deliverFrom = deliverFrom;
        }

        boolean turn() {
            return kind.equals("obligation") && doneAt == null;
        }

        void done(Instant at, @Nullable Long by, String cause, @Nullable Long note) {
            doneAt = at;
            doneBy = by;
            doneCause = cause;
            doneNote = note;
        }
    }
}
