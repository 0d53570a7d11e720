package antipode.handbook;

import antipode.markdown.Rendered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tells which heading of a page is another one, renamed: one that went and one that came between the same neighbours, by
/// what stands below them, or where only one of each is there.
final class HeadingRenames {

    private static final double ALIKE = 0.5;
    private static final int MOST = 2_000;

    private HeadingRenames() {}

    /// @param body the lines below it, up to the next heading
    private record Section(String anchor, int level, Set<String> body) {}

    /// From the old anchor to the new one.
    static Map<String, String> between(Rendered before, String beforeText, Rendered after, String afterText) {
        var old = sections(before, beforeText);
        var now = sections(after, afterText);
        var renamed = new LinkedHashMap<String, String>();
        if (old.size() > MOST || now.size() > MOST) {
            return renamed;
        }
        var kept = new HashSet<String>();
        now.forEach(section -> kept.add(section.anchor()));
        var known = new HashSet<String>();
        old.forEach(section -> known.add(section.anchor()));
        int from = 0;
        for (int at = 0; at <= old.size(); at++) {
            if (at < old.size() && !kept.contains(old.get(at).anchor())) {
                continue;
            }
            var gone = old.subList(from, at);
            var previous = from == 0 ? -1 : position(now, old.get(from - 1).anchor());
            var next = at == old.size() ? now.size() : position(now, old.get(at).anchor());
            if (!gone.isEmpty() && previous < next) {
                var come = new ArrayList<>(now.subList(previous + 1, next));
                come.removeIf(section -> known.contains(section.anchor()));
                pair(gone, come, renamed);
            }
            from = at + 1;
        }
        return renamed;
    }

    private static void pair(List<Section> gone, List<Section> come, Map<String, String> renamed) {
        for (var section : gone) {
            Section best = null;
            double most = 0;
            for (var other : come) {
                double alike = other.level() == section.level() ? alike(section.body(), other.body()) : 0;
                if (alike > most) {
                    most = alike;
                    best = other;
                }
            }
            if (best == null && gone.size() == 1 && come.size() == 1 && come.getFirst().level() == section.level()) {
                best = come.getFirst();
                most = 1;
            }
            if (best != null && most >= ALIKE) {
                renamed.put(section.anchor(), best.anchor());
                come.remove(best);
            }
        }
    }

    private static double alike(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        long common = one.stream().filter(other::contains).count();
        return common / (double) Math.max(one.size(), other.size());
    }

    private static int position(List<Section> sections, String anchor) {
        for (int at = 0; at < sections.size(); at++) {
            if (sections.get(at).anchor().equals(anchor)) {
                return at;
            }
        }
        return -1;
    }

    private static List<Section> sections(Rendered page, String text) {
        var lines = text.lines().toList();
        var found = new ArrayList<Section>();
        var headings = page.headings();
        for (int at = 0; at < headings.size(); at++) {
            var heading = headings.get(at);
            int from = Math.min(lines.size(), heading.line());
            int to = at + 1 < headings.size() ? Math.min(lines.size(), headings.get(at + 1).line() - 1) : lines.size();
            var body = new HashSet<String>();
            lines.subList(from, Math.max(from, to)).stream().map(String::strip).filter(line -> !line.isEmpty()).forEach(body::add);
            found.add(new Section(heading.anchor(), heading.level(), body));
        }
        return found;
    }
}
