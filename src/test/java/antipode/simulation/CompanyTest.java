package antipode.simulation;

import antipode.AntipodeTest;
import java.time.Instant;
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
        company.live(60, 20, 30, 300, Instant.parse("2026-10-15T00:00:30Z")).isAsPromised();
    }
}
