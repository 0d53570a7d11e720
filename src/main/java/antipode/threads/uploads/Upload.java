package antipode.threads.uploads;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// A file somebody has attached.
///
/// @param project  where it was attached; it stays under this address wherever the thing that cites it moves
/// @param secret   32 hexadecimal digits; knowing them is no right to see it
/// @param name     made harmless
/// @param type     by its content, as it is served: one of those shown in place, or `application/octet-stream`
/// @param width    of an image, in pixels
/// @param redacted who took away what it held, when and why; nothing while it is there
public record Upload(
        long id,
        long project,
        String secret,
        String name,
        String type,
        long size,
        @Nullable Integer width,
        @Nullable Integer height,
        long uploader,
        Instant createdAt,
        @Nullable String redacted) {

    /// What a browser may show in place; everything else is only ever downloaded.
    static final Set<String> SHOWN = Set.of(
            "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "video/mp4", "video/webm");

    static final String OTHER = "application/octet-stream";

    boolean shown() {
        return SHOWN.contains(type);
    }

    public boolean video() {
        return type.startsWith("video/");
    }

    /// As it stands in a text, and in GitLab's API: from the project.
    public String url() {
        return "/uploads/" + secret + "/" + UriUtils.encodePathSegment(name, StandardCharsets.UTF_8);
    }

    /// Where it is served from.
    public String path() {
        return "/-/project/" + project + url();
    }

    /// The name without what stands behind its last dot, where it is shown in place.
    public String alt() {
        int dot = name.lastIndexOf('.');
        return shown() && dot > 0 ? name.substring(0, dot) : name;
    }

    public String markdown() {
        return (shown() ? "!" : "") + "[" + alt().replace("_", "\\_") + "](" + url() + ")";
    }
}
