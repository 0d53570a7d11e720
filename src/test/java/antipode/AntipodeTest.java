package antipode;

import antipode.testing.EmptyWorkspace;
import antipode.testing.TestWorkspace;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestExecutionListeners;

/// A test of the running server: on a random port, on a real PostgreSQL, with a clock the test sets.
///
/// All test classes share one PostgreSQL and one context. Each class begins with an empty workspace (its `@Nested`
/// classes do not) and the clock at [antipode.testing.TestClock#START]; the methods of a class share what they make.
/// Sequences are not restarted, so an id is never seen twice. Rows that migrations insert stay.
/// Nothing runs in the background: `Outbox.drain()` and `Schedules.runDue()` do what is due when the test says so.
/// Constructor parameters are injected.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        classes = Antipode.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"antipode.background=false", "antipode.mail.incoming.address=incoming+%{key}@in.halyard.example",
            "antipode.mail.authenticated.by=mx.halyard.example"})
@ContextConfiguration(initializers = TestWorkspace.class)
@Import({
    antipode.testing.TestClock.Wiring.class,
    antipode.testing.Cast.class,
    antipode.testing.Browser.class,
    antipode.testing.CountedStatements.class
})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestExecutionListeners(
        listeners = EmptyWorkspace.class,
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface AntipodeTest {}
