package antipode.mail.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What mail programs put around an answer is cut, and nothing of the answer.
class CuttingTest {

    @Test
    void every_programs_way_to_quote_is_known_in_the_languages_people_write_in() {
        List<String> mistakes = new ArrayList<>();
        Stream.of(
                        "On Tue, Nov 3, 2026 at 2:02 PM Ana Ferreira <antipode@localhost> wrote:\n\n> Is it enough?",
                        "On Tue, Nov 3, 2026 at 2:02 PM Ana Ferreira (@ana) via Antipode\n<antipode@localhost> wrote:\n> Is it\n> enough?",
                        "Am 03.11.2026 um 14:02 schrieb Ana Ferreira <antipode@localhost>:\n> Reicht das?",
                        "Le mar. 3 nov. 2026 à 14:02, Ana Ferreira <antipode@localhost> a écrit :\n\n> Est-ce assez ?",
                        "El mar, 3 nov 2026 a las 14:02, Ana Ferreira (<antipode@localhost>) escribió:\n\n> ¿Basta?",
                        "Em ter., 3 de nov. de 2026 às 14:02, Ana Ferreira <antipode@localhost> escreveu:\n\n> Chega?",
                        "Il giorno mar 3 nov 2026 alle ore 14:02 Ana Ferreira <antipode@localhost> ha scritto:\n\n> Basta?",
                        "Op di 3 nov. 2026 om 14:02 schreef Ana Ferreira <antipode@localhost>:\n\n> Genoeg?",
                        "Den tis 3 nov. 2026 kl 14:02 skrev Ana Ferreira <antipode@localhost>:\n\n> Räcker det?",
                        "W dniu 3.11.2026 o 14:02, Ana Ferreira pisze:\n> Wystarczy?",
                        "вт, 3 нояб. 2026 г. в 14:02, Ana Ferreira <antipode@localhost> пишет:\n> Хватит?",
                        "2026年11月3日(火) 14:02 Ana Ferreira <antipode@localhost>:\n\n> 足りますか",
                        "Ana Ferreira <antipode@localhost> 于2026年11月3日周二 14:02写道：\n\n> 够吗",
                        "2026년 11월 3일 (화) 오후 2:02, Ana Ferreira <antipode@localhost>님이 작성:\n\n> 충분한가요",
                        "-----Original Message-----\nFrom: Ana Ferreira\nSent: Tuesday, November 3, 2026 2:02 PM\nTo: Kei\nSubject: Re: x\n\nIs it enough?",
                        "-----Ursprüngliche Nachricht-----\nVon: Ana Ferreira\nGesendet: Dienstag\n\nReicht das?",
                        "________________________________\nFrom: Ana Ferreira <antipode@localhost>\nSent: Tuesday, November 3, 2026 2:02 PM\nTo: Kei\nSubject: Re: x\n\nIs it enough?",
                        "Von: Ana Ferreira <antipode@localhost>\nGesendet: Dienstag, 3. November 2026 14:02\nAn: Kei\nBetreff: AW: x\n\nReicht das?",
                        "De : Ana Ferreira <antipode@localhost>\nEnvoyé : mardi 3 novembre 2026 14:02\nÀ : Kei\nObjet : Re: x\n\nAssez ?",
                        "> Is it enough?\n> Really?",
                        "-- \nKei Nakamura\nHalyard, Tokyo",
                        "Sent from my iPhone",
                        "Von meinem iPhone gesendet",
                        "Get Outlook for iOS",
                        "iPhoneから送信\n\n2026/11/03 14:02、Ana Ferreira <antipode@localhost>のメール:\n\n> 足りますか")
                .forEach(quoted -> {
                    Cut cut = QuotedText.cut("Yes, it is.\n\nGroups too.\n\n" + quoted + "\n");
                    String kept = cut.kept().replaceAll("\n_{10,}$", "").strip();
                    if (!kept.equals("Yes, it is.\n\nGroups too.")) mistakes.add(quoted + " leaves " + cut.kept());
                    if (cut.cut().isBlank()) mistakes.add(quoted + " is lost");
                });
        assertThat(mistakes).isEmpty();
    }

    @Test
    void answers_between_the_lines_stay_with_the_lines_they_answer() {
        Cut cut = QuotedText.cut("""
                On Tue, Nov 3, 2026 at 2:02 PM Ana <a@x.example> wrote:

                > Is it enough?
                Yes.
                > Of groups too?
                No, they pay by head.

                > Anything else?
                -- \nKei
                """);
        assertThat(cut.kept()).isEqualTo("> Is it enough?\nYes.\n> Of groups too?\nNo, they pay by head.");
        assertThat(cut.cut()).contains("Anything else", "Kei");
    }

    @Test
    void words_that_only_look_like_a_quotation_are_kept() {
        for (String words : List.of(
                "On Monday I wrote:\nthe refund is flat, and I stand by it.",
                "From: the harbour\nto the office it takes an hour.",
                "Le prix a écrit: rien.",
                "We meet at 10:00 - see the list:\n- one\n- two",
                "I sent from my desk the list we need, and more words follow here so that it is a sentence of its own.\nMore.")) {
            assertThat(QuotedText.cut(words).kept()).isEqualTo(words);
        }
    }

    @Test
    void html_alone_becomes_words_and_its_quotations_are_known_by_their_marks() {
        Cut gmail = HtmlWords.cut("""
                <div dir="ltr">Yes, it <b>is</b>.<div>See <a href="https://halyard.example/x">the list</a></div><ul><li>one</li><li>two</li></ul></div>
                <div class="gmail_quote"><div class="gmail_attr">On Tue Ana wrote:</div><blockquote class="gmail_quote">Is it enough?</blockquote></div>""");
        assertThat(gmail.kept()).isEqualTo("Yes, it **is**.\nSee [the list](https://halyard.example/x)\n\n- one\n- two");
        assertThat(gmail.cut()).contains("Is it enough?");
        Cut outlook = HtmlWords.cut(
                "<p>Yes.</p><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\"><b>From:</b> Ana</div><div>Is it enough?</div>");
        assertThat(outlook.kept()).isEqualTo("Yes.");
        assertThat(outlook.cut()).contains("Is it enough?");
        Cut apple = HtmlWords.cut("<div>Yes.<br><blockquote type=\"cite\"><div>On 3 Nov 2026, at 14:02, Ana wrote:</div>Is it enough?</blockquote></div>");
        assertThat(apple.kept()).isEqualTo("Yes.");
        assertThat(HtmlWords.cut("<script>alert(1)</script><p onclick=x>Hi <img src=x onerror=alert(1)></p>").kept()).isEqualTo("Hi");
    }

    @Test
    void letters_are_read_as_what_they_are_and_not_as_what_they_are_called() {
        assertThat(PartText.decoded("für alle".getBytes(java.nio.charset.StandardCharsets.UTF_8), "us-ascii")).isEqualTo("für alle");
        assertThat(PartText.decoded("für alle".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), "utf-8")).isEqualTo("für alle");
        assertThat(PartText.decoded("“für”".getBytes(java.nio.charset.Charset.forName("windows-1252")), "iso-8859-1")).isEqualTo("“für”");
        assertThat(PartText.decoded("東京".getBytes(java.nio.charset.Charset.forName("ISO-2022-JP")), "iso-2022-jp")).isEqualTo("東京");
        assertThat(PartText.decoded("東京".getBytes(java.nio.charset.Charset.forName("Shift_JIS")), "shift_jis")).isEqualTo("東京");
        assertThat(PartText.decoded("Москва".getBytes(java.nio.charset.Charset.forName("KOI8-R")), "koi8-r")).isEqualTo("Москва");
        assertThat(PartText.decoded("plain".getBytes(java.nio.charset.StandardCharsets.UTF_8), "no-such-charset")).isEqualTo("plain");
    }

    @Test
    void only_the_word_of_our_own_server_counts_and_only_its_topmost() {
        Authentication ours = new Authentication("mx.halyard.example");
        assertThat(proven(ours, "mx.halyard.example; dmarc=pass (p=reject) header.from=halyard.example")).isTrue();
        assertThat(proven(ours, "mx.halyard.example; spf=fail smtp.mailfrom=x.example; dkim=pass header.d=halyard.example header.s=a")).isTrue();
        assertThat(proven(ours, "mx.halyard.example; dkim=pass header.d=elsewhere.example; spf=pass smtp.mailfrom=m@elsewhere.example")).isFalse();
        assertThat(proven(ours, "mx.halyard.example; dkim=pass header.d=halyard.example; dmarc=fail header.from=halyard.example")).isFalse();
        assertThat(proven(ours, "mx.elsewhere.example; dmarc=pass header.from=halyard.example")).isFalse();
        assertThat(proven(ours, "mx.halyard.example.elsewhere.example; dmarc=pass header.from=halyard.example")).isFalse();
        assertThat(proven(ours, "mx.halyard.example; none (dmarc=pass header.from=halyard.example)")).isFalse();
        assertThat(proven(ours, "mx.halyard.example; dmarc=pass header.from=elsewhere.example")).isFalse();
        assertThat(proven(ours, "mx.halyard.example; dmarc=fail header.from=halyard.example", "mx.halyard.example; dmarc=pass header.from=halyard.example")).isFalse();
        assertThat(proven(ours)).isFalse();
        assertThat(proven(new Authentication(""), "; dmarc=pass header.from=halyard.example")).isFalse();
    }

    private static boolean proven(Authentication host, String... results) {
        StringBuilder head = new StringBuilder();
        for (String result : results) {
            head.append("Authentication-Results: ").append(result).append("\r\n");
        }
        return host.proven(Headers.of(head.toString().getBytes()), "kei@halyard.example");
    }
}
