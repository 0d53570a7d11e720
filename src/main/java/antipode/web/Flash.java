package antipode.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Carries one notice over a redirect, in a cookie of a minute that nobody but this server can write.
///
/// The key lives as long as the server; a notice written by another one is silently left out.
@Component
class Flash {

    private static final String COOKIE = "notice";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key = key();

    void put(HttpServletResponse response, Notice notice) {
        var offer = notice.offer();
        var text = ENCODER.encodeToString(String.join("\n",
                notice.kind().name(), offer == null ? "" : offer.label(), offer == null ? "" : offer.path(), notice.text())
                .getBytes(StandardCharsets.UTF_8));
        response.addCookie(cookie(text + "." + sign(text), 60));
    }

    @Nullable Notice take(HttpServletRequest request, HttpServletResponse response) {
        var cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        for (var cookie : cookies) {
            if (cookie.getName().equals(COOKIE)) {
                response.addCookie(cookie("", 0));
                return read(cookie.getValue());
            }
        }
        return null;
    }

    private @Nullable Notice read(String value) {
        var dot = value.indexOf('.');
        if (dot < 0) {
            return null;
        }
        var text = value.substring(0, dot);
        if (!MessageDigest.isEqual(bytes(value.substring(dot + 1)), bytes(sign(text)))) {
            return null;
        }
        var words = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        var parts = words.split("\n", 4);
        var plain = new Notice(Notice.Kind.valueOf(parts[0]), parts[3]);
        return parts[1].isEmpty() ? plain : plain.offering(parts[1], parts[2]);
    }

    private String sign(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return ENCODER.encodeToString(mac.doFinal(bytes(text)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Cookie cookie(String value, int seconds) {
        var cookie = new Cookie(COOKIE, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setMaxAge(seconds);
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }

    private static SecretKeySpec key() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
