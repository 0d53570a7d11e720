package antipode.handoffs;

import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.people.Actor;
import antipode.threads.Citations;
import antipode.threads.Issuable;
import antipode.threads.Words;
import antipode.todos.Turns;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What stands in the form: as it was typed, or, before anything was, what the thread itself can tell.
@Component
class HandoffForm {

    private static final int LISTED = 12;

    private final Asks asks;
    private final Turns turns;
    private final Citations citations;

    HandoffForm(Asks asks, Turns turns, Citations citations) {
        this.asks = asks;
        this.turns = turns;
        this.citations = citations;
    }

    /// @param to    the chosen candidate; empty if somebody else is meant
    /// @param other whoever was typed
    record Filled(String to, String other, Handoff.Words words) {

        String receiver() {
            return to.isBlank() ? other : to;
        }
    }

    static Filled typed(HttpServletRequest request) {
        return new Filled(
                Words.line(text(request, "to")),
                Words.line(text(request, "other")),
                new Handoff.Words(
                        Words.of(text(request, "done")), Words.of(text(request, "next")), Words.of(text(request, "blocked")),
                        Words.of(text(request, "open_questions")), Words.of(text(request, "links"))));
    }

    private static String text(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    /// Done and next are the ticked and the first unticked task of the description; questions those nobody has answered;
    /// links what the thread cites.
    Filled begun(Actor actor, Issuable issuable, @Nullable String to) {
        List<String> done = new ArrayList<>();
        String next = "";
        for (String line : issuable.description().lines().toList()) {
            String task = line.strip();
            if (task.matches("[-*+] \\[[xX]] .*")) {
                done.add("- " + task.substring(6).strip());
            } else if (next.isEmpty() && task.matches("[-*+] \\[ ] .*")) {
                next = task.substring(6).strip();
            }
        }
        Set<String> questions = new LinkedHashSet<>();
        for (Ask ask : asks.of(issuable)) {
            if (ask.open() && ask.asked().stream().anyMatch(Ask.Asked::silent)) {
                questions.add("- " + ask.question() + " (" + ask.names() + ")");
            }
        }
        turns.on(List.of(issuable.id())).stream()
                .filter(turn -> !turn.question().isBlank()
                        && questions.stream().noneMatch(one -> one.startsWith("- " + turn.question())))
                .forEach(turn -> questions.add("- " + turn.question() + " (" + turn.holder().firstName() + ")"));
        List<String> links = citations.of(actor, issuable.id()).stream()
                .map(link -> link.other().projectPath().equals(issuable.projectPath())
                        ? link.other().reference() : link.other().fullReference())
                .distinct()
                .limit(LISTED)
                .map(reference -> "- " + reference)
                .toList();
        return new Filled(to == null ? "" : to, "", new Handoff.Words(
                String.join("\n", done), next, "", String.join("\n", questions), String.join("\n", links)));
    }
}
