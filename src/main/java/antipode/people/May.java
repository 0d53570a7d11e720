package antipode.people;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says who may use a handler. The server does not start while a handler lacks it.
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface May {

    Who value();

    /// Token scopes that suffice here besides `api` (and, for reading, `read_api`).
    String[] scopes() default {};

    /// Whether it belongs to reading a handbook: where that is published, it is open to anyone. The handler shows then nothing else.
    boolean published() default false;

    /// Whether it is read by programs that come again and again: they may show a token in a header, or the address itself
    /// may say whose it is ([Introduction]); and they are refused where a person would be asked to sign in.
    boolean feed() default false;
}
