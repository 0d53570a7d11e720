package antipode.markdown;

import module java.base;

/// Names the headings of one text by GitLab's rule: small letters, no punctuation, hyphens for spaces, a number for the second of a name.
final class Anchors {
    private final Map<String, Integer> used = new HashMap<>();

    String of(String heading) {
        return free(slug(heading));
    }

    /// One that was written by hand; only where it stands twice, the second gets a number.
    String given(String anchor) {
        return free(anchor);
    }

    private String free(String anchor) {
        int again = used.merge(anchor, 1, Integer::sum) - 1;
        if (again == 0) return anchor;
        while (used.putIfAbsent(anchor + "-" + again, 1) != null) again = used.merge(anchor, 1, Integer::sum) - 1;
        return anchor + "-" + again;
    }

    private static String slug(String heading) {
        var slug = new StringBuilder(heading.length());
        heading.strip().toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            if (c == ' ' || c == '-') {
                if (slug.isEmpty() || slug.charAt(slug.length() - 1) != '-') slug.append('-');
            } else if (word(c)) slug.appendCodePoint(c);
        });
        if (slug.isEmpty()) return "section";
        // A number alone would be taken for an issue.
        return slug.chars().allMatch(c -> Marks.digit((char) c)) ? "anchor-" + slug : slug.toString();
    }

    private static boolean word(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK,
                    Character.CONNECTOR_PUNCTUATION, Character.DECIMAL_DIGIT_NUMBER -> true;
            default -> Character.isLetter(c);
        };
    }
}
