package antipode.markdown;

/// Counts words as a reader would: runs of letters, and each character of the scripts that put no spaces between words.
final class Words {
    private Words() {}

    static int count(String text) {
        int words = 0;
        boolean inside = false;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            boolean ideograph = Character.isIdeographic(c) || c >= 0x3040 && c <= 0x30FF;
            boolean part = Character.isLetterOrDigit(c) || inside && (c == '\'' || c == '’' || c == '-');
            if (ideograph || part && !inside) words++;
            inside = part && !ideograph;
        }
        return words;
    }
}
