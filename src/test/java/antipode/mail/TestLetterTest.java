package antipode.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/// A letter that an administrator sends to try the mail server, and what it says.
class TestLetterTest {

    private static TestLetter to(String host, int port) {
        return new TestLetter(new MailServer(host, port, "", "", false, "antipode@halyard.example", new Signing("", "antipode")), Clock.systemUTC());
    }

    @Test
    void a_server_that_takes_it_is_quoted() throws Exception {
        var smtp = new GreenMail(ServerSetup.SMTP.dynamicPort());
        smtp.start();
        try {
            var outcome = to("localhost", smtp.getSmtp().getPort()).send("ana@halyard.example", "Ana Ferreira");
            assertThat(outcome.taken()).as(outcome.said()).isTrue();
            assertThat(outcome.said()).startsWith("250");
            assertThat(smtp.getReceivedMessages()[0].getSubject()).isEqualTo("A test letter");
        } finally {
            smtp.stop();
        }
    }

    @Test
    void one_that_is_not_there_is_told_of() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        var outcome = to("localhost", nobody).send("ana@halyard.example", "Ana Ferreira");
        assertThat(outcome.taken()).isFalse();
        assertThat(outcome.said()).containsIgnoringCase("connect");
        assertThat(to("", 25).send("ana@halyard.example", "Ana").said()).isEqualTo("No mail server is set up.");
    }
}
