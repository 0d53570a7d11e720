package antipode.mail.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The words in what Outlook packs, as text, html and RTF.
class WinmailTest {

    private static final int TEXT = 0x1000;
    private static final int HTML = 0x1013;
    private static final int RTF = 0x1009;

    /// A winmail.dat with one property of the mail.
    private static byte[] saying(int property, int type, byte[] value) {
        int padded = (value.length + 3) / 4 * 4;
        byte[] properties = ByteBuffer.allocate(16 + padded).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(1).putShort((short) type).putShort((short) property).putInt(1).putInt(value.length).put(value).array();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN).putInt(0x223E9F78).putShort((short) 1).array());
        int sum = 0;
        for (byte one : properties) {
            sum += one & 0xff;
        }
        out.writeBytes(ByteBuffer.allocate(11 + properties.length).order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 1).putInt(0x00069003).putInt(properties.length).put(properties).putShort((short) sum).array());
        return out.toByteArray();
    }

    /// As Outlook keeps RTF, though not made smaller.
    private static byte[] rtf(String rtf) {
        byte[] bytes = rtf.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(16 + bytes.length).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length + 12).putInt(bytes.length).putInt(0x414C454D).putInt(0).put(bytes).array();
    }

    private static String kept(byte[] winmail) throws IOException {
        return Winmail.of(new ByteArrayInputStream(winmail)).words().kept();
    }

    @Test
    void the_words_are_taken_as_text_and_what_they_quote_is_cut() throws Exception {
        byte[] text = "Yes, für alle.\r\n\r\n-----Original Message-----\r\nFrom: Ana\r\n\r\nIs it enough?\0".getBytes(StandardCharsets.UTF_16LE);
        assertThat(kept(saying(TEXT, 0x1F, text))).isEqualTo("Yes, für alle.");
        assertThat(kept(saying(TEXT, 0x1E, "Plain.\0".getBytes(StandardCharsets.US_ASCII)))).isEqualTo("Plain.");
    }

    @Test
    void html_becomes_words() throws Exception {
        assertThat(kept(saying(HTML, 0x102, "<p>Yes, <b>für</b> alle.</p><script>x</script>".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("Yes, **für** alle.");
    }

    @Test
    void rtf_becomes_words_in_the_letters_of_its_country() throws Exception {
        assertThat(kept(saying(RTF, 0x102, rtf("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 Yes, f\\'fcr {\\b alle}.\\par Bye\\par}"))))
                .startsWith("Yes, für").contains("alle", "Bye").doesNotContain("rtf", "Arial");
        assertThat(kept(saying(RTF, 0x102, rtf("{\\rtf1\\ansi\\ansicpg932{\\fonttbl{\\f0\\fcharset128 MS Gothic;}}\\f0 \\'93\\'8c\\'8b\\'9e \\u26481?\\par}"))))
                .contains("東京", "東");
        // Outlook packs html into RTF.
        assertThat(kept(saying(RTF, 0x102, rtf("""
                {\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag19 <html>}{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Yes, it is.{\\*\\htmltag72 </p>}\\htmlrtf\\par}\\htmlrtf0
                {\\*\\htmltag27 </html>}}"""))))
                .isEqualTo("Yes, it is.");
    }

    @Test
    void what_means_harm_or_is_broken_says_nothing_and_breaks_nothing() throws Exception {
        assertThat(kept(saying(RTF, 0x102, rtf("{\\rtf1 " + "{".repeat(50_000) + "x" + "}".repeat(50_000) + "}")))).isEmpty();
        assertThat(kept(saying(RTF, 0x102, rtf("")))).isEmpty();
        for (String broken : new String[] {"{\\rtf1 never ends", "\\'", "{\\rtf1\\bin99999999 x}", "{\\rtf1\\ansicpg99999 x}", "}}}}{{"}) {
            byte[] winmail = saying(RTF, 0x102, rtf(broken));
            ReadMail mail = ReadMail.of(out -> {
                try {
                    out.write(("From: kei@halyard.example\r\nContent-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                            + java.util.Base64.getMimeEncoder().encodeToString(winmail)).getBytes(StandardCharsets.US_ASCII));
                } catch (IOException never) {
                    throw new IllegalStateException(never);
                }
            });
            assertThat(mail.words().kept().length()).as(broken).isLessThan(40);
            mail.close();
        }
    }
}
