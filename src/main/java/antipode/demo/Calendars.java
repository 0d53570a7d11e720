package antipode.demo;

import antipode.capacity.calendars.LinkedCalendars;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Who;
import antipode.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The calendars that people of the story keep elsewhere: served here, and linked by them as any calendar is, as soon as
/// the server can be asked for them. A demo that others can reach doesn't read from its own machine, and shows none.
@RestController
@ConditionalOnBooleanProperty("antipode.demo")
class Calendars {

    private static final Logger log = LoggerFactory.getLogger(Calendars.class);
    private static final MediaType CALENDAR = MediaType.parseMediaType("text/calendar;charset=utf-8");

    private final LinkedCalendars calendars;
    private final Members members;

    Calendars(LinkedCalendars calendars, Members members) {
        this.calendars = calendars;
        this.members = members;
    }

    @GetMapping("/demo/calendars/{username}.ics")
    @May(Who.ANYONE)
    ResponseEntity<Resource> show(@PathVariable String username) {
        return members.findByUsername(username).isPresent() && file(username).exists()
                ? ResponseEntity.ok().contentType(CALENDAR).body(file(username))
                : ResponseEntity.notFound().build();
    }

    /// The port may be another than the last time this demo ran.
    @EventListener
    void link(ApplicationReadyEvent ready) {
        var environment = ready.getApplicationContext().getEnvironment();
        String here = "http://" + environment.getRequiredProperty("server.address") + ":" + environment.getRequiredProperty("server.port");
        for (Script.Person person : Script.readPeople()) {
            if (person.calendar() != null) {
                Member owner = members.findByUsername(person.username()).orElseThrow();
                calendars.of(owner.id()).stream()
                        .filter(calendar -> calendar.name().equals(person.calendar()))
                        .forEach(calendar -> calendars.unlink(owner.id(), calendar.id()));
                try {
                    calendars.link(owner, new LinkedCalendars.Draft(
                            person.calendar(), here + "/demo/calendars/" + person.username() + ".ics", "", ""));
                } catch (Problem refused) {
                    log.info("The demo shows no calendar of {}: {}", person.name(), refused.getMessage());
                }
            }
        }
    }

    private static Resource file(String username) {
        return new ClassPathResource("demo/calendars/" + username + ".ics");
    }
}
