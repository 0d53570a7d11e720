package antipode.web;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/// Reads all that a page or an API answer shows in one read-only transaction: the arguments and the handler. The
/// rendering comes after it and holds no connection.
class ReadPages extends RequestMappingHandlerAdapter {

    private final Supplier<@Nullable TransactionOperations> transactions;

    ReadPages(Supplier<@Nullable TransactionOperations> transactions) {
        this.transactions = transactions;
    }

    @Override
    protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod method) {
        return new Reading(method);
    }

    private final class Reading extends ServletInvocableHandlerMethod {

        Reading(HandlerMethod method) {
            super(method);
        }

        // The callback may return null, and a handler may: only the inference of T does not see it.
        @Override
        @SuppressWarnings("NullAway")
        public @Nullable Object invokeForRequest(
                NativeWebRequest request, @Nullable ModelAndViewContainer container, @Nullable Object... provided)
                throws Exception {
            var reads = reads(request) ? transactions.get() : null;
            if (reads == null) {
                return super.invokeForRequest(request, container, provided);
            }
            try {
                return reads.execute(status -> {
                    try {
                        return super.invokeForRequest(request, container, provided);
                    } catch (Exception thrown) {
                        throw Reading.<RuntimeException>asIs(thrown);
                    }
                });
            } catch (UndeclaredThrowableException wrapped) {
                // The transaction wraps what isn't a RuntimeException, such as a parameter that is missing.
                throw wrapped.getUndeclaredThrowable() instanceof Exception thrown ? thrown : wrapped;
            }
        }

        private boolean reads(NativeWebRequest request) {
            return request instanceof ServletWebRequest web
                    && web.getHttpMethod() != null
                    && (web.getHttpMethod().matches("GET") || web.getHttpMethod().matches("HEAD"))
                    && !hasMethodAnnotation(OwnTransactions.class);
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> T asIs(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }
}
