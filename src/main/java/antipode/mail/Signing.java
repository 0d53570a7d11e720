package antipode.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.simplejavamail.utils.mail.dkim.Canonicalization;
import org.simplejavamail.utils.mail.dkim.DkimException;
import org.simplejavamail.utils.mail.dkim.DkimMessage;
import org.simplejavamail.utils.mail.dkim.DkimSigner;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Signs letters for the domain they are from (DKIM), where a key is named; else the mail server may.
@Component
class Signing {

    /// Besides those that are always signed.
    private static final List<String> SIGNED = List.of(
            "List-Unsubscribe", "List-Unsubscribe-Post", "List-Id", "List-Post", "List-Archive", "Reply-To", "Message-ID", "In-Reply-To",
            "References", "Auto-Submitted", "Date", "Subject", "To");

    private final @Nullable RSAPrivateKey key;
    private final String selector;

    Signing(
            @Value("${antipode.mail.dkim.key:}") String file, @Value("${antipode.mail.dkim.selector:antipode}") String selector) {
        this.selector = selector;
        this.key = file.isBlank() ? null : read(Path.of(file.strip()));
    }

    /// An RSA key as `openssl genrsa` writes it: PKCS #8, as PEM.
    private static RSAPrivateKey read(Path file) {
        try {
            String pem = Files.readString(file).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            return (RSAPrivateKey) KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new IllegalStateException(
                    "ANTIPODE_MAIL_DKIM_KEY names " + file + ", which holds no RSA key as PEM (PKCS #8) that can be read", unreadable);
        }
    }

    /// Refuses an address for whose domain nothing can be signed, before a letter waits for it.
    void check(String from) {
        if (key != null) {
            signer(key, from);
        }
    }

    /// @param from our address, for whose domain it is signed
    MimeMessage signed(MimeMessage message, String from) throws MessagingException {
        if (key == null) {
            return message;
        }
        return new DkimMessage(message, signer(key, from));
    }

    private DkimSigner signer(RSAPrivateKey key, String from) {
        try {
            DkimSigner signer = new DkimSigner(from.substring(from.lastIndexOf('@') + 1), selector, key);
            SIGNED.forEach(signer::addHeaderToSign);
            signer.setHeaderCanonicalization(Canonicalization.RELAXED);
            signer.setBodyCanonicalization(Canonicalization.RELAXED);
            signer.setCheckDomainKey(false);
            return signer;
        } catch (DkimException refused) {
            throw new IllegalStateException("Nothing can be signed for the domain of ANTIPODE_MAIL_FROM, " + from, refused);
        }
    }
}
