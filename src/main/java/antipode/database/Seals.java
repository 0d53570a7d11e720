package antipode.database;

import antipode.database.CannotStart.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Seals what others entrusted to us and we must be able to say again: passwords of calendars, tokens of Slack. What is
/// ours to issue is hashed instead.
///
/// The key is `ANTIPODE_SECRET_KEY`, or a file in the data folder that is made when it is first needed; it is in no
/// backup. Without it nothing opens, and whoever sealed something is asked for it again.
@Component
public class Seals {

    private static final String FORM = "s1";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;
    private final String name;

    Seals(@Value("${antipode.secret.key:}") String given, @Value("${antipode.folder:}") String folder) {
        byte[] bytes = given.isBlank() ? kept(folder) : hash(given.strip().getBytes(StandardCharsets.UTF_8));
        if (!given.isBlank() && given.strip().length() < 32) {
            throw new CannotStart(
                    Reason.CONFIGURATION, "ANTIPODE_SECRET_KEY is too short: write at least 32 characters, as openssl rand -hex 32 does.");
        }
        this.key = new SecretKeySpec(bytes, "AES");
        this.name = HexFormat.of().formatHex(hash(bytes), 0, 4);
    }

    /// Sealed text, which opens only for the same purpose.
    public String seal(String purpose, String secret) {
        try {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            var all = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return FORM + "." + name + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What was sealed; nothing if it was sealed with another key or for another purpose, or was changed since.
    public Optional<String> open(String purpose, String sealed) {
        var parts = sealed.split("\\.", 3);
        if (parts.length != 3 || !parts[0].equals(FORM) || !parts[1].equals(name)) {
            return Optional.empty();
        }
        try {
            var all = Base64.getUrlDecoder().decode(parts[2]);
            if (all.length <= NONCE) {
                return Optional.empty();
            }
            var plain = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE), purpose).doFinal(all, NONCE, all.length - NONCE);
            return Optional.of(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] kept(String folder) {
        if (folder.isBlank()) {
            var fresh = new byte[32];
            random.nextBytes(fresh);
            return fresh;
        }
        var file = Path.of(folder, "secret.key");
        try {
            if (!Files.exists(file)) {
                var fresh = new byte[32];
                random.nextBytes(fresh);
                DataFolder.secret(file, HexFormat.of().formatHex(fresh) + "\n");
            }
            var bytes = HexFormat.of().parseHex(Files.readString(file).strip());
            if (bytes.length != 32) {
                throw new IllegalArgumentException();
            }
            return bytes;
        } catch (IOException | IllegalArgumentException e) {
            throw new CannotStart(
                    Reason.FOLDER, "The key " + file + " cannot be read: give it to the account that runs Antipode, or take it away and"
                            + " link what was sealed with it again.");
        }
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
