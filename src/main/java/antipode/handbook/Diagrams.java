package antipode.handbook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Draws pictures from text with PlantUML, in a process of its own: bounded in memory and time, without files and network,
/// one after the other. What comes out is a picture that can do nothing.
@Component
class Diagrams {

    private static final Logger log = LoggerFactory.getLogger(Diagrams.class);
    private static final Set<String> LANGUAGES = Set.of("plantuml", "puml", "uml");
    private static final int LONGEST = 50_000;
    private static final int LARGEST = 2 << 20;
    private static final int SECONDS = 20;
    private static final long MOST_BYTES = 32 << 20;

    private final Semaphore drawing = new Semaphore(1, true);
    private final Cache<String, String> drawn = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String text, String picture) -> text.length() + picture.length())
            .build();
    private @Nullable Path program;

    /// Whether text in this language is drawn.
    static boolean drawn(String language) {
        return LANGUAGES.contains(language.toLowerCase(Locale.ROOT));
    }

    /// The picture as SVG; a sentence as a picture where it can't be drawn.
    String draw(String text) {
        var known = drawn.getIfPresent(text);
        if (known != null) {
            return known;
        }
        if (text.length() > LONGEST) {
            return sentence("This diagram is too long to be drawn.");
        }
        try {
            if (!drawing.tryAcquire(SECONDS, TimeUnit.SECONDS)) {
                return sentence("Other diagrams are being drawn. Read this one in a moment.");
            }
            try {
                var picture = run(text);
                drawn.put(text, picture);
                return picture;
            } finally {
                drawing.release();
            }
        } catch (IOException failure) {
            log.warn("A diagram could not be drawn: {}", failure.toString());
            return sentence("Diagrams can't be drawn on this server.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return sentence("This diagram was not drawn.");
        }
    }

    private String run(String text) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java, "-Xmx192m", "-Xss2m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Djava.awt.headless=true",
                        "-DPLANTUML_SECURITY_PROFILE=SANDBOX", "-DPLANTUML_LIMIT_SIZE=8192", "-cp", program().toString(),
                        "net.sourceforge.plantuml.Run", "-pipe", "-tsvg", "-charset", "UTF-8", "-nometadata")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            var read = CompletableFuture.supplyAsync(() -> read(process.getInputStream()), task -> Thread.ofVirtual().start(task));
            try (var to = process.getOutputStream()) {
                to.write(wrapped(text).getBytes(StandardCharsets.UTF_8));
            } catch (IOException gone) {
                // It says so by its picture, or by none.
            }
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                return sentence("This diagram takes too long to be drawn.");
            }
            var picture = read.join();
            return process.exitValue() == 0 && picture.contains("<svg") ? clean(picture) : sentence("This diagram can't be drawn: its text is wrong somewhere.");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(InputStream from) {
        try (from) {
            var bytes = from.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST ? "" : new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }

    private static String wrapped(String text) {
        return text.strip().startsWith("@start") ? text + "\n" : "@startuml\n" + text + "\n@enduml\n";
    }

    /// No script, no foreign content, no address but of the web.
    private static String clean(String picture) {
        var document = Jsoup.parse(picture, Parser.xmlParser());
        document.select("script, foreignObject, iframe, object, embed").remove();
        for (var element : document.getAllElements()) {
            for (var attribute : element.attributes().asList()) {
                var name = attribute.getKey().toLowerCase(Locale.ROOT);
                boolean address = name.equals("href") || name.endsWith(":href");
                var value = attribute.getValue().strip().toLowerCase(Locale.ROOT);
                if (name.startsWith("on") || address && !value.startsWith("http") && !value.startsWith("#") && !value.startsWith("data:image/png")) {
                    element.removeAttr(attribute.getKey());
                }
            }
        }
        document.outputSettings().prettyPrint(false);
        var svg = document.selectFirst("svg");
        return svg == null ? sentence("This diagram can't be drawn.") : svg.outerHtml();
    }

    private static String sentence(String words) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"520\" height=\"40\" role=\"img\"><text x=\"8\" y=\"25\""
                + " font-family=\"sans-serif\" font-size=\"14\" fill=\"#555\">" + words + "</text></svg>";
    }

    /// The library as a file of its own: within a jar of jars, it is taken out once.
    private synchronized Path program() throws IOException {
        if (program != null && Files.exists(program)) {
            return program;
        }
        var resource = Diagrams.class.getClassLoader().getResource("net/sourceforge/plantuml/Run.class");
        if (resource == null) {
            throw new IOException("PlantUML is missing");
        }
        var address = resource.toString();
        if (address.startsWith("jar:file:")) {
            return program = Path.of(URI.create(address.substring(4, address.indexOf("!/"))));
        }
        if (!address.startsWith("jar:nested:")) {
            throw new IOException("PlantUML is at an address that is not understood: " + address);
        }
        var outer = Path.of(URI.create("file:" + address.substring("jar:nested:".length(), address.indexOf("/!"))));
        var inner = address.substring(address.indexOf("/!") + 2, address.lastIndexOf("!/"));
        var taken = Files.createTempFile("antipode-plantuml", ".jar");
        taken.toFile().deleteOnExit();
        try (var jar = new ZipFile(outer.toFile()); var bytes = jar.getInputStream(jar.getEntry(inner))) {
            Files.copy(bytes, taken, StandardCopyOption.REPLACE_EXISTING);
        }
        return program = taken;
    }
}
