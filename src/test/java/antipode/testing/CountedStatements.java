package antipode.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestComponent;

/// Counts the statements that the server prepares, so that a test can tell whether a page asks a fixed number of questions.
@TestComponent
public class CountedStatements implements BeanPostProcessor {

    private static final AtomicInteger PREPARED = new AtomicInteger();

    /// How many statements were prepared while this ran.
    public static int during(Runnable work) {
        int before = PREPARED.get();
        work.run();
        return PREPARED.get() - before;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? counted(DataSource.class, source) : bean;
    }

    private static <T> T counted(Class<T> type, T counted) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                PREPARED.incrementAndGet();
            }
            try {
                Object result = method.invoke(counted, arguments);
                return result instanceof Connection connection ? counted(Connection.class, connection) : result;
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }));
    }
}
