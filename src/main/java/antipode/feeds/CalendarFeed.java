package antipode.feeds;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/// Dates for a calendar (RFC 5545): what a handler returns. Each is a whole day and no instant, so that it is the same
/// day wherever it is read.
///
/// @param name what the calendar is called
/// @param days as many as [#MOST]
public record CalendarFeed(String name, List<Day> days) implements Subscribed {

    /// A calendar holds so many dates.
    public static final int MOST = 1000;

    private static final int LONGEST_LINE = 75;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern LINE_END = Pattern.compile("\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}&&[^\\n]]");

    /// One date.
    ///
    /// @param key          stands for it for good, whatever is renamed, moved or put off: `issue-12`
    /// @param words        what it is, in a line or more
    /// @param path         where it is read
    /// @param changed      when any of this last was another
    /// @param calledOff    whether the day isn't kept any more
    public record Day(
            String key,
            LocalDate date,
            String title,
            String words,
            String path,
            List<String> categories,
            Instant created,
            Instant changed,
            boolean calledOff,
            boolean confidential) {}

    /// Where the calendar of a page stands.
    public static String address(String page) {
        return Subscribed.address(page, FeedAddress.Kind.ICS);
    }

    @Override
    public String getContentType() {
        return "text/calendar;charset=UTF-8";
    }

    @Override
    public String fileName() {
        return "calendar.ics";
    }

    @Override
    public String document(String server, String self) {
        StringBuilder text = new StringBuilder();
        line(text, "BEGIN:VCALENDAR");
        line(text, "VERSION:2.0");
        line(text, "PRODID:-//Antipode//Antipode//EN");
        line(text, "CALSCALE:GREGORIAN");
        line(text, "NAME:" + escaped(name));
        line(text, "X-WR-CALNAME:" + escaped(name));
        line(text, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        line(text, "X-PUBLISHED-TTL:PT1H");
        String host = Objects.requireNonNullElse(URI.create(server).getHost(), "antipode");
        for (Day day : days) {
            event(text, day, server, host);
        }
        line(text, "END:VCALENDAR");
        return text.toString();
    }

    /// Without a METHOD, DTSTAMP is when the date was last revised: so a calendar that hasn't changed is the same bytes.
    private static void event(StringBuilder text, Day day, String server, String host) {
        line(text, "BEGIN:VEVENT");
        line(text, "UID:" + day.key() + "@" + host);
        line(text, "DTSTAMP:" + INSTANT.format(day.changed()));
        line(text, "DTSTART;VALUE=DATE:" + DATE.format(day.date()));
        line(text, "DTEND;VALUE=DATE:" + DATE.format(day.date().plusDays(1)));
        line(text, "SUMMARY:" + escaped(day.title()));
        line(text, "DESCRIPTION:" + escaped(day.words() + "\n" + server + day.path()));
        line(text, "URL:" + server + day.path());
        if (!day.categories().isEmpty()) {
            line(text, "CATEGORIES:" + String.join(",", day.categories().stream().map(CalendarFeed::escaped).toList()));
        }
        line(text, "CREATED:" + INSTANT.format(day.created()));
        line(text, "LAST-MODIFIED:" + INSTANT.format(day.changed()));
        line(text, "STATUS:" + (day.calledOff() ? "CANCELLED" : "CONFIRMED"));
        line(text, "CLASS:" + (day.confidential() ? "CONFIDENTIAL" : "PUBLIC"));
        line(text, "TRANSP:TRANSPARENT");
        line(text, "END:VEVENT");
    }

    /// Whatever a program could take for the end of a line is written as one, and no other control character stays: nobody
    /// can write a property of their own into a title.
    private static String escaped(String text) {
        String lines = LINE_END.matcher(text).replaceAll("\n");
        return UNSEEN.matcher(lines).replaceAll("")
                .replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n");
    }

    /// Long lines are folded after at most 75 octets, never within a character.
    private static void line(StringBuilder text, String line) {
        int octets = 0;
        for (int at = 0; at < line.length(); at += Character.charCount(line.codePointAt(at))) {
            int c = line.codePointAt(at);
            int size = Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > LONGEST_LINE) {
                text.append("\r\n ");
                octets = 1;
            }
            text.appendCodePoint(c);
            octets += size;
        }
        text.append("\r\n");
    }
}
