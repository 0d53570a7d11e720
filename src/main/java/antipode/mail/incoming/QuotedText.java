package antipode.mail.incoming;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Parts what somebody wrote from what mail programs put around it, in the languages people write in. Where an answer stands
/// between the lines it answers, these stay.
final class QuotedText {

    /// "On Tue, Ana wrote:", on one line or wrapped over several.
    private static final Pattern ATTRIBUTION = Pattern.compile(
            "(?iu)(on\\b.{4,300}\\bwrote|am\\b.{4,300}\\bschrieb\\b.{0,200}|le\\b.{4,300}\\ba écrit|el\\b.{4,300}\\bescribió"
                    + "|em\\b.{4,300}\\bescreveu|no dia\\b.{4,300}\\bescreveu|a\\b.{4,300}\\bescreveu|il\\b.{4,300}\\bha scritto|op\\b.{4,300}\\bschreef\\b.{0,200}"
                    + "|(den|på|kl)\\b.{4,300}\\bskrev\\b.{0,200}|w dniu\\b.{4,300}(napisał|pisze)\\S{0,8}|.{4,300}\\bnapisał\\(a\\)|.{4,300}\\bnapsal\\(a\\)"
                    + "|.{4,300}(пишет|написал\\S{0,4})|.{4,300}\\bkirjoitti\\b.{0,100}|.{4,300}şunu yazdı|.{4,300}\\bírta|vào\\b.{4,300}đã viết"
                    + "|.{4,300}(写道|寫道)|.{4,300}(のメール|のメッセージ|さんは書きました|さんが書いた)|\\d{4}年.{4,300}|.{4,300}(작성|썼습니다))"
                    + "\\s?[:：]\\s*");

    /// A line that names an address and ends in a colon; only before a quotation.
    private static final Pattern NAMES = Pattern.compile(".{0,300}<?[^\\s<>]+@[^\\s<>]+>?.{0,60}[:：]\\s*");

    private static final Pattern DATED = Pattern.compile("\\d{1,2}[:.h]\\d{2}|\\b(19|20)\\d{2}\\b|@");

    private static final Pattern RULE = Pattern.compile(
            "(?iu)\\s*(-{2,}|_{2,}|\\*{2,})\\s*(original message|originale? nachricht|ursprüngliche nachricht|original-nachricht|message d.origine"
                    + "|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|oprindelig meddelelse|ursprungligt meddelande"
                    + "|исходное сообщение|wiadomość oryginalna|原始邮件|原始郵件|元のメッセージ|원본 메시지)\\s*(-{2,}|_{2,}|\\*{2,})?\\s*");

    private static final String FROM = "(?iu)\\*?(from|von|de|da|van|från|fra|od|от|lähettäjä|差出人|发件人|寄件者|보낸 사람)\\s*[:：].*";
    private static final String SENT = "(?iu)\\*?(sent|date|gesendet|datum|envoyé|enviado( el)?|data|inviato|verzonden|skickat|sendt|wysłano|отправлено"
            + "|lähetetty|送信日時|日時|发送时间|寄件日期|보낸 날짜)\\s*[:：].*";

    private static final Pattern PHONE = Pattern.compile(
            "(?iu)\\s*(sent from (my |mail for |yahoo |outlook|proton|samsung)?.{0,60}|sent with .{0,60}|get outlook for .{0,40}"
                    + "|(von|aus) mein\\S{0,3} .{1,40}gesendet|gesendet von .{1,40}|diese nachricht wurde von .{1,80}gesendet|envoyé (de|depuis) mon .{1,40}|enviado desde .{1,40}"
                    + "|enviado do meu .{1,40}|inviato da .{1,40}|verstuurd vanaf .{1,40}|skickat från .{1,40}|sendt fra .{1,40}|iphoneから送信"
                    + "|отправлено с .{1,40}|wysłane z .{1,40}|发自我的.{1,20}|從我的.{1,20}傳送|나의 .{1,20}에서 보냄)\\s*");

    private QuotedText() {}

    static Cut cut(String text) {
        List<String> lines = text.lines().toList();
        int end = lines.size();
        for (int at = 0; at < lines.size(); at++) {
            if (begins(lines, at)) {
                end = at;
                break;
            }
        }
        List<String> kept = new ArrayList<>(lines.subList(0, end));
        List<String> cut = new ArrayList<>(lines.subList(end, lines.size()));
        if (between(cut)) {
            // The answer stands between the quoted lines, or below them.
            List<String> rest = cut.subList(quoteFrom(cut), cut.size());
            kept.addAll(rest.subList(0, signature(rest)));
            cut = new ArrayList<>(rest.subList(signature(rest), rest.size()));
        }
        int signed = signature(kept);
        cut.addAll(0, kept.subList(signed, kept.size()));
        kept = kept.subList(0, signed);
        int last = withoutQuote(kept);
        cut.addAll(0, kept.subList(last, kept.size()));
        kept = kept.subList(0, last);
        return new Cut(String.join("\n", kept).strip(), String.join("\n", cut).strip());
    }

    /// Whether a quotation begins here, with a line that says so.
    private static boolean begins(List<String> lines, int at) {
        String line = lines.get(at).strip();
        if (line.isEmpty()) {
            return false;
        }
        if (RULE.matcher(line).matches() || block(lines, at)) {
            return true;
        }
        for (int wrapped = 0; wrapped < 4 && at + wrapped < lines.size(); wrapped++) {
            String joined = String.join(" ", lines.subList(at, at + wrapped + 1)).strip();
            if (lines.get(at + wrapped).isBlank() || joined.startsWith(">")) {
                return false;
            }
            boolean attributed = joined.length() <= 600 && ATTRIBUTION.matcher(joined).matches();
            // Some programs quote by drawing alone; then only the time it names tells it from a sentence of one's own.
            if (attributed && DATED.matcher(joined).find()
                    || (attributed || NAMES.matcher(joined).matches()) && quotedAfter(lines, at + wrapped + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean quotedAfter(List<String> lines, int from) {
        return lines.subList(from, lines.size()).stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> line.startsWith(">"))
                .orElse(false);
    }

    /// Outlook's: From and Sent below one another, with nothing marked.
    private static boolean block(List<String> lines, int at) {
        return lines.get(at).strip().matches(FROM)
                && lines.subList(at + 1, Math.min(lines.size(), at + 5)).stream().anyMatch(line -> line.strip().matches(SENT));
    }

    /// Whether words of one's own stand after or between quoted lines.
    private static boolean between(List<String> cut) {
        int quote = quoteFrom(cut);
        boolean quoted = false;
        for (int at = quote; at < cut.size() && quote > 0; at++) {
            String line = cut.get(at);
            if (line.startsWith(">")) {
                quoted = true;
            } else if (quoted && !line.isBlank()) {
                return !line.strip().equals("--") && !PHONE.matcher(line).matches() && !begins(cut, at);
            }
        }
        return false;
    }

    private static int quoteFrom(List<String> lines) {
        for (int at = 0; at < Math.min(lines.size(), 6); at++) {
            if (lines.get(at).startsWith(">")) {
                return at;
            }
        }
        return 0;
    }

    /// Where the signature begins.
    private static int signature(List<String> lines) {
        int end = lines.size();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).equals("-- ") || lines.get(at).equals("--")) {
                end = at;
                break;
            }
        }
        while (end > 0 && (lines.get(end - 1).isBlank() || PHONE.matcher(lines.get(end - 1)).matches())) {
            end--;
        }
        return end;
    }

    /// Without the quotation at the very end, unless all of it is one.
    private static int withoutQuote(List<String> lines) {
        int end = lines.size();
        while (end > 0 && (lines.get(end - 1).isBlank() || lines.get(end - 1).startsWith(">"))) {
            end--;
        }
        return end == 0 ? lines.size() : end;
    }
}
