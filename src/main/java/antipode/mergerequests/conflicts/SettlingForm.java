package antipode.mergerequests.conflicts;

import antipode.repositories.Conflict;
import antipode.repositories.ThreeWay;
import antipode.repositories.ThreeWay.Side;
import antipode.threads.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was chosen and typed to settle conflicts, by path, as it was sent.
///
/// @param source the head of the source that was seen, as is `target` that of the target
record SettlingForm(String source, String target, String message, Map<String, Entry> entries) {

    static final SettlingForm EMPTY = new SettlingForm("", "", "", Map.of());

    /// @param way    "places", "text", "source" or "target"; empty if nothing was chosen
    /// @param places what was chosen for each disputed place: "source", "target", "both", or empty
    /// @param text   the whole file as typed
    record Entry(String way, List<String> places, @Nullable String text) {

        static final Entry NONE = new Entry("", List.of(), null);

        private Optional<Side> side(int place) {
            return place < places.size() ? Side.of(places.get(place)) : Optional.empty();
        }
    }

    static SettlingForm of(Map<String, String> form) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (int number = 0; form.containsKey("path-" + number); number++) {
            List<String> places = new ArrayList<>();
            for (int place = 0; place < count(form.get("count-" + number)); place++) {
                places.add(form.getOrDefault("place-" + number + "-" + place, ""));
            }
            String text = form.get("text-" + number);
            entries.put(form.get("path-" + number), new Entry(
                    form.getOrDefault("way-" + number, ""), List.copyOf(places), text == null ? null : Words.of(text)));
        }
        return new SettlingForm(
                form.getOrDefault("source", ""), form.getOrDefault("target", ""), Words.of(form.getOrDefault("message", "")), entries);
    }

    private static int count(@Nullable String said) {
        return said != null && said.matches("\\d{1,4}") ? Integer.parseInt(said) : 0;
    }

    Entry of(Conflict conflict) {
        return entries.getOrDefault(conflict.path(), Entry.NONE);
    }

    /// What is wrong with it, by path; empty if all is settled.
    Map<String, String> wrong(List<Conflict> conflicts) {
        Map<String, String> wrong = new HashMap<>();
        for (Conflict conflict : conflicts) {
            String why = wrong(conflict, of(conflict));
            if (why != null) {
                wrong.put(conflict.path(), why);
            }
        }
        return wrong;
    }

    private static @Nullable String wrong(Conflict conflict, Entry entry) {
        if (conflict.kind() == Conflict.Kind.FOLDER) {
            return "This can’t be settled in a browser. Merge the branches with git.";
        }
        if (!conflict.byPlaces()) {
            return entry.way().equals("source") || entry.way().equals("target") ? null : "Choose what becomes of it.";
        }
        if (entry.way().equals("text")) {
            String text = entry.text();
            int mark = text == null ? 0 : Conflict.markAt(text);
            return text == null || !conflict.plain() ? "Choose for each place."
                    : mark > 0 ? "Line " + mark + " is still a mark of the conflict. Take all of them out." : null;
        }
        for (ThreeWay.Disputed place : conflict.disputed()) {
            if (entry.side(place.number()).isEmpty()) {
                return conflict.disputed().size() == 1 ? "Choose whose lines stay." : "Choose for place " + (place.number() + 1) + " too.";
            }
        }
        return null;
    }

    /// To be asked only where nothing is wrong.
    Map<String, Conflict.Solution> solutions(List<Conflict> conflicts) {
        Map<String, Conflict.Solution> solutions = new HashMap<>();
        for (Conflict conflict : conflicts) {
            Entry entry = of(conflict);
            if (!conflict.byPlaces()) {
                solutions.put(conflict.path(), new Conflict.Taken(Side.of(entry.way()).orElseThrow()));
            } else if (entry.way().equals("text") && entry.text() != null) {
                solutions.put(conflict.path(), new Conflict.Written(lined(conflict, entry.text())));
            } else {
                solutions.put(conflict.path(), new Conflict.Choice(
                        conflict.disputed().stream().map(place -> entry.side(place.number()).orElseThrow()).toList()));
            }
        }
        return solutions;
    }

    /// Browsers send every line ended as in old days; the file keeps how its own were.
    private static String lined(Conflict conflict, String text) {
        String ended = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        boolean returns = conflict.lines().pieces().stream().anyMatch(piece -> piece instanceof ThreeWay.Agreed agreed && agreed.text().contains("\r\n"));
        return returns ? ended.replace("\n", "\r\n") : ended;
    }
}
