package antipode.threads;

import antipode.search.Document;
import antipode.search.Documents;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Puts what is written in threads where it can be found.
@Component
class SearchedThreads {

    private final Documents documents;
    private final ObjectProvider<SearchedWords> rooms;

    SearchedThreads(Documents documents, ObjectProvider<SearchedWords> rooms) {
        this.documents = documents;
        this.rooms = rooms;
    }

    void put(Issuable issuable) {
        StringBuilder words = new StringBuilder(issuable.description());
        rooms.stream().map(room -> room.of(issuable)).filter(further -> !further.isEmpty()).forEach(further ->
                words.append("\n\n").append(further));
        documents.put(new Document(
                issuable.kind().key(),
                issuable.id(),
                issuable.projectId(),
                issuable.id(),
                issuable.title(),
                words.toString(),
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

    /// What was said with a deed is found as a comment is.
    void put(Issuable issuable, long note, String words, Instant at) {
        documents.put(new Document("comment", note, issuable.projectId(), issuable.id(), "", words, at));
    }

    void move(Issuable moved) {
        documents.moveThread(moved.id(), moved.projectId());
        put(moved);
    }

    void remove(Issuable issuable) {
        documents.removeThread(issuable.id());
    }

    void removeComment(long id) {
        documents.remove("comment", id);
    }
}
