package antipode.feeds;

import antipode.people.Person;
import antipode.web.Times;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/// A list as an Atom feed (RFC 4287): what a handler returns.
///
/// @param title   of the list
/// @param page    path and query of the page that shows the same to people
/// @param entries as many as [#MOST], the newest first
public record AtomFeed(String title, String page, List<Entry> entries) implements Subscribed {

    /// A feed holds so many entries; who wants more reads the page.
    public static final int MOST = 50;

    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

    /// One entry.
    ///
    /// @param id         a path that never changes, whatever is renamed or moved
    /// @param path       where it is read
    /// @param categories its labels
    /// @param html       sanitised, its references resolved for this reader
    public record Entry(
            String id,
            String title,
            String path,
            Instant published,
            Instant updated,
            @Nullable Person author,
            List<String> categories,
            String html) {}

    /// Where the feed of a page stands.
    public static String address(String page) {
        return Subscribed.address(page, FeedAddress.Kind.ATOM);
    }

    @Override
    public String getContentType() {
        return "application/atom+xml;charset=UTF-8";
    }

    @Override
    public String fileName() {
        return "feed.atom";
    }

    @Override
    public String document(String server, String self) {
        try {
            StringWriter text = new StringWriter();
            XMLStreamWriter xml = XML.createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
            element(xml, "title", title);
            element(xml, "id", server + self);
            link(xml, "self", "application/atom+xml", server + self);
            link(xml, "alternate", "text/html", server + page);
            element(xml, "updated", Times.machine(entries.stream()
                    .map(Entry::updated).max(Comparator.naturalOrder()).orElse(Instant.EPOCH)));
            for (Entry entry : entries) {
                entry(xml, server, entry);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
            return text.toString();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void entry(XMLStreamWriter xml, String server, Entry entry) throws XMLStreamException {
        xml.writeStartElement("entry");
        element(xml, "id", server + entry.id());
        element(xml, "title", entry.title());
        link(xml, "alternate", "text/html", server + entry.path());
        element(xml, "published", Times.machine(entry.published()));
        element(xml, "updated", Times.machine(entry.updated()));
        xml.writeStartElement("author");
        element(xml, "name", entry.author() == null ? "Antipode" : entry.author().name());
        if (entry.author() != null) {
            element(xml, "uri", server + "/-/people/" + entry.author().username());
        }
        xml.writeEndElement();
        for (String category : entry.categories()) {
            xml.writeEmptyElement("category");
            xml.writeAttribute("term", legal(category));
        }
        xml.writeStartElement("content");
        xml.writeAttribute("type", "html");
        xml.writeCharacters(legal(absolute(entry.html(), server, entry.path())));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String rel, String type, String href) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", rel);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", legal(href));
    }

    /// Links that lead on from another program: what we keep writes attributes in double quotes, and quotes in words as
    /// entities, so that only attributes match.
    private static String absolute(String html, String server, String path) {
        int fragment = path.indexOf('#');
        return html.replaceAll(" (href|src)=\"/(?!/)", " $1=\"" + Matcher.quoteReplacement(server) + "/")
                .replace(" href=\"#", " href=\"" + server + (fragment < 0 ? path : path.substring(0, fragment)) + "#");
    }

    /// What XML may hold at all; the rest becomes the sign for what can't be shown.
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == '\t' || c == '\n' || c >= 0x20 && c < 0xD800 || c >= 0xE000 && c < 0xFFFE || c > 0xFFFF
                        ? c
                        : c == '\r' ? '\n' : 0xFFFD)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }
}
