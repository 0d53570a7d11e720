package antipode.hints;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.hours.Schedule;
import antipode.hours.WeeklyHours;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Ana writes in Lisbon, on Wednesday 18 November at noon; she works from nine to one and from four to eight. Others are
/// in Tokyo and in San Francisco.
class LookoutTest {

    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
    private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");

    private static Lookout at(Instant now, ZoneId zone) {
        return new Lookout(
                new WritersDay(now, zone, Schedule.of(zone, WeeklyHours.parse("Mon-Fri 09:00-13:00 16:00-20:00"))),
                new Elsewhere(zone, now, List.of(LISBON, ZoneId.of("Asia/Tokyo"), ZoneId.of("America/Los_Angeles"))),
                Set.of("AZL"), "ana");
    }

    private static List<Hint> hints(String text) {
        return at(NOON, LISBON).all(new Draft(Kind.PROPOSAL, text, true, true, true, true));
    }

    private static String mended(String text) {
        return mended(NOON, LISBON, text);
    }

    /// With all vague times mended, from the last to the first, as a form without scripts sends it.
    private static String mended(Instant now, ZoneId zone, String text) {
        String mended = text;
        for (Hint hint : at(now, zone).all(new Draft(Kind.PROPOSAL, text, true, true, true, true)).reversed()) {
            mended = Fix.made(hint.fix().order(), mended);
        }
        return mended;
    }

    @Test
    void a_day_with_a_clock_time_becomes_that_instant_on_the_writers_clock() {
        String tomorrow = "<time:2026-11-19T17:00+00:00[Europe/Lisbon]>";
        assertThat(mended("We merge it tomorrow 5pm.")).isEqualTo("We merge it " + tomorrow + ".");
        assertThat(mended("We merge it tomorrow at 17:00, and tell you.")).isEqualTo("We merge it " + tomorrow + ", and tell you.");
        assertThat(mended("It is merged by 5 p.m. tomorrow, if it is fine.")).isEqualTo("It is merged by " + tomorrow + ", if it is fine.");
        assertThat(mended("We will be on the call on Friday at noon.")).isEqualTo("We will be on the call on <time:2026-11-20T12:00+00:00[Europe/Lisbon]>.");
        assertThat(mended("It is due by 18:00, and it is short.")).isEqualTo("It is due by <time:2026-11-18T18:00+00:00[Europe/Lisbon]>, and it is short.");
        assertThat(mended("We merge **tomorrow** at 5pm for all.")).isEqualTo("We merge **<time:2026-11-19T17:00+00:00[Europe/Lisbon]> for all.");
    }

    @Test
    void a_zone_or_city_that_is_named_counts_and_one_that_is_not_known_is_left_alone() {
        assertThat(mended("We merge it tomorrow 5pm UTC for all.")).contains("<time:2026-11-19T17:00+00:00[Etc/UTC]>");
        assertThat(mended("We merge it tomorrow 5pm Tokyo time for all.")).contains("<time:2026-11-19T17:00+09:00[Asia/Tokyo]> for all");
        assertThat(mended("We merge it tomorrow 5pm my time for all.")).contains("<time:2026-11-19T17:00+00:00[Europe/Lisbon]> for all");
        assertThat(mended("We merge it tomorrow 5pm your time for all.")).isEqualTo("We merge it tomorrow 5pm your time for all.");
    }

    @Test
    void the_end_of_the_day_is_the_writers_and_days_weeks_and_months_become_dates() {
        assertThat(mended("I will send it to you by EOD.")).isEqualTo("I will send it to you by <time:2026-11-18T20:00+00:00[Europe/Lisbon]>.");
        assertThat(mended("It is with you by EOD Friday, I hope.")).contains("by <time:2026-11-20T20:00+00:00[Europe/Lisbon]>, I hope");
        assertThat(mended("It is due by the end of the week.")).contains("by <time:2026-11-20T20:00+00:00[Europe/Lisbon]>");
        assertThat(mended("We ship it next week, if you agree.")).isEqualTo("We ship it the week of <time:2026-11-23>, if you agree.");
        assertThat(mended("We ship it next month, if you agree.")).isEqualTo("We ship it in December 2026, if you agree.");
        assertThat(mended("It is due by next month for all.")).contains("due by December 2026 for all");
        assertThat(mended("It will be done by Friday for all of you.")).contains("by <time:2026-11-20> for");
        assertThat(mended("It is the same since Monday for all of you.")).contains("since <time:2026-11-16> for");
        assertThat(mended("The gateway was down this morning for all.")).contains("down in the morning of <time:2026-11-18>, Lisbon time for all");
        assertThat(mended("We need it ASAP, to be honest.")).isEqualTo("We need it by <time:2026-11-19T20:00+00:00[Europe/Lisbon]>, to be honest.");
    }

    @Test
    void a_clock_time_that_is_skipped_or_comes_twice_is_taken_as_working_hours_take_it() {
        var saturday = Instant.parse("2026-03-28T12:00:00Z");
        assertThat(mended(saturday, LISBON, "We will do it tomorrow at 1:30am for you.")).contains("<time:2026-03-29T02:00+01:00[Europe/Lisbon]>");
        var october = Instant.parse("2026-10-24T12:00:00Z");
        assertThat(mended(october, LISBON, "We will do it tomorrow at 1:30am for you.")).contains("<time:2026-10-25T01:30+01:00[Europe/Lisbon]>");
    }

    @Test
    void what_recurs_has_a_date_is_quoted_or_stands_in_code_is_not_vague() {
        for (String clear : List.of(
                "We meet every Friday at 10:00, and it is short.",
                "The stand-up is weekly, on Tuesday 11:00, for all of you.",
                "We merge it on Friday, 27 November, if it is fine.",
                "We merge it on 27 November at 17:00 UTC, if it is fine.",
                "We merge it on Fri 27 Nov at 17:00 for all of you.",
                "He works Monday to Friday, and that is it.",
                "Write a time, and not \"end of day\" or “tomorrow morning”.",
                "At the end of the day it is your decision to make.",
                "It is `tomorrow 5pm` in the code, to be exact.",
                "> we merge it tomorrow 5pm\n\nThat is what he wrote to us.",
                "It is today what it was, and we like it.",
                "We merge it <time:2026-11-24T17:00+00:00>, if it is fine.",
                "Yesterday’s page and tomorrow's are the same for you.",
                "The Sunday ferry is full, and that is that.")) {
            assertThat(hints(clear)).as(clear).isEmpty();
        }
    }

    @Test
    void the_hint_says_what_the_others_would_read() {
        assertThat(hints("We merge it tomorrow 5pm, if you agree.").getFirst().explanation()).isEqualTo(
                "“tomorrow” is another day for whoever reads it later, or further east. 17:00 in Lisbon is 02:00 on Fri in Tokyo and 09:00 in Los Angeles.");
        assertThat(hints("We merge it tomorrow 5pm, if you agree.").getFirst().fix().deed()).isEqualTo("Write Thu 19 Nov, 17:00");
    }

    @Test
    void abbreviations_are_asked_for_once_unless_known_explained_or_shouted() {
        assertThat(hints("The PNR is in the AZL file, and the PNRs of the API are not.")).extracting(Hint::words).containsExactly("PNR");
        assertThat(hints("The passenger name record (PNR) is what we keep, and the PNR is short.")).isEmpty();
        assertThat(hints("It is NOT TO BE OPENED by you. See ISO-8601, `PNR`, [PNR](x) and RFC 9557 for that.")).isEmpty();
        assertThat(mended("The PNR is in the file.")).isEqualTo("The PNR (stands for …) is in the file.");
    }

    @Test
    void as_discussed_wants_a_link_in_its_sentence() {
        assertThat(hints("As discussed, we go with the flat fare for all.")).extracting(Hint::rule).containsExactly(Rule.UNLINKED);
        assertThat(hints("As discussed in #12, we go with the flat fare for all.")).isEmpty();
        assertThat(mended("As discussed, we go with the flat fare for all.")).startsWith("As discussed (#), we");
    }

    private static List<Rule> owed(String text) {
        return at(NOON, LISBON).all(Draft.of(Kind.PROPOSAL, text)).stream().map(Hint::rule).toList();
    }

    @Test
    void a_proposal_is_told_what_it_owes_one_step_after_the_other_and_its_fixes_lead_to_the_end() {
        String text = "I propose that we refund the flat fare. Somebody should change the tariff file.";
        assertThat(owed(text)).containsExactly(Rule.NO_ASK, Rule.NO_OWNER);
        for (int step = 0; step < 4; step++) {
            var hints = at(NOON, LISBON).hints(Draft.of(Kind.PROPOSAL, text), Set.of());
            if (!hints.isEmpty()) {
                text = Fix.made(hints.getFirst().fix().order(), text);
            }
        }
        assertThat(owed(text)).isEmpty();
        assertThat(text).endsWith("""
                Somebody should change the tariff file.

                If something speaks against it, say so here by <time:2026-11-20T20:00+00:00[Europe/Lisbon]>.

                If nobody objects by then, I go ahead.

                DRI: @ana""");
    }

    @Test
    void at_most_three_are_given_at_a_time_two_of_a_kind_and_none_that_is_silenced() {
        String text = "Tomorrow the PNR and the QXZ are read, by Friday the rest, next week all of it, as discussed.";
        var look = at(NOON, LISBON);
        assertThat(look.hints(Draft.of(Kind.PROPOSAL, text), Set.of())).extracting(Hint::rule)
                .containsExactly(Rule.VAGUE_TIME, Rule.VAGUE_TIME, Rule.UNLINKED);
        assertThat(look.hints(Draft.of(Kind.PROPOSAL, text), Set.of(Rule.VAGUE_TIME, Rule.UNLINKED))).extracting(Hint::rule)
                .containsExactly(Rule.ABBREVIATION, Rule.ABBREVIATION, Rule.NO_ASK);
    }

    @Test
    void a_text_in_a_language_without_words_of_its_own_is_left_alone() {
        assertThat(hints("Wir machen das morgen um 17:00, wie besprochen, und zwar ASAP. Die PNR kommt am Freitag.")).isEmpty();
        assertThat(hints("")).isEmpty();
        assertThat(hints("明日の17:00にマージします。EOD までにお願いします。")).isEmpty();
    }

    @Test
    void long_and_hostile_texts_are_read_to_their_end_and_named_three_times_at_most() {
        for (String piece : List.of("by ", "tomorrow ", "5pm ", "at at ", "Friday, ", "AB ", "(", "end of ", "the ", "\n\n", "[", "`", "as we ", "\uFFFB", "# ")) {
            assertThat(hints("the and of to " + piece.repeat(40_000 / piece.length()))).as(piece).hasSizeLessThanOrEqualTo(3);
        }
    }
}
