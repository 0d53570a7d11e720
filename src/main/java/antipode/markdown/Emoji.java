package antipode.markdown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A sign that one reacts with, and the names people know it by. The list is gemoji's, whose names GitLab's clients send.
///
/// @param names the first is the one that is kept
public record Emoji(String sign, List<String> names) {

    private static final List<Emoji> ALL = read();
    private static final Map<String, Emoji> KNOWN = known();

    /// What most reactions say.
    public static final List<Emoji> COMMON = List.of("thumbsup", "thumbsdown", "heart", "tada", "smile", "eyes", "rocket", "pray")
            .stream()
            .map(name -> Objects.requireNonNull(KNOWN.get(name)))
            .toList();

    public String name() {
        return names.getFirst();
    }

    /// By a name, with colons or without, or by the sign itself.
    public static Optional<Emoji> of(String written) {
        String plain = written.strip();
        if (plain.length() > 2 && plain.startsWith(":") && plain.endsWith(":")) {
            plain = plain.substring(1, plain.length() - 1);
        }
        return Optional.ofNullable(KNOWN.get(plain.toLowerCase(Locale.ROOT)));
    }

    /// Those whose names contain these letters; first those whose names begin so.
    public static List<Emoji> like(String letters, int most) {
        String plain = letters.strip().replace(":", "").replace(' ', '_').replace('-', '_').toLowerCase(Locale.ROOT);
        Set<Emoji> found = new LinkedHashSet<>();
        ALL.stream().filter(emoji -> emoji.names.stream().anyMatch(name -> name.startsWith(plain))).forEach(found::add);
        ALL.stream().filter(emoji -> emoji.names.stream().anyMatch(name -> name.contains(plain))).forEach(found::add);
        return found.stream().limit(most).toList();
    }

    private static Map<String, Emoji> known() {
        Map<String, Emoji> known = new HashMap<>();
        for (Emoji emoji : ALL) {
            emoji.names.forEach(name -> known.put(name, emoji));
            known.put(emoji.sign, emoji);
            known.put(emoji.sign.replace("\uFE0F", ""), emoji);
        }
        return known;
    }

    private static List<Emoji> read() {
        try (var list = Objects.requireNonNull(Emoji.class.getResourceAsStream("/emoji/names.txt"))) {
            List<Emoji> all = new ArrayList<>();
            new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                String[] parts = line.split(" ");
                all.add(new Emoji(parts[0], List.copyOf(Arrays.asList(parts).subList(1, parts.length))));
            });
            return List.copyOf(all);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
