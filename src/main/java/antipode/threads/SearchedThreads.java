package antipode.threads;

import antipode.search.Document;
import antipode.search.Documents;
import org.springframework.stereotype.Component;

/// Puts what is written in threads where it can be found.
@Component
class SearchedThreads {

    private final Documents documents;

    SearchedThreads(Documents documents) {
        this.documents = documents;
    }

    void put(Issuable issuable) {
        documents.put(new Document(
                issuable.kind().key(),
                issuable.id(),
                issuable.projectId(),
                issuable.id(),
                issuable.title(),
                issuable.description(),
                issuable.updatedAt()));
    }

    void put(Issuable issuable, Comment comment) {
        documents.put(new Document(
                "comment",
                comment.id(),
                issuable.projectId(),
                issuable.id(),
                "", // its thread's title finds the thread
                comment.body(),
                comment.updatedAt()));
    }

    void remove(Issuable issuable) {
        documents.removeThread(issuable.id());
    }

    void removeComment(long id) {
        documents.remove("comment", id);
    }
}
