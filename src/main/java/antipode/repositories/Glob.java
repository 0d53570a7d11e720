package antipode.repositories;

/// A pattern of paths as `CODEOWNERS` has them: `*` and `?` within a step, `[a-z]`, `**` for any number of steps, `\` before
/// a sign that is meant as it is. Matching takes at most the product of both lengths.
final class Glob {

    private Glob() {}

    /// The pattern from the root on: without a slash before it, it is meant at any depth; a folder is all that lies in it.
    static String whole(String pattern) {
        if (pattern.equals("*")) {
            return "**/*";
        }
        var rooted = pattern.startsWith("/") ? pattern.substring(1) : "**/" + pattern;
        return rooted.endsWith("/") ? rooted + "**/*" : rooted.isEmpty() ? "**/*" : rooted;
    }

    static boolean matches(String pattern, String path) {
        var wanted = pattern.split("/", -1);
        var steps = path.split("/", -1);
        // Which steps are reached after each part of the pattern: one row is enough.
        var reached = new boolean[steps.length + 1];
        reached[0] = true;
        for (var part : wanted) {
            var next = new boolean[steps.length + 1];
            if (part.equals("**")) {
                boolean any = false;
                for (int at = 0; at <= steps.length; at++) {
                    any |= reached[at];
                    next[at] = any;
                }
            } else {
                for (int at = 0; at < steps.length; at++) {
                    next[at + 1] = reached[at] && step(part, steps[at]);
                }
            }
            reached = next;
        }
        return reached[steps.length];
    }

    /// Goes back to the last star only, which is enough.
    private static boolean step(String pattern, String name) {
        int star = -1;
        int resume = 0;
        int p = 0;
        int n = 0;
        while (n < name.length()) {
            int end = p < pattern.length() ? one(pattern, p, name.charAt(n)) : -1;
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (end > 0) {
                p = end;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /// Where the pattern goes on after the sign at `p`, if that sign fits; else -1.
    private static int one(String pattern, int p, char c) {
        char sign = pattern.charAt(p);
        if (sign == '\\' && p + 1 < pattern.length()) {
            return pattern.charAt(p + 1) == c ? p + 2 : -1;
        }
        if (sign == '?') {
            return p + 1;
        }
        int close = sign == '[' ? pattern.indexOf(']', p + 2) : -1;
        if (close < 0) {
            return sign == c ? p + 1 : -1;
        }
        boolean not = pattern.charAt(p + 1) == '!' || pattern.charAt(p + 1) == '^';
        boolean in = false;
        for (int at = p + (not ? 2 : 1); at < close; at++) {
            if (at + 2 < close && pattern.charAt(at + 1) == '-') {
                in |= pattern.charAt(at) <= c && c <= pattern.charAt(at + 2);
                at += 2;
            } else {
                in |= pattern.charAt(at) == c;
            }
        }
        return in != not ? close + 1 : -1;
    }
}
