package antipode.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// A controller of the REST API; its paths are below `/api/v4`.
///
/// A handler takes [Parameters] and [Pagination] and returns plain records, a [Listing] or an [Answer];
/// a POST answers 201, a handler that returns nothing answers 204, everything else 200.
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RestController
@RequestMapping(Api.ROOT)
public @interface Api {

    String ROOT = "/api/v4";
}
