package antipode.threads;

import antipode.hints.Fix;
import antipode.people.Actor;
import antipode.threads.uploads.Upload;
import antipode.threads.uploads.Uploads;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/// Files within texts: those that come with a form, and those that a kept text shows.
@Component
public class Attachments {

    /// The form's field, see `threads/WritingField`.
    private static final String FIELD = "files";

    private static final int MOST = 20;

    private static final String SECRET = "/uploads/([0-9a-f]{32})/[^\"<>\\s]{1,600}\"";
    private static final Pattern ADDRESS = Pattern.compile("/uploads/([0-9a-f]{32})/[^\\s()\\[\\]<>\"']{1,600}");
    private static final Pattern WRITTEN = Pattern.compile("(?:src|href)=\"" + SECRET);
    private static final Pattern IMAGE =
            Pattern.compile("<img ([^<>]{0,2000}?)src=\"" + SECRET + "([^<>]{0,2000}?)/?>");
    private static final Pattern LINK = Pattern.compile("href=\"" + SECRET);
    private static final Pattern PLACED = Pattern.compile("=\"/-/project/\\d{1,18}/uploads/([0-9a-f]{32})/");

    private final Uploads uploads;

    Attachments(Uploads uploads) {
        this.uploads = uploads;
    }

    /// The words of a form with the links of its files behind them.
    ///
    /// @param refused why a file was not kept
    public record Attached(String words, @Nullable Problem refused) {}

    /// Keeps a file that comes with its project, and gives its address as texts of the project have it.
    public String bring(Actor actor, long project, String name, byte[] bytes) {
        return uploads.bring(actor, project, name, bytes.length, () -> new ByteArrayInputStream(bytes)).url();
    }

    /// Keeps one file, and gives what shows it in a text.
    public String keep(Actor actor, long project, String name, byte[] bytes) {
        return uploads.keep(actor, project, name, bytes.length, () -> new ByteArrayInputStream(bytes)).markdown();
    }

    /// Keeps the files that came with a form, and mends its words where the button of a hint was pressed.
    public Attached with(Actor actor, long project, HttpServletRequest request, String typed) {
        String words = Fix.made(request.getParameter("preview"), typed);
        if (!(request instanceof MultipartHttpServletRequest parts)) {
            return new Attached(words, null);
        }
        List<String> links = new ArrayList<>();
        Problem refused = null;
        for (MultipartFile file : parts.getFiles(FIELD)) {
            if (!file.isEmpty() && links.size() < MOST) {
                try {
                    String name = file.getOriginalFilename();
                    links.add(uploads.keep(
                                    actor, project, name == null ? "" : name, file.getSize(), file::getInputStream)
                            .markdown());
                } catch (Problem wrong) {
                    refused = wrong;
                }
            }
        }
        String all = links.isEmpty()
                ? words
                : (words.isBlank() ? "" : words.stripTrailing() + "\n\n") + String.join("\n\n", links);
        return new Attached(all, refused);
    }

    /// Gives the files in rendered html the address that they keep wherever the text moves, and images their size, so that
    /// nothing jumps when they arrive. What the writer may not see stays as it was written, and opens to nobody through it.
    public String place(Actor actor, String html) {
        Set<String> secrets = new LinkedHashSet<>();
        for (Matcher written = WRITTEN.matcher(html); written.find(); ) {
            secrets.add(written.group(1));
        }
        if (secrets.isEmpty()) {
            return html;
        }
        Map<String, Upload> seen = new LinkedHashMap<>();
        uploads.visible(actor, secrets).forEach(upload -> seen.put(upload.secret(), upload));
        String shown = IMAGE.matcher(html).replaceAll(image -> {
            Upload upload = seen.get(image.group(2));
            return Matcher.quoteReplacement(upload == null ? image.group() : element(upload, image.group(1) + image.group(3)));
        });
        return LINK.matcher(shown).replaceAll(link -> {
            Upload upload = seen.get(link.group(1));
            return Matcher.quoteReplacement(upload == null ? link.group() : "href=\"" + upload.path() + "\"");
        });
    }

    private static String element(Upload upload, String attributes) {
        String rest = attributes.strip();
        if (upload.video()) {
            return "<video controls preload=\"metadata\" src=\"" + upload.path() + "\"></video>";
        }
        boolean sized = rest.contains("width=") || rest.contains("height=") || upload.width() == null;
        return "<img src=\"" + upload.path() + "\"" + (rest.isEmpty() ? "" : " " + rest)
                + (sized ? "" : " width=\"" + upload.width() + "\" height=\"" + upload.height() + "\"") + " loading=\"lazy\" />";
    }

    /// A file as a text shows it.
    ///
    /// @param address as it is written there
    public record Shown(String address, String name, byte[] bytes) {}

    /// The files of this project that a text shows and that its writer attached, in their order: for what keeps them itself.
    public List<Shown> own(Actor actor, long project, String text) {
        Map<String, String> addresses = new LinkedHashMap<>();
        for (Matcher written = ADDRESS.matcher(text); written.find() && addresses.size() < MOST; ) {
            addresses.putIfAbsent(written.group(1), written.group());
        }
        if (addresses.isEmpty()) {
            return List.of();
        }
        List<Shown> own = new ArrayList<>();
        for (Upload upload : uploads.visible(actor, addresses.keySet())) {
            if (upload.project() == project && actor.is(upload.uploader())) {
                own.add(new Shown(addresses.getOrDefault(upload.secret(), ""), upload.name(), uploads.bytes(upload)));
            }
        }
        own.sort(java.util.Comparator.comparingInt(shown -> text.indexOf(shown.address())));
        return own;
    }

    /// The files whose address stands in a text, as far as the reader may see them.
    List<Upload> shown(Actor actor, String text) {
        Set<String> secrets = new LinkedHashSet<>();
        for (Matcher written = ADDRESS.matcher(text); written.find(); ) {
            secrets.add(written.group(1));
        }
        return secrets.isEmpty() ? List.of() : uploads.visible(actor, secrets);
    }

    /// Notes which files a kept text of this thing shows.
    public void cited(Actor actor, long issuable, String html) {
        Set<String> secrets = new LinkedHashSet<>();
        for (Matcher placed = PLACED.matcher(html); placed.find(); ) {
            secrets.add(placed.group(1));
        }
        if (!secrets.isEmpty()) {
            uploads.cited(issuable, uploads.visible(actor, secrets));
        }
    }
}
