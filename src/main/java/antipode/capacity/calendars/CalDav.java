package antipode.capacity.calendars;

import antipode.outgoing.Answer;
import antipode.outgoing.Call;
import antipode.outgoing.Outgoing;
import antipode.outgoing.OutgoingFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// Asks a CalDAV server (RFC 4791) when somebody is busy: first for that alone, and only of a server that can't say it for
/// the events of the window.
final class CalDav {

    private static final int MOST_CALENDARS = 5;
    private static final String DAV = "DAV:";
    private static final String CALDAV = "urn:ietf:params:xml:ns:caldav";
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String FIND = """
            <?xml version="1.0" encoding="utf-8"?>
            <d:propfind xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:resourcetype/><d:current-user-principal/>\
            <c:calendar-home-set/><c:supported-calendar-component-set/><c:schedule-calendar-transp/></d:prop></d:propfind>""";

    private final Outgoing outgoing;
    private final CalendarAccess access;

    CalDav(Outgoing outgoing, CalendarAccess access) {
        this.outgoing = outgoing;
        this.access = access;
    }

    /// The calendars to be found from the address given, which may be one, a home of several, or just a server; nothing if
    /// CalDAV isn't spoken there.
    Optional<List<String>> find() throws OutgoingFailure, Refused {
        var found = from(access.address());
        if (found.isEmpty()) {
            var known = URI.create(access.address()).resolve("/.well-known/caldav").toString();
            found = from(known);
        }
        return found;
    }

    private Optional<List<String>> from(String address) throws OutgoingFailure, Refused {
        var at = address;
        for (int steps = 0; steps < 3; steps++) {
            var self = found(at, "0");
            if (self == null || self.isEmpty()) {
                return Optional.empty();
            }
            var here = self.getFirst();
            if (here.calendar()) {
                return Optional.of(List.of(here.address));
            }
            if (here.home != null) {
                var all = found(within(here.home), "1");
                return Optional.of(all == null ? List.of() : all.stream()
                        .filter(each -> each.calendar() && !each.transparent()).map(each -> each.address).limit(MOST_CALENDARS).toList());
            }
            if (here.principal == null || here.principal.equals(at)) {
                var all = found(here.address, "1");
                var calendars = all == null ? List.<String>of() : all.stream()
                        .filter(each -> each.calendar() && !each.transparent()).map(each -> each.address).limit(MOST_CALENDARS).toList();
                return calendars.isEmpty() ? Optional.empty() : Optional.of(calendars);
            }
            at = within(here.principal);
        }
        return Optional.empty();
    }

    /// The texts of a calendar within these bounds.
    List<String> texts(String calendar, Instant from, Instant to) throws OutgoingFailure, Refused {
        var range = "start=\"" + UTC.format(from) + "\" end=\"" + UTC.format(to) + "\"";
        var free = send("REPORT", calendar, "1", """
                <?xml version="1.0" encoding="utf-8"?>
                <c:free-busy-query xmlns:c="urn:ietf:params:xml:ns:caldav"><c:time-range %s/></c:free-busy-query>""".formatted(range));
        if (free.well() && free.text().contains("VFREEBUSY")) {
            return List.of(free.text());
        }
        var events = send("REPORT", calendar, "1", """
                <?xml version="1.0" encoding="utf-8"?>
                <c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><c:calendar-data/></d:prop>\
                <c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range %s/></c:comp-filter></c:comp-filter>\
                </c:filter></c:calendar-query>""".formatted(range));
        if (events.status() != 207) {
            throw Refused.of(events);
        }
        var texts = new ArrayList<String>();
        elements(xml(events), CALDAV, "calendar-data").forEach(data -> texts.add(data.getTextContent()));
        return texts;
    }

    private record Found(String address, @Nullable String principal, @Nullable String home, Element response) {

        boolean calendar() {
            return elements(response, DAV, "resourcetype").anyMatch(type -> elements(type, CALDAV, "calendar").findAny().isPresent())
                    && (elements(response, CALDAV, "comp").findAny().isEmpty()
                            || elements(response, CALDAV, "comp").anyMatch(one -> "VEVENT".equalsIgnoreCase(one.getAttribute("name"))));
        }

        /// Whether its owner has said that it makes nobody busy.
        boolean transparent() {
            return elements(response, CALDAV, "schedule-calendar-transp")
                    .anyMatch(one -> elements(one, CALDAV, "transparent").findAny().isPresent());
        }
    }

    private @Nullable List<Found> found(String address, String depth) throws OutgoingFailure, Refused {
        var answer = send("PROPFIND", address, depth, FIND);
        if (answer.status() == 401 || answer.status() == 403) {
            throw Refused.of(answer);
        }
        if (answer.status() != 207) {
            return null;
        }
        var found = new ArrayList<Found>();
        for (var response : elements(xml(answer), DAV, "response").limit(500).toList()) {
            found.add(new Found(
                    there(answer, elements(response, DAV, "href").findFirst().map(Element::getTextContent).orElse("")),
                    href(answer, response, DAV, "current-user-principal"), href(answer, response, CALDAV, "calendar-home-set"),
                    response));
        }
        return found;
    }

    private static @Nullable String href(Answer answer, Element response, String space, String name) throws OutgoingFailure, Refused {
        for (var one : elements(response, space, name).toList()) {
            var href = elements(one, DAV, "href").findFirst();
            if (href.isPresent()) {
                return there(answer, href.get().getTextContent());
            }
        }
        return null;
    }

    private static String there(Answer answer, String href) throws Refused {
        try {
            return URI.create(answer.address()).resolve(href.strip()).toString();
        } catch (IllegalArgumentException e) {
            throw new Refused("The server names an address that is none.");
        }
    }

    /// The password goes to this server and to its siblings, as at iCloud, but to nobody else's.
    private String within(String address) throws Refused {
        var own = host(access.address());
        var other = host(address);
        var suffixes = PublicSuffixMatcherLoader.getDefault();
        var root = suffixes.getDomainRoot(own);
        if (!other.equals(own) && (root == null || !root.equals(suffixes.getDomainRoot(other)))) {
            throw new Refused("The server leads to " + other + ", which is somebody else’s: give the address there.");
        }
        return address;
    }

    private static String host(String address) throws Refused {
        var host = URI.create(address).getHost();
        if (host == null) {
            throw new Refused("The server names an address that is none.");
        }
        return host;
    }

    private Answer send(String method, String address, String depth, String body) throws OutgoingFailure {
        return outgoing.send(access.signed(Call.of(method, address)
                .header("Content-Type", "application/xml; charset=utf-8")
                .header("Depth", depth)
                .body(body)));
    }

    private static Element xml(Answer answer) throws Refused {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            // No entities, and so neither files nor laughs.
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(answer.body())).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new Refused("The server’s answer can’t be read.");
        }
    }

    private static Stream<Element> elements(Element within, String space, String name) {
        var nodes = within.getElementsByTagNameNS(space, name);
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1).map(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE).map(Element.class::cast);
    }
}
