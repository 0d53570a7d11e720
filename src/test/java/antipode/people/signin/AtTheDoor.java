package antipode.people.signin;

import antipode.testing.Browser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A server that sends mail and knows other sign-ins: an honest one, one that lies, one that is down, and one inside.
abstract class AtTheDoor {

    static final GreenMail SMTP = new GreenMail(ServerSetup.SMTP.dynamicPort());
    static final MockOAuth2Server HONEST = new MockOAuth2Server();
    static final LyingProvider LIAR = new LyingProvider();

    @DynamicPropertySource
    static void aMailServerAndProviders(DynamicPropertyRegistry properties) throws IOException {
        SMTP.start();
        HONEST.start(InetAddress.getByName("127.0.0.1"), 0);
        LIAR.start();
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        properties.add("antipode.mail.host", () -> "localhost");
        properties.add("antipode.mail.port", () -> SMTP.getSmtp().getPort());
        provider(properties, "company", honest());
        properties.add("antipode.oidc.company.teams", () -> "ferries=halyard:developer, captains=halyard:maintainer, ghosts=nowhere");
        provider(properties, "liar", LIAR.issuer());
        provider(properties, "down", "http://127.0.0.1:" + nobody);
        provider(properties, "inside", "http://10.0.0.1/inside");
    }

    private static void provider(DynamicPropertyRegistry properties, String key, String issuer) {
        properties.add("antipode.oidc." + key + ".issuer", () -> issuer);
        properties.add("antipode.oidc." + key + ".client", () -> "antipode");
        properties.add("antipode.oidc." + key + ".secret", () -> "a secret that nobody is told");
    }

    static String honest() {
        return "http://127.0.0.1:" + HONEST.baseUrl().port() + "/company";
    }

    /// The last letter to this address.
    static MimeMessage letter(String address) throws MessagingException {
        MimeMessage last = null;
        for (var letter : SMTP.getReceivedMessages()) {
            if (letter.getAllRecipients()[0].toString().toLowerCase(Locale.ROOT).contains(address)) last = letter;
        }
        if (last == null) throw new IllegalStateException("No letter went to " + address);
        return last;
    }

    /// The path of the link in the last letter to this address.
    static String link(String address) throws Exception {
        var found = Pattern.compile("http://localhost:8080(/\\S+)").matcher(text(letter(address).getContent()));
        if (!found.find()) throw new IllegalStateException("The letter holds no link");
        return found.group(1);
    }

    static String text(Object content) throws Exception {
        return switch (content) {
            case String text -> text;
            case MimeMultipart parts -> text(parts.getBodyPart(0).getContent());
            default -> "";
        };
    }

    /// The cookie of the session that was opened; nothing if none was.
    static String session(Browser.Answer answer) {
        return answer.response().headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("antipode=") && !cookie.startsWith("antipode=;"))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';'))).findFirst().orElse("");
    }
}
