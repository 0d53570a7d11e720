package antipode.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;

/// The look on one page, made of the very parts the product is made of.
record StylePage() implements Page {

    record Colour(String name, String note) {}

    List<Colour> colours() {
        return List.of(
                new Colour("paper", "ground"),
                new Colour("wash", "ink3 on it 5.4 / 5.9"),
                new Colour("field", "inputs"),
                new Colour("line", "hairline, decoration"),
                new Colour("edge", "3.8 / 4.1"),
                new Colour("ink", "16.2 / 14.9"),
                new Colour("ink2", "8.2 / 9.1"),
                new Colour("ink3", "5.8 / 6.5"),
                new Colour("link", "7.9 / 9.9"),
                new Colour("sun", "3.7 / 7.0"),
                new Colour("sunink", "6.9 / 9.5"),
                new Colour("sunwash", "sunink on it 6.4 / 7.8"),
                new Colour("leaf", "7.5 / 10.2"),
                new Colour("leafwash", "leaf on it 6.9 / 8.2"),
                new Colour("ochre", "7.0 / 10.8"),
                new Colour("ochrewash", "ochre on it 6.4 / 8.5"),
                new Colour("brick", "7.5 / 9.1"),
                new Colour("brickwash", "brick on it 6.8 / 7.5"),
                new Colour("work", "6.8 / 11.7"),
                new Colour("night", "work on it 6.8 / 11.7"),
                new Colour("dawn", "work on it 7.7 / 7.0"),
                new Colour("day", "work on it 9.5 / 6.0"));
    }

    List<Integer> steps() {
        return List.of(4, 8, 12, 16, 24, 32, 48, 64);
    }

    List<Choice> projects() {
        return List.of(Choice.of("booking"), Choice.of("handbook"));
    }

    /// Open to everyone: it shows nothing of anybody's.
    @Component("/-/style")
    static class Shown implements HttpRequestHandler {

        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
            new StylePage().render(null, request, response);
        }
    }
}
