package antipode.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.zip.CRC32;

/// Random words that open something. Only their SHA-256 is kept: with 160 bits and more there is nothing to guess.
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    static final String TOKEN_PREFIX = "antp-";
    private static final int TOKEN_BODY = 27;
    private static final int TOKEN_CHECKSUM = 7;

    /// 256 bits, for a session or a link.
    public static String random() {
        return random(32);
    }

    /// A token that scanners recognise by its prefix, and by a checksum at its end without asking us.
    public static String token(String prefix) {
        var body = random(20);
        return prefix + body + checksum(body);
    }

    /// Whether this can be a token of ours at all.
    public static boolean looksLikeToken(String prefix, String text) {
        if (!text.startsWith(prefix) || text.length() != prefix.length() + TOKEN_BODY + TOKEN_CHECKSUM) return false;
        var body = text.substring(prefix.length(), prefix.length() + TOKEN_BODY);
        return text.endsWith(checksum(body));
    }

    public static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        var digits = Long.toString(crc.getValue(), 36);
        return "0".repeat(TOKEN_CHECKSUM - digits.length()) + digits;
    }

    private Secrets() {}
}
