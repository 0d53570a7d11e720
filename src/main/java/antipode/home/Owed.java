package antipode.home;

import antipode.asks.Ask;
import antipode.todos.Todo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A turn of mine, with the open question behind it if there is one.
record Owed(Todo todo, @Nullable Ask ask) {

    /// The row's reason.
    String reason() {
        return ask != null ? Todo.Action.ASKED.word() : todo.action().word();
    }

    String verb() {
        return ask != null ? "Answer" : todo.verb();
    }

    /// "Kei", or nobody where a stated default did it.
    String who() {
        return ask != null ? ask.asker().firstName() : TodosPage.by(todo);
    }

    /// The rest of the sentence that begins with who: "asks you".
    String deed() {
        return ask != null ? "asks you" : Said.deed(todo.action());
    }

    /// What was asked, if it is more than the title already says.
    @Nullable String question() {
        String words = ask != null ? ask.question() : todo.question();
        return words.isBlank() || words.equals(todo.issuable().title()) ? null : words;
    }

    /// Until when an answer counts before silence does.
    @Nullable Instant until() {
        return ask == null ? null : ask.hasDefault() ? ask.takesEffectAt() : ask.dueAt();
    }

    String reference() {
        return Said.reference(todo.issuable());
    }

    /// What silence would mean: "else Kei will ship the flat refund".
    @Nullable String otherwise() {
        return ask == null || !ask.hasDefault() ? null : "else " + ask.asker().firstName() + " will " + Defaulted.deed(ask);
    }
}
