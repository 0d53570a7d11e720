package antipode.handbook;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What a file is, by its bytes: a picture, text, or something to be kept.
final class MediaTypes {

    private MediaTypes() {}

    static String of(byte[] head, String path) {
        if (begins(head, 0, "\u0089PNG\r\n")) {
            return "image/png";
        }
        if (begins(head, 0, "GIF87a") || begins(head, 0, "GIF89a")) {
            return "image/gif";
        }
        if (head.length > 2 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xd8) {
            return "image/jpeg";
        }
        if (begins(head, 0, "RIFF") && begins(head, 8, "WEBP")) {
            return "image/webp";
        }
        if (begins(head, 4, "ftypavif")) {
            return "image/avif";
        }
        if (begins(head, 0, "%PDF-")) {
            return "application/pdf";
        }
        if (binary(head)) {
            return "application/octet-stream";
        }
        var text = new String(head, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        boolean svg = path.toLowerCase(Locale.ROOT).endsWith(".svg") && text.contains("<svg");
        return svg ? "image/svg+xml" : "text/plain;charset=UTF-8";
    }

    static boolean picture(String path) {
        var name = path.toLowerCase(Locale.ROOT);
        return java.util.stream.Stream.of(".png", ".gif", ".jpg", ".jpeg", ".webp", ".avif", ".svg").anyMatch(name::endsWith);
    }

    private static boolean begins(byte[] bytes, int at, String with) {
        var expected = with.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= at + expected.length
                && java.util.Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
    }

    private static boolean binary(byte[] bytes) {
        for (byte each : bytes) {
            if (each == 0) {
                return true;
            }
        }
        return false;
    }
}
