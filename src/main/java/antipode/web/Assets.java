package antipode.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The files of `static/` and of the webjars (`webjars/`, `_static/`), served under an address that holds their content, so that a browser may
/// keep them for good.
///
/// A stylesheet or module names another file as `url("fonts/a.woff2")` or `"./other.js"`; those are replaced by such
/// addresses too.
public final class Assets {

    private static final Map<String, Asset> KNOWN = new ConcurrentHashMap<>();
    private static final Pattern INNER = Pattern.compile("url\\(\"([^\":]+)\"\\)|(?<=from )\"\\./([^\"]+)\"");
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2",
            "png", "image/png",
            "ico", "image/x-icon",
            "webmanifest", "application/manifest+json");

    /// The mark as an address that holds it, so that a page's icon costs no request.
    public static final String MARK = inline("mark.svg");

    /// One file: its bytes, the same compressed if that helps, its type and what stands for its content.
    record Asset(byte[] bytes, byte @Nullable [] compressed, String type, String hash) {}

    /// Where a file is served from.
    public static String url(String name) {
        var asset = find(name);
        if (asset == null) {
            throw new IllegalArgumentException("There is no static file " + name);
        }
        return "/assets/" + asset.hash() + "/" + name;
    }

    static @Nullable Asset find(String name) {
        var known = KNOWN.get(name);
        if (known != null) {
            return known;
        }
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || name.contains("..") || name.startsWith("/")) {
            return null;
        }
        var bytes = read(name);
        if (bytes == null) {
            return null;
        }
        var asset = asset(type.contains("charset") && !name.endsWith(".min.js") ? withAddresses(bytes) : bytes, type);
        KNOWN.put(name, asset);
        return asset;
    }

    private static String inline(String drawing) {
        return "data:image/svg+xml,"
                + text(drawing).strip().replace('"', '\'').replace("#", "%23").replace("<", "%3C").replace(">", "%3E");
    }

    static String text(String name) {
        var bytes = read(name);
        if (bytes == null) {
            throw new IllegalArgumentException("There is no static file " + name);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] withAddresses(byte[] bytes) {
        return INNER.matcher(new String(bytes, StandardCharsets.UTF_8))
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) != null
                                ? "url(\"" + url(found.group(1)) + "\")"
                                : "\"" + url(found.group(2)) + "\""))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Asset asset(byte[] bytes, String type) {
        var compressed = type.startsWith("font/") || type.startsWith("image/png") ? null : gzip(bytes);
        return new Asset(bytes, compressed, type, hash(bytes));
    }

    private static byte @Nullable [] read(String name) {
        var folder = name.startsWith("webjars/") || name.startsWith("_static/") ? "/META-INF/resources/" : "/static/";
        try (var file = Assets.class.getResourceAsStream(folder + name)) {
            return file == null ? null : file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            zip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Assets() {}
}
