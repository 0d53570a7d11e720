package antipode.threads;

import antipode.markdown.Emoji;
import java.util.List;

/// How often one emoji stands under a thing or a comment.
///
/// @param mine whether the reader is among them
/// @param who  the first of those who put it there, by name
public record Reaction(String name, int count, boolean mine, List<String> who) {

    String sign() {
        return Emoji.of(name).map(Emoji::sign).orElse(name);
    }

    /// "Kei, Mia and 3 more: heart"
    String words() {
        int more = count - who.size();
        return String.join(", ", who) + (more > 0 ? " and " + more + " more" : "") + ": " + name.replace('_', ' ');
    }
}
