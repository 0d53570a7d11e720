package antipode.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairTimeTest {

    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
    /// Tuesday 17 November 2026, 17:30 in Lisbon.
    private static final Instant NOW = Instant.parse("2026-11-17T17:30:00Z");

    private static FairTime.Asked<String> person(String name, String zone, String hours) {
        return new FairTime.Asked<>(name.toLowerCase(java.util.Locale.ROOT), name, Schedule.of(ZoneId.of(zone), WeeklyHours.parse(hours)));
    }

    private static FairTime.Asked<String> away(FairTime.Asked<String> asked, String from, String to) {
        return new FairTime.Asked<>(asked.who(), asked.name(),
                asked.schedule().withAway(List.of(new Interval(Instant.parse(from), Instant.parse(to)))));
    }

    private static final FairTime.Asked<String> KEI = person("Kei", "Asia/Tokyo", "Mon-Fri 08:30-12:30 14:00-18:00");
    private static final FairTime.Asked<String> MIA = person("Mia", "America/Los_Angeles", "Mon-Fri 08:00-12:00 13:00-17:00");
    private static final FairTime.Asked<String> RAVI = person("Ravi", "Asia/Kolkata", "Mon-Fri 10:00-14:00 15:00-19:00");

    @Test
    void it_is_fair_when_the_last_of_them_has_had_their_time() {
        var fair = FairTime.of(NOW, List.of(KEI, MIA, RAVI));
        assertThat(fair.each().stream().map(each -> each.moment().toString())).containsExactly(
                "2026-11-18T03:30:00Z", "2026-11-17T22:30:00Z", "2026-11-18T08:30:00Z");
        assertThat(fair.last().orElseThrow().asked()).isEqualTo(RAVI);
        assertThat(fair.due()).contains(Instant.parse("2026-11-18T08:30:00Z"));
        assertThat(fair.isFair(Instant.parse("2026-11-18T08:30:00Z"))).isTrue();
        assertThat(fair.isFair(Instant.parse("2026-11-18T08:29:59Z"))).isFalse();
    }

    @Test
    void an_earlier_time_is_told_whom_it_robs() {
        var fair = FairTime.of(NOW, List.of(KEI, MIA, RAVI));
        var early = Instant.parse("2026-11-18T03:00:00Z");
        assertThat(fair.verdict(early, LISBON)).isEqualTo(
                "Tomorrow 03:00 is 08:30 for Ravi, who has had no working time by then. Wed 08:30 is fair.");
        assertThat(fair.robbedBy(early)).extracting(robbed -> robbed.each().asked().name() + " " + robbed.missing())
                .containsExactly("Ravi PT4H", "Kei PT30M");
        assertThat(fair.verdict(Instant.parse("2026-11-18T07:00:00Z"), LISBON))
                .isEqualTo("Tomorrow 07:00 is 12:30 for Ravi, who has had only 2½ h of 4 h working time by then. Wed 08:30 is fair.");
        assertThat(fair.verdict(NOW, LISBON)).isEqualTo("Kei, Mia and Ravi have had no working time by then. Wed 08:30 is fair.");
        assertThat(fair.verdict(NOW.minusSeconds(3600), LISBON)).startsWith("Kei, Mia and Ravi have had no working time");
        assertThat(fair.verdict(Instant.parse("2026-11-18T18:00:00Z"), LISBON)).isEqualTo("Fair: each has 4 h of their own working time.");
    }

    @Test
    void whom_it_robs_is_told_by_their_own_clocks() {
        var fair = FairTime.of(NOW, List.of(KEI, MIA));
        assertThat(fair.verdict(Instant.parse("2026-11-17T18:00:00Z"), LISBON))
                .isEqualTo("18:00 is Wed 03:00 for Kei, who has had no working time by then. Wed 03:30 is fair.");
        assertThat(fair.verdict(NOW, LISBON)).isEqualTo(
                "17:30 is Wed 02:30 for Kei and 09:30 for Mia, who have had no working time by then. Wed 03:30 is fair.");
    }

    @Test
    void a_team_as_one_has_had_fair_time_as_soon_as_one_of_its_members_has() {
        assertThat(FairTime.first(NOW, List.of(KEI, MIA, RAVI)).orElseThrow().asked()).isEqualTo(MIA);
        var away = away(MIA, "2026-11-17T12:00:00Z", "2026-12-24T18:30:00Z");
        assertThat(FairTime.first(NOW, List.of(RAVI, away, KEI)).orElseThrow().asked()).isEqualTo(KEI);
        assertThat(FairTime.first(NOW, List.of(away))).isEmpty();
    }

    @Test
    void the_due_time_is_rounded_up_to_five_minutes_and_never_down() {
        var fair = FairTime.of(NOW.plusSeconds(61), List.of(MIA));
        assertThat(fair.each().getFirst().moment()).isEqualTo("2026-11-17T22:31:01Z");
        assertThat(fair.due()).contains(Instant.parse("2026-11-17T22:35:00Z"));
        assertThat(fair.isFair(Instant.parse("2026-11-17T22:31:01Z"))).isTrue();
    }

    @Test
    void who_stated_no_hours_has_two_working_days() {
        var tom = new FairTime.Asked<>("tom", "Tom", Schedule.unstated(LISBON));
        var fair = FairTime.of(NOW, List.of(KEI, tom));
        assertThat(fair.due()).contains(Instant.parse("2026-11-19T17:30:00Z"));
        assertThat(fair.verdict(Instant.parse("2026-11-18T12:00:00Z"), LISBON))
                .isEqualTo("Tom has had only 18½ h of two working days by then. Thu 17:30 is fair.");
        assertThat(fair.verdict(Instant.parse("2026-11-19T18:00:00Z"), LISBON))
                .isEqualTo("Fair: each has 4 h of their own working time, or two working days.");
    }

    @Test
    void a_short_absence_is_waited_for() {
        var fair = FairTime.of(NOW, List.of(KEI, away(RAVI, "2026-11-17T18:30:00Z", "2026-11-20T18:30:00Z")));
        assertThat(fair.absent()).isEmpty();
        assertThat(fair.due()).contains(Instant.parse("2026-11-23T08:30:00Z"));
    }

    @Test
    void who_is_away_for_more_than_three_working_days_is_left_out_with_a_note() {
        var fair = FairTime.of(NOW, List.of(KEI, away(RAVI, "2026-11-17T18:30:00Z", "2026-11-24T18:30:00Z")));
        assertThat(fair.absent()).extracting(each -> each.asked().name()).containsExactly("Ravi");
        assertThat(fair.due()).contains(Instant.parse("2026-11-18T03:30:00Z"));
        assertThat(fair.verdict(Instant.parse("2026-11-18T04:00:00Z"), LISBON)).isEqualTo(
                "Fair: Kei has 4 h of their own working time. Ravi is away until Wed 25 Nov, 04:30, so nobody waits for them.");
    }

    @Test
    void when_everyone_is_away_there_is_no_fair_time() {
        var fair = FairTime.of(NOW, List.of(away(RAVI, "2026-11-17T12:00:00Z", "2027-11-24T18:30:00Z")));
        assertThat(fair.due()).isEmpty();
        assertThat(fair.verdict(NOW, LISBON)).startsWith("Nobody asked can answer before they return. Ravi is away until 25 Nov 2027, 04:30");
    }

    @Test
    void fair_time_is_the_earliest_that_robs_nobody() {
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            var asked = Given.moment(random, Given.ZONES.get(random.nextInt(Given.ZONES.size())));
            var everyone = new ArrayList<FairTime.Asked<Integer>>();
            for (int who = 0; who < 1 + random.nextInt(5); who++) {
                everyone.add(new FairTime.Asked<>(who, "P" + who, Given.schedule(random, asked, Given.ZONES.get(random.nextInt(Given.ZONES.size())))));
            }
            var fair = FairTime.of(asked, Duration.ofMinutes(1 + random.nextInt(600)), everyone);
            fair.last().ifPresent(last -> {
                assertThat(fair.robbedBy(last.moment())).isEmpty();
                var robbed = fair.robbedBy(last.moment().minusSeconds(1));
                assertThat(robbed).extracting(one -> one.each().asked().who()).contains(last.asked().who());
                assertThat(robbed).allMatch(one -> one.missing().compareTo(Duration.ofSeconds(1)) == 0);
                assertThat(fair.isFair(fair.due().orElseThrow())).isTrue();
                assertThat(Duration.between(last.moment(), fair.due().orElseThrow())).isBetween(Duration.ZERO, Duration.ofSeconds(299));
            });
        }
    }
}
