package antipode.people.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The address by which browsers know this server: as configured, else as the request has it. Without a slash at its end.
@Component
class OwnAddress {

    private final String configured;

    OwnAddress(@Value("${antipode.address:}") String configured) {
        this.configured = configured;
    }

    String of(HttpServletRequest request) {
        if (!configured.isEmpty()) return configured;
        var url = request.getRequestURL();
        return url.substring(0, url.length() - request.getRequestURI().length());
    }
}
