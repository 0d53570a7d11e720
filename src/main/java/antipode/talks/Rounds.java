package antipode.talks;

import antipode.people.Person;
import antipode.threads.Comment;
import java.util.List;
import java.util.Optional;

/// Two people who answer one another and nobody else: three comments each, in turn, up to the end of the thread. What one
/// says twice in a row is said once; a third person who joins in begins it anew.
record Rounds(Person one, Person other) {

    static final int ENOUGH = 3;

    static Optional<Rounds> of(List<Comment> comments) {
        Person last = null;
        Person before = null;
        Person previous = null;
        int turns = 0;
        for (Comment comment : comments.reversed()) {
            if (comment.removed()) {
                continue;
            }
            Person author = comment.author();
            if (last == null) {
                last = author;
            } else if (before == null && author.id() != last.id()) {
                before = author;
            } else if (before != null && author.id() != last.id() && author.id() != before.id()) {
                break;
            }
            turns += previous == null || previous.id() != author.id() ? 1 : 0;
            previous = author;
            if (before != null && turns == 2 * ENOUGH) {
                return Optional.of(last.id() < before.id() ? new Rounds(last, before) : new Rounds(before, last));
            }
        }
        return Optional.empty();
    }

    boolean includes(long member) {
        return one.id() == member || other.id() == member;
    }

    Person besides(long member) {
        return one.id() == member ? other : one;
    }
}
