package antipode.capacity;

import antipode.capacity.Capacity.State;
import antipode.markdown.Emoji;
import antipode.people.Member;
import antipode.web.Choice;
import antipode.web.Page;
import antipode.web.Part;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What somebody broadcasts of themselves, and what of it follows from calendars and goes to Slack.
///
/// @param shown what others see now, which may come from elsewhere than the form
record CapacitySettingsPage(
        Member member, Capacity shown, Map<String, String> values, Map<String, String> errors, List<Part> sections)
        implements Page {

    /// Signs that such a line often begins with.
    private static final List<Emoji> USUAL = Stream.of(
                    "headphones", "hammer_and_wrench", "hourglass_flowing_sand", "no_entry", "rocket", "books", "coffee",
                    "palm_tree", "face_with_thermometer", "baby", "airplane", "speech_balloon")
            .flatMap(name -> Emoji.of(name).stream())
            .toList();

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    static Map<String, String> values(Capacity said, ZoneId zone) {
        var values = new HashMap<String, String>();
        values.put("state", said.state().word());
        values.put("emoji", said.emoji() == null ? "" : said.emoji());
        values.put("message", said.message());
        if (said.until() != null) {
            values.put("until", "at");
            values.put("at", local(said.until(), zone));
        }
        return values;
    }

    private static String local(Instant at, ZoneId zone) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at.atZone(zone).truncatedTo(ChronoUnit.MINUTES));
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public List<State> states() {
        return List.of(State.values());
    }

    public List<Choice> endings() {
        return Ending.CHOICES;
    }

    public List<Emoji> usual() {
        return USUAL;
    }

    public List<Tap> taps() {
        return List.of(Tap.values());
    }

    /// Why others see something else than what was said.
    public String from() {
        return switch (shown.source()) {
            case HAND -> "";
            case HOURS -> "from your working hours";
            case ABSENCE -> "from your time off";
            case CALENDAR -> "from your calendar";
        };
    }
}
