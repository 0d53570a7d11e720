package antipode.threads;

/// What people type into forms, as it can be kept.
public final class Words {

    private Words() {}

    /// Line ends as one character; what no text can hold is replaced by the sign for it, so that nothing typed is lost
    /// over one broken character.
    public static String of(String typed) {
        StringBuilder kept = new StringBuilder(typed.length());
        for (int at = 0; at < typed.length(); ) {
            int point = typed.codePointAt(at);
            at += Character.charCount(point);
            if (point == '\r') {
                if (at >= typed.length() || typed.charAt(at) != '\n') {
                    kept.append('\n');
                }
            } else if (point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                kept.append('\uFFFD');
            } else {
                kept.appendCodePoint(point);
            }
        }
        return kept.toString();
    }

    /// The same of a single line.
    public static String line(String typed) {
        return of(typed).replaceAll("\\s+", " ").strip();
    }
}
