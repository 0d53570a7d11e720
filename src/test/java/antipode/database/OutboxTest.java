package antipode.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import antipode.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

@AntipodeTest
class OutboxTest {

    private final Outbox outbox;
    private final OutboxSamples samples;
    private final TransactionTemplate transaction;
    private final Settings settings;
    private final TestClock clock;

    OutboxTest(
            Outbox outbox,
            OutboxSamples samples,
            TransactionTemplate transaction,
            Settings settings,
            TestClock clock) {
        this.outbox = outbox;
        this.samples = samples;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @BeforeEach
    void nothing_is_left_from_before() {
        clock.forward(Duration.ofDays(30));
        outbox.drain();
        samples.seen.clear();
        samples.failing = false;
    }

    private void put(String key, String text) {
        transaction.executeWithoutResult(status -> outbox.put("sample", key, new OutboxSamples.Sample(text)));
    }

    @Test
    void a_row_needs_the_transaction_of_its_action() {
        assertThatThrownBy(() -> outbox.put("sample", "a", "text")).hasMessageContaining("transaction");
    }

    @Test
    void a_row_of_an_action_that_did_not_happen_does_not_exist() {
        transaction.executeWithoutResult(status -> {
            outbox.put("sample", "a", new OutboxSamples.Sample("one"));
            status.setRollbackOnly();
        });
        assertThat(outbox.drain()).isZero();
        assertThat(samples.seen).isEmpty();
    }

    @Test
    void rows_are_done_in_their_order_and_once() {
        put("a", "one");
        put("a", "two");
        put("b", "three");
        assertThat(outbox.drain()).isEqualTo(3);
        assertThat(outbox.drain()).isZero();
        assertThat(samples.seen).containsExactly("one", "two", "three");
    }

    @Test
    void what_asks_another_server_leaves_one_worker_to_the_others() {
        samples.slow = true;
        try {
            put("a", "one");
            assertThat(outbox.drainQuick()).isZero();
            assertThat(outbox.drain()).isEqualTo(1);
        } finally {
            samples.slow = false;
        }
    }

    @Test
    void a_failure_undoes_its_effects_and_holds_up_its_own_key_only() {
        samples.failing = true;
        put("fails", "first");
        put("fails", "second");
        put("works", "third");
        outbox.drain();
        assertThat(samples.seen).containsExactly("third");
        assertThat(settings.get("written by first")).isEmpty();

        samples.failing = false;
        outbox.drain();
        assertThat(samples.seen).containsExactly("third");
        clock.forward(Duration.ofSeconds(2));
        outbox.drain();
        assertThat(samples.seen).containsExactly("third", "first", "second");
        assertThat(settings.get("written by first")).isPresent();
    }

    @Test
    void a_row_that_never_works_is_given_up_shown_and_can_be_revived() {
        samples.failing = true;
        put("fails", "poison");
        put("fails", "behind it");
        for (var i = 0; i < 20; i++) {
            outbox.drain();
            clock.forward(Duration.ofHours(3));
        }
        var dead = outbox.dead();
        assertThat(dead).extracting(DeadRow::payload).contains("{\"text\": \"poison\"}");
        assertThat(dead.getFirst().problem()).contains("does not work");

        samples.failing = false;
        assertThat(outbox.revive(dead.getLast().id())).isTrue();
        outbox.drain();
        assertThat(samples.seen).contains("poison");
    }

    @Test
    void a_row_due_later_waits() {
        transaction.executeWithoutResult(status -> outbox.put(
                "sample", "later", new OutboxSamples.Sample("later"), clock.instant().plusSeconds(60)));
        outbox.drain();
        assertThat(samples.seen).isEmpty();
        clock.forward(Duration.ofSeconds(60));
        outbox.drain();
        assertThat(samples.seen).containsExactly("later");
    }
}
