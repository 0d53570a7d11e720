package antipode.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.support.RequestContextUtils;

/// Makes the frame of each page.
@Component
class Frames {

    private final Supplier<Clock> clock;
    private final List<MenuItem> menu;
    private final Flash flash;
    private final PublicAddress address;

    Frames(
            ObjectProvider<Clock> clock,
            ObjectProvider<MenuItem> menu,
            Flash flash,
            PublicAddress address) {
        this.clock = SingletonSupplier.of(() -> clock.getIfAvailable(Clock::systemUTC));
        this.menu = menu.stream().sorted(Comparator.comparingInt(MenuItem::order)).toList();
        this.flash = flash;
        this.address = address;
    }

    static Frames of(HttpServletRequest request) {
        var context = RequestContextUtils.findWebApplicationContext(request);
        if (context == null) {
            throw new IllegalStateException("A page can only be shown within a request");
        }
        return context.getBean(Frames.class);
    }

    Frame frame(HttpServletRequest request, HttpServletResponse response) {
        var viewer = Viewer.of(request);
        return new Frame(
                viewer,
                clock.get().instant(),
                path(request),
                address.known(),
                menu.stream().filter(item -> item.visibleTo(viewer)).toList(),
                () -> flash.take(request, response));
    }

    private static String path(HttpServletRequest request) {
        return request.getAttribute("jakarta.servlet.error.request_uri") instanceof String path
                ? path
                : request.getRequestURI();
    }
}
