package antipode.people.signin;

import antipode.database.Origin;
import antipode.database.Origins;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Tells the audit log who asks in the request at hand. Before that is found out it is nobody, at an address.
@Component
class RequestOrigins implements Origins {

    @Override
    public Optional<Origin> now() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) return Optional.empty();
        var request = attributes.getRequest();
        var actor = Actors.of(request);
        return Optional.of(new Origin(
                actor.idOrNull(), actor.tokenId(), request.getRemoteAddr(), request.getRequestURI().startsWith("/api/") ? "api" : "page"));
    }
}
