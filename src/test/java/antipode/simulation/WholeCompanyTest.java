package antipode.simulation;

import antipode.AntipodeTest;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/// The same as [CompanyTest] at the size of the companies this is for, over more than a year of clocks that change.
@AntipodeTest
@Tag("long")
class WholeCompanyTest {

    private final Company company;

    WholeCompanyTest(AutowireCapableBeanFactory beans) {
        this.company = beans.createBean(Company.class);
    }

    @Test
    void thirteen_hundred_people_in_sixty_five_zones_over_four_hundred_days() {
        company.live(1_300, 65, 400, 10_000, Instant.parse("2026-02-01T00:00:30Z")).isAsPromised();
    }
}
