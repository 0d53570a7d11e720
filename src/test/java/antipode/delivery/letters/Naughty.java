package antipode.delivery.letters;

import java.util.List;

/// Words that have broken headers elsewhere.
final class Naughty {

    static final List<String> STRINGS = List.of(
            "Flat\r\nBcc: everyone@elsewhere.example", "Flat\nX-Injected: yes", "Flat\rX-Injected: yes", "Flat\r\n\r\n<b>body</b>",
            "Flat\0\nX-Injected: yes", "Flat\u2028X-Injected: yes", "Flat\u0085X-Injected: yes", "=?utf-8?Q?Flat=0D=0ABcc:_x@y.example?=",
            "\"Ana\" <mallory@elsewhere.example>", "Ana, Mallory <m@elsewhere.example>", "Ana; drop table", "Ana\\\"<", "<script>alert(1)</script>",
            "()<>@,;:\\\".[]", "田中さんにあげて下さい", "👩‍💻 ünïcödé", "Ω≈ç√∫˜µ≤≥÷", "مرحبا \u202Eabc", "\u200B\u200B zero", "\uFEFFbom",
            "%s%n%d {0} ${jndi:ldap://x} {{enclosed}} {{enclosed:1.2}}", "$1 \\1 \\u000d", "x".repeat(900), "é".repeat(255),
            "word ".repeat(200).strip(), "Te\u0300\u0301\u0302st", "undefined", "-1", "'; --", "../../etc/passwd", " leading", "\t tab");

    private Naughty() {}
}
