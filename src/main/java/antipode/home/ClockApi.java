package antipode.home;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Parameters;
import antipode.jobs.DemoClock;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.Problem;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// The clock of the demo, for programs. GitLab has none.
@Api
@May(Who.MEMBER)
class ClockApi {

    private final ObjectProvider<DemoClock> clocks;

    ClockApi(ObjectProvider<DemoClock> clocks) {
        this.clocks = clocks;
    }

    record ClockJson(Instant time, long aheadSeconds) {

        static ClockJson of(DemoClock clock) {
            return new ClockJson(clock.instant(), clock.ahead().toSeconds());
        }
    }

    @GetMapping("/clock")
    ClockJson show() {
        return ClockJson.of(clock());
    }

    /// `to` a time, or on `by` so many hours.
    @PostMapping("/clock")
    Answer<ClockJson> move(Parameters parameters) {
        DemoClock clock = clock();
        parameters.atMostOneOf("to", "by");
        Instant to = parameters.instant("to");
        Long by = parameters.integer("by");
        if (to == null && by == null) {
            throw Problem.bad("to, by are missing, at least one parameter must be provided");
        }
        ClockController.move(clock, to != null ? to : clock.instant().plus(Duration.ofHours(Math.clamp(by == null ? 0 : by, 0L, 10_000L))));
        return Answer.created(ClockJson.of(clock));
    }

    private DemoClock clock() {
        DemoClock clock = clocks.getIfAvailable();
        if (clock == null) {
            throw Problem.notFound("Clock");
        }
        return clock;
    }
}
