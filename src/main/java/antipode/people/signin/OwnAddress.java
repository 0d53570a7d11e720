package antipode.people.signin;

import antipode.web.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/// The address by which browsers know this server: as it was said, else as the request has it. Without a slash at its end.
@Component
class OwnAddress {

    private final PublicAddress address;

    OwnAddress(PublicAddress address) {
        this.address = address;
    }

    String of(HttpServletRequest request) {
        var known = address.known();
        if (!known.isEmpty()) return known;
        var url = request.getRequestURL();
        return url.substring(0, url.length() - request.getRequestURI().length());
    }
}
