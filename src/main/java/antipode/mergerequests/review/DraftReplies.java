package antipode.mergerequests.review;

import antipode.people.Actor;
import antipode.threads.Discussion;
import antipode.threads.Issuable;
import antipode.threads.UnderThread;
import antipode.web.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Shows under each thread of a merge request what the reader wants to answer there and has not sent yet: one question.
@Component
class DraftReplies implements UnderThread {

    private final ObjectProvider<DraftNotes> drafts;

    DraftReplies(ObjectProvider<DraftNotes> drafts) {
        this.drafts = drafts;
    }

    @Override
    public Map<Long, Part> under(Actor reader, Issuable issuable, List<Discussion> discussions) {
        if (issuable.kind() != Issuable.Kind.MERGE_REQUEST || discussions.isEmpty()) {
            return Map.of();
        }
        Map<Long, Part> parts = new HashMap<>();
        drafts.getObject().of(reader, issuable.id()).stream()
                .filter(draft -> draft.threadId() != null)
                .collect(Collectors.groupingBy(draft -> Objects.requireNonNull(draft.threadId())))
                .forEach((thread, waiting) -> parts.put(thread, new DraftRepliesPart(issuable.path(), waiting)));
        return parts;
    }
}
