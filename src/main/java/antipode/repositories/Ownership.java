package antipode.repositories;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who owns which files, as a `CODEOWNERS` file says it in GitLab's form: in each section the last line that fits a path
/// counts; a line without owners has those of its section.
///
/// @param file where it is written; empty where there is none
public record Ownership(String file, List<Section> sections) {

    /// No file, no owners.
    public static final Ownership NONE = new Ownership("", List.of());

    private static final int MOST_RULES = 20_000;
    private static final Pattern HEAD = Pattern.compile("(\\^?)\\[([^\\]]*[^\\]\\s][^\\]]*)\\](?:\\[(\\d{1,4})\\])?(?:\\s+(.*))?");
    private static final Pattern OWNER = Pattern.compile(
            "@@(?<role>[A-Za-z-]{1,30}?)s?(?![\\w-])|(?<mail>[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8})|@(?<name>[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_./-]{0,254}[\\p{L}\\p{N}_])?)");

    /// @param name      as first written; the rules before any head stand in "codeowners", as GitLab calls it
    /// @param optional  its owners are told, but nobody waits for them
    /// @param approvals how many of the owners must approve; at least one, none where it is optional
    public record Section(String name, boolean optional, int approvals, List<Rule> rules) {}

    /// @param line    of the file, counted from 1
    /// @param without takes its paths out of the section
    public record Rule(String pattern, int line, boolean without, List<Owner> owners) {}

    /// Whom a line names. A name may be a member's or a team's: only who looks it up can tell.
    public record Owner(Kind kind, String name) {
        public enum Kind { NAME, ROLE, MAIL }

        /// As it is written.
        public String written() {
            return switch (kind) {
                case NAME -> "@" + name;
                case ROLE -> "@@" + name;
                case MAIL -> name;
            };
        }
    }

    /// What one section says of one path.
    public record Claim(Section section, Rule rule) {
        public List<Owner> owners() {
            return rule.owners();
        }
    }

    /// One for each section that says something of the path and names somebody.
    public List<Claim> claims(String path) {
        var claims = new ArrayList<Claim>();
        for (var section : sections) {
            var rule = last(section, path);
            if (rule != null && !rule.owners().isEmpty()) {
                claims.add(new Claim(section, rule));
            }
        }
        return List.copyOf(claims);
    }

    /// Whoever owns the path, in the order of the file, each once.
    public List<Owner> owners(String path) {
        Set<Owner> owners = new LinkedHashSet<>();
        claims(path).forEach(claim -> owners.addAll(claim.owners()));
        return List.copyOf(owners);
    }

    private static @Nullable Rule last(Section section, String path) {
        Rule last = null;
        for (var rule : section.rules()) {
            if (Glob.matches(rule.pattern(), path)) {
                if (rule.without()) {
                    // What a section has given away it can't take back.
                    return null;
                }
                last = rule;
            }
        }
        return last;
    }

    /// Reads a file. What cannot be understood is passed over, as nobody could be asked about it.
    static Ownership read(String file, String text) {
        Map<String, Open> sections = new LinkedHashMap<>();
        var open = new Open("codeowners", false, 1, List.of());
        sections.put("codeowners", open);
        int number = 0;
        int rules = 0;
        for (var raw : text.lines().toList()) {
            var line = (number++ == 0 && raw.startsWith("\uFEFF") ? raw.substring(1) : raw).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var head = HEAD.matcher(line);
            if (head.matches()) {
                var name = head.group(2).strip();
                boolean optional = !head.group(1).isEmpty();
                var begun = new Open(
                        name, optional, optional ? 0 : head.group(3) == null ? 1 : Math.max(1, Integer.parseInt(head.group(3))),
                        named(head.group(4) == null ? "" : head.group(4)));
                open = sections.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> begun);
                open.defaults = begun.defaults;
            } else if (rules++ < MOST_RULES) {
                open.add(line, number);
            }
        }
        return new Ownership(
                file, sections.values().stream().filter(section -> !section.rules.isEmpty()).map(Open::closed).toList());
    }

    private static List<Owner> named(String words) {
        Set<Owner> owners = new LinkedHashSet<>();
        var found = OWNER.matcher(words);
        while (found.find()) {
            if (found.group("role") != null) {
                owners.add(new Owner(Owner.Kind.ROLE, found.group("role").toLowerCase(Locale.ROOT)));
            } else if (found.group("mail") != null) {
                owners.add(new Owner(Owner.Kind.MAIL, found.group("mail")));
            } else {
                owners.add(new Owner(Owner.Kind.NAME, found.group("name")));
            }
        }
        return List.copyOf(owners);
    }

    /// A section while it is read. One that is opened again goes on, with the owners named there.
    private static final class Open {
        final String name;
        final boolean optional;
        final int approvals;
        List<Owner> defaults;
        final List<Rule> rules = new ArrayList<>();

        Open(String name, boolean optional, int approvals, List<Owner> defaults) {
            this.name = name;
            this.optional = optional;
            this.approvals = approvals;
            this.defaults = defaults;
        }

        void add(String line, int number) {
            boolean without = line.startsWith("!");
            var rest = without ? line.substring(1) : line;
            int end = 0;
            while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
                end += rest.charAt(end) == '\\' && end + 1 < rest.length() ? 2 : 1;
            }
            var pattern = rest.substring(0, end);
            if (pattern.isEmpty()) {
                return;
            }
            var named = named(rest.substring(end));
            rules.add(new Rule(Glob.whole(pattern), number, without, named.isEmpty() ? defaults : named));
        }

        Section closed() {
            return new Section(name, optional, approvals, List.copyOf(rules));
        }
    }
}
