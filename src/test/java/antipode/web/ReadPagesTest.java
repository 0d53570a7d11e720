package antipode.web;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/// A page is read in one read-only transaction, and whatever else a handler does is its own affair.
@AntipodeTest
class ReadPagesTest {

    private final RequestMappingHandlerAdapter adapter;
    private String seen = "";

    ReadPagesTest(RequestMappingHandlerAdapter adapter) {
        this.adapter = adapter;
    }

    @BeforeEach
    void nothing_seen_yet() {
        seen = "";
    }

    @Test
    void reading_is_one_read_only_transaction_that_is_over_before_the_page_is_shown() throws Exception {
        handle("GET", "look");
        assertThat(seen).isEqualTo("read-only");
        assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
        handle("HEAD", "look");
        assertThat(seen).isEqualTo("read-only");
    }

    @Test
    void acting_and_streaming_have_their_own_transactions() throws Exception {
        handle("POST", "look");
        assertThat(seen).isEqualTo("none");
        handle("GET", "stream");
        assertThat(seen).isEqualTo("none");
    }

    private void handle(String method, String handler) throws Exception {
        adapter.handle(
                new MockHttpServletRequest(method, "/"), new MockHttpServletResponse(), new HandlerMethod(this, handler));
    }

    public View look() {
        seen = TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                ? "read-only"
                : TransactionSynchronizationManager.isActualTransactionActive() ? "writing" : "none";
        return (model, request, response) -> {};
    }

    @OwnTransactions
    public View stream() {
        return look();
    }
}
