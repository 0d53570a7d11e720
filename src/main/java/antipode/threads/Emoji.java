package antipode.threads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The drawings that Unicode has names for, found by a part of the name or by the word people know from elsewhere.
final class Emoji {

    private static final int FIRST = 0x231A;
    private static final int LAST = 0x1FAFF;

    /// What people type, where Unicode calls it otherwise.
    private static final Map<String, String> KNOWN_AS = Map.ofEntries(
            Map.entry("+1", "👍"), Map.entry("thumbsup", "👍"), Map.entry("-1", "👎"), Map.entry("thumbsdown", "👎"),
            Map.entry("tada", "🎉"), Map.entry("heart", "❤️"), Map.entry("smile", "😄"), Map.entry("joy", "😂"),
            Map.entry("thinking", "🤔"), Map.entry("eyes", "👀"), Map.entry("rocket", "🚀"), Map.entry("pray", "🙏"),
            Map.entry("wave", "👋"), Map.entry("clap", "👏"), Map.entry("fire", "🔥"), Map.entry("100", "💯"),
            Map.entry("check", "✅"), Map.entry("warning", "⚠️"), Map.entry("bulb", "💡"), Map.entry("bug", "🐛"),
            Map.entry("sunny", "☀️"), Map.entry("coffee", "☕"), Map.entry("raised_hands", "🙌"), Map.entry("sob", "😭"),
            Map.entry("shipit", "🚢"), Map.entry("x", "❌"), Map.entry("zzz", "💤"), Map.entry("cry", "😢"));

    private static final Map<String, String> ALL = all();

    private Emoji() {}

    /// Names and drawings, the closest names first.
    static List<Map.Entry<String, String>> like(String typed, int most) {
        String part = typed.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        List<Map.Entry<String, String>> found = new ArrayList<>();
        for (boolean begins : new boolean[] {true, false}) {
            for (Map.Entry<String, String> one : ALL.entrySet()) {
                String name = one.getKey().replace('-', '_');
                if (found.size() < most && (begins ? name.startsWith(part) : !name.startsWith(part) && name.contains(part))) {
                    found.add(one);
                }
            }
        }
        return found;
    }

    private static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        KNOWN_AS.keySet().stream().sorted().forEach(name -> all.put(name, KNOWN_AS.getOrDefault(name, "")));
        for (int point = FIRST; point <= LAST; point++) {
            String name = Character.isEmojiPresentation(point) ? Character.getName(point) : null;
            if (name != null && !name.startsWith("REGIONAL") && !name.startsWith("EMOJI MODIFIER")) {
                all.putIfAbsent(name.toLowerCase(Locale.ROOT).replace(' ', '_'), Character.toString(point));
            }
        }
        return all;
    }
}
