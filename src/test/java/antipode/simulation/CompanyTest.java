package antipode.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/// People in many zones write, ask, travel, rest and change their minds, at random but repeatably; nobody is disturbed, nothing
/// is lost, and silence decides when it is fair.
@AntipodeTest
class CompanyTest {

    private final Company company;

    CompanyTest(AutowireCapableBeanFactory beans) {
        this.company = beans.createBean(Company.class);
    }

    @Test
    void sixty_people_over_thirty_days_around_the_change_of_clocks() {
        live(60, 20, 30, 300, Instant.parse("2026-10-15T00:00:30Z"));
    }

    @Test
    @Tag("long")
    void thirteen_hundred_people_in_sixty_five_zones_over_four_hundred_days() {
        live(1_300, 65, 400, 25_000, Instant.parse("2026-02-01T00:00:30Z"));
    }

    private void live(int people, int zones, int days, int deeds, Instant start) {
        Outcome outcome = company.live(people, zones, days, deeds, start);
        System.out.println(outcome.table(people, zones, days));
        assertThat(outcome.outside).as("deliveries outside working hours").isEmpty();
        assertThat(outcome.overdue).as("held longer than five minutes past the next opening").isEmpty();
        assertThat(outcome.lost).as("lost").isEmpty();
        assertThat(outcome.doubled).as("doubled").isEmpty();
        assertThat(outcome.unfair).as("defaults that were not fair, not in time or not once").isEmpty();
        assertThat(outcome.letters).isPositive();
        assertThat(outcome.decided).isNotEmpty();
    }
}
