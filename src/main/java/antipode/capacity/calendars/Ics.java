package antipode.capacity.calendars;

import com.github.mangstadt.vinnie.SyntaxStyle;
import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.Context;
import com.github.mangstadt.vinnie.io.SyntaxRules;
import com.github.mangstadt.vinnie.io.VObjectDataAdapter;
import com.github.mangstadt.vinnie.io.VObjectReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The text of a calendar. Whatever is malformed is left out, and the rest counts: a calendar is as its maker made it. Of the
/// libraries the one that stops at lines and parts, as those that know more give up a whole calendar for one bad line, expand
/// rules without a bound, or fetch time zones by themselves.
record Ics(String name, List<Line> lines, List<Ics> parts) {

    private static final int DEEPEST = 8;

    /// @param parameters by their names in upper case
    record Line(String name, Map<String, String> parameters, String value) {}

    /// What holds all calendars of a text; nothing if there is none in it.
    static @Nullable Ics read(String text) {
        var root = new Ics("", new ArrayList<>(), new ArrayList<>());
        var open = new ArrayDeque<Ics>(List.of(root));
        var rules = SyntaxRules.iCalendar();
        rules.setDefaultSyntaxStyle(SyntaxStyle.NEW);
        try (var reader = new VObjectReader(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text), rules)) {
            reader.parse(new VObjectDataAdapter() {
                @Override
                public void onComponentBegin(String name, Context context) {
                    var part = new Ics(name.toUpperCase(Locale.ROOT), new ArrayList<>(), new ArrayList<>());
                    if (open.size() <= DEEPEST) {
                        open.getFirst().parts.add(part);
                    }
                    open.push(part);
                }

                @Override
                public void onComponentEnd(String name, Context context) {
                    open.pop();
                }

                @Override
                public void onProperty(VObjectProperty property, Context context) {
                    Map<String, String> parameters = new HashMap<>();
                    property.getParameters().forEach(each -> parameters.putIfAbsent(each.getKey(), String.join(",", each.getValue())));
                    open.getFirst().lines.add(
                            new Line(property.getName().strip().toUpperCase(Locale.ROOT), parameters, property.getValue()));
                }
            });
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return root.parts.stream().anyMatch(part -> part.name.equals("VCALENDAR")) ? root : null;
    }

    /// All parts of a name, however deep.
    Stream<Ics> all(String wanted) {
        return parts.stream().flatMap(part -> Stream.concat(part.name.equals(wanted) ? Stream.of(part) : Stream.of(), part.all(wanted)));
    }

    Stream<Line> lines(String wanted) {
        return lines.stream().filter(line -> line.name.equals(wanted));
    }

    @Nullable Line line1(String wanted) {
        return lines(wanted).findFirst().orElse(null);
    }

    /// The value of the first line of a name, stripped; empty where there is none.
    String value(String wanted) {
        var line = line1(wanted);
        return line == null ? "" : line.value.strip();
    }
}
