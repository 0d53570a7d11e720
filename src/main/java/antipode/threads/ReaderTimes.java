package antipode.threads;

import antipode.markdown.Moment;
import antipode.web.Times;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.springframework.web.util.HtmlUtils;

/// The times that people write into texts ([Moment]), as one reader has them.
public final class ReaderTimes {

    private ReaderTimes() {}

    /// "Wed 25 Nov, 02:00", with the writer's clock behind it; `zone` names the reader's, for where nothing can be pointed at.
    static String html(Moment moment, Times reader, boolean zone) {
        return "<time class=\"moment\" datetime=\"" + moment.machine() + "\" title=\"" + HtmlUtils.htmlEscape(title(moment, reader))
                + "\">" + HtmlUtils.htmlEscape(zone ? named(moment, reader) : bare(moment, reader)) + "</time>";
    }

    /// Plain words, as for a letter: every time in them on the reader's clock, with its zone named.
    public static String said(String text, Times reader) {
        return Moment.said(text, moment -> named(moment, reader));
    }

    /// The same within a page that says elsewhere whose clock it is.
    public static String within(String text, Times reader) {
        return Moment.said(text, moment -> bare(moment, reader));
    }

    private static String bare(Moment moment, Times reader) {
        ZonedDateTime time = moment.time();
        return time == null ? reader.date(moment.date()) : reader.exact(time.toInstant());
    }

    private static String named(Moment moment, Times reader) {
        return moment.time() == null ? bare(moment, reader) : bare(moment, reader) + " " + place(reader.zone());
    }

    /// "Tuesday 24 November, 17:00 in Lisbon", then where it was written if the clocks there say something else.
    private static String title(Moment moment, Times reader) {
        ZonedDateTime time = moment.time();
        if (time == null) {
            return "This day of the calendar, wherever one is";
        }
        String mine = reader.full(time.toInstant());
        boolean agree = reader.zone().getRules().getOffset(time.toInstant()).equals(time.getOffset());
        return agree
                ? mine
                : mine + "; written as " + new Times(reader.now(), time.getZone()).exact(time.toInstant()) + " in " + place(time.getZone());
    }

    private static String place(ZoneId zone) {
        return zone instanceof ZoneOffset && !zone.getId().equals("Z") ? "UTC" + zone.getId() : Times.place(zone);
    }
}
