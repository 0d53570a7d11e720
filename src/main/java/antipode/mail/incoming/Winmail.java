package antipode.mail.incoming;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.TNEFAttribute;
import org.apache.poi.hmef.attribute.TNEFProperty;
import org.apache.poi.hsmf.datatypes.MAPIProperty;
import org.bbottema.rtftohtml.OutlookRtfToHtmlConverter;
import org.jspecify.annotations.Nullable;

/// What Outlook packs into `winmail.dat` (TNEF): files, and the words of the mail as text, html or RTF.
///
/// @param words nothing is cut of them but what is cut of any mail; empty if there are none
record Winmail(Cut words, List<MailFile> files) {

    private static final int LONGEST = 2_000_000;
    private static final int DEEPEST = 100;

    /// @throws RuntimeException as the library does, if it can't be read
    static Winmail of(InputStream in) throws IOException {
        HMEFMessage unpacked = new HMEFMessage(in);
        List<MailFile> files = new ArrayList<>();
        for (Attachment attachment : unpacked.getAttachments()) {
            byte[] bytes = attachment.getContents();
            String name = attachment.getLongFilename() == null ? attachment.getFilename() : attachment.getLongFilename();
            files.add(new MailFile(name == null ? "" : name, () -> new ByteArrayInputStream(bytes)));
        }
        return new Winmail(words(unpacked), files);
    }

    /// Its plain text; html or RTF only where there is none.
    private static Cut words(HMEFMessage unpacked) {
        String plain = plain(unpacked);
        if (!plain.isBlank()) {
            return QuotedText.cut(plain);
        }
        byte[] html = data(unpacked.getMessageMAPIAttribute(MAPIProperty.BODY_HTML));
        if (html.length > 0) {
            return HtmlWords.cut(PartText.decoded(html, null));
        }
        byte[] rtf = data(unpacked.getMessageMAPIAttribute(MAPIProperty.RTF_COMPRESSED));
        return rtf.length == 0 || rtf.length > LONGEST || deep(rtf)
                ? new Cut("", "")
                : HtmlWords.cut(OutlookRtfToHtmlConverter.INSTANCE.toHtml(rtf));
    }

    private static String plain(HMEFMessage unpacked) {
        MAPIAttribute text = unpacked.getMessageMAPIAttribute(MAPIProperty.BODY);
        if (text != null) {
            // Its type says how many bytes a letter has: 31 is two.
            String words = text.getType() == 31
                    ? new String(data(text), StandardCharsets.UTF_16LE)
                    : PartText.decoded(data(text), null);
            return lines(words);
        }
        TNEFAttribute old = unpacked.getMessageAttribute(TNEFProperty.ID_BODY);
        return old == null || old.getData() == null ? "" : lines(PartText.decoded(old.getData(), null));
    }

    private static String lines(String words) {
        return words.replaceAll("[\\x00\\uFFFD]+$", "").replaceAll("\\r\\n?", "\n");
    }

    private static byte[] data(@Nullable MAPIAttribute attribute) {
        return attribute == null || attribute.getData() == null ? new byte[0] : attribute.getData();
    }

    /// Whether groups stand so deep in one another that only somebody who means harm writes them.
    private static boolean deep(byte[] rtf) {
        int depth = 0;
        for (byte sign : rtf) {
            depth += sign == '{' ? 1 : sign == '}' ? -1 : 0;
            if (depth > DEEPEST) {
                return true;
            }
        }
        return false;
    }
}
