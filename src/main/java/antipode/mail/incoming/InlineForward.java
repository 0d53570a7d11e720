package antipode.mail.incoming;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A mail that was forwarded as text within another: below a line that says so stand its From, its date and its subject, then
/// its words.
public final class InlineForward {

    private static final Pattern RULE = Pattern.compile(
            "(?iu)\\s*(-{2,}|_{2,})?\\s*(forwarded message|begin forwarded message|weitergeleitete nachricht|anfang der weitergeleiteten nachricht"
                    + "|message transféré|début du message (réexpédié|transféré)|mensaje reenviado|mensagem (reencaminhada|encaminhada)|messaggio inoltrato"
                    + "|inizio messaggio inoltrato|doorgestuurd bericht|begin doorgestuurd bericht|vidarebefordrat meddelande|пересылаемое сообщение"
                    + "|转发的邮件|轉寄郵件|転送メッセージ|전달된 메시지)\\s*:?\\s*(-{2,}|_{2,})?\\s*");

    private static final Pattern FIELD = Pattern.compile(
            "(?iu)\\*?(?:(?<from>from|von|de|da|van|från|fra|от|差出人|发件人)|(?<date>date|sent|gesendet|datum|envoyé|fecha|enviado( el)?|data|inviato"
                    + "|verzonden|skickat|дата|送信日時|日付|发送时间|日期)|(?<subject>subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|тема|件名|主题)"
                    + "|(?<other>to|an|à|para|a|aan|till|til|cc|kopie|reply-to|кому|宛先|收件人))\\*?\\s*[:：]\\*?\\s*(?<value>.*)");

    private InlineForward() {}

    /// @param text    the whole text, with what was cut from it
    /// @param subject the mail's own, by which a program tells that it forwards without a line that says so
    public static Optional<Split> in(String text, String subject) {
        List<String> lines = text.lines().toList();
        boolean says = subject.matches("(?iu)\\s*(fwd?|wg|tr|rv|enc|i|vb|vs|pd|fw|转发|轉寄|転送)\\s*[:：].*");
        for (int at = 0; at < lines.size(); at++) {
            if (RULE.matcher(lines.get(at)).matches()) {
                return Optional.of(split(lines, at, at + 1));
            }
            Matcher field = FIELD.matcher(lines.get(at).strip());
            if (says && field.matches() && field.group("from") != null && value(field).contains("@")) {
                return Optional.of(split(lines, at, at));
            }
        }
        return Optional.empty();
    }

    /// What the member wrote above, and what they forward.
    public record Split(String own, Forwarded forwarded) {}

    private static Split split(List<String> lines, int end, int begin) {
        String from = "";
        String date = "";
        String subject = "";
        int at = begin;
        boolean fields = false;
        for (; at < lines.size(); at++) {
            String line = lines.get(at).strip();
            Matcher field = FIELD.matcher(line);
            if (line.isEmpty() && !fields) {
                continue;
            }
            if (!field.matches()) {
                break;
            }
            fields = true;
            from = field.group("from") != null && from.isEmpty() ? value(field) : from;
            date = field.group("date") != null && date.isEmpty() ? value(field) : date;
            subject = field.group("subject") != null && subject.isEmpty() ? value(field) : subject;
        }
        String words = String.join("\n", lines.subList(at, lines.size())).strip();
        String own = QuotedText.cut(String.join("\n", lines.subList(0, end))).kept();
        return new Split(own.replaceAll("(?m)^[-_]{5,}\\s*$", "").strip(), new Forwarded(from, date, subject, unquoted(words)));
    }

    private static String value(Matcher field) {
        String value = field.group("value");
        return plain(value).replaceAll("\\[mailto:[^\\]]*]", "").replaceAll("<mailto:([^>]*)>", "<$1>").strip();
    }

    private static String plain(@Nullable String words) {
        return words == null ? "" : words.replace("*", "");
    }

    private static String unquoted(String words) {
        return words.lines().filter(line -> !line.isBlank()).allMatch(line -> line.startsWith(">"))
                ? String.join("\n", words.lines().map(line -> line.replaceFirst("^> ?", "")).toList())
                : words;
    }
}
