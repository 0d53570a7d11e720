package antipode.capacity.calendars;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Who;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// One's own linked calendars, in GitLab's style; what opens them is never told again.
@Api
@May(Who.MEMBER)
class CalendarApi {

    private final LinkedCalendars calendars;

    CalendarApi(LinkedCalendars calendars) {
        this.calendars = calendars;
    }

    record CalendarJson(
            long id, String name, String kind, String host, boolean shown, int busyTimes, @Nullable Instant fetchedAt,
            @Nullable String problem, Instant createdAt) {

        static CalendarJson of(LinkedCalendar calendar) {
            return new CalendarJson(
                    calendar.id(), calendar.name(), calendar.kind(), calendar.host(), calendar.shown(), calendar.busy(),
                    calendar.fetchedAt(), calendar.problem(), calendar.createdAt());
        }
    }

    @GetMapping("/user/calendars")
    Listing<CalendarJson> list(Member member, Pagination pagination) {
        return pagination.of(calendars.of(member.id())).map(CalendarJson::of);
    }

    @PostMapping("/user/calendars")
    Answer<CalendarJson> link(Member member, Parameters parameters) {
        parameters.require("address");
        return Answer.created(CalendarJson.of(calendars.link(member, new LinkedCalendars.Draft(
                parameters.text("name", ""), parameters.required("address"), parameters.text("username", ""),
                parameters.text("password", "")))));
    }

    @PutMapping("/user/calendars/{id}")
    CalendarJson change(@PathVariable long id, Member member, Parameters parameters) {
        parameters.require("shown");
        calendars.show(member.id(), id, parameters.bool("shown", true));
        return CalendarJson.of(calendars.find(member.id(), id));
    }

    @DeleteMapping("/user/calendars/{id}")
    void unlink(@PathVariable long id, Member member) {
        calendars.unlink(member.id(), id);
    }
}
