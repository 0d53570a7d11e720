package antipode.markdown;

import module java.base;
import org.jspecify.annotations.Nullable;

/// A place in a text that speaks of something else: kept as it was written, and looked up for each reader.
public record Marker(Kind kind, String text) {
    /// What is spoken of, told by its sign alone; whether there is such a thing is for others to find out.
    public enum Kind {
        /// `#12`, `group/project#12`
        ISSUE('i'),
        /// `!34`, `group/project!34`
        MERGE_REQUEST('m'),
        /// `@ana`, `@group/team`
        MENTION('u'),
        /// `9ba12248`
        COMMIT('c'),
        /// `~bug`, `~"two words"`, `~scope::value`
        LABEL('l'),
        /// `<time:2026-11-24T17:00+00:00>`, see [Moment]
        TIME('t');

        final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        static @Nullable Kind of(char letter) {
            for (var kind : values()) if (kind.letter == letter) return kind;
            return null;
        }
    }

    /// The time, where it is one.
    public Optional<Moment> moment() {
        return kind == Kind.TIME ? Moment.read(text) : Optional.empty();
    }

    /// The words for where no reader is known: as they were written, save for a time.
    String plain() {
        return moment().map(Moment::plain).orElse(text);
    }

    /// The project named before the sign, or nothing where the text speaks of its own.
    public @Nullable String project() {
        int sign = sign();
        return sign > 0 ? text.substring(0, sign) : null;
    }

    /// The number of an issue or merge request; 0 for the other kinds.
    public long number() {
        int from = sign() + 1;
        if (from == 0) return 0;
        int to = from;
        while (to < text.length() && Marks.digit(text.charAt(to))) to++;
        return Long.parseLong(text, from, to, 10);
    }

    /// `+` asks for the title, `+s` for a summary as well; mostly empty.
    public String detail() {
        int plus = sign() < 0 ? -1 : text.indexOf('+', sign());
        return plus < 0 ? "" : text.substring(plus);
    }

    /// What is named: a username or group, a label, a commit's beginning.
    public String name() {
        return switch (kind) {
            case MENTION -> text.substring(1);
            case LABEL -> text.startsWith("~\"") ? text.substring(2, text.length() - 1) : text.substring(1);
            default -> text;
        };
    }

    private int sign() {
        return switch (kind) {
            case ISSUE -> text.indexOf('#');
            case MERGE_REQUEST -> text.indexOf('!');
            default -> -1;
        };
    }
}
