package antipode.web;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The drawings of `static/icons.svg`, written into the page so that they cost no request of their own.
final class Icons {

    private static final Map<String, String> DRAWINGS = drawings();

    /// The inside of the svg element.
    static String drawing(String name) {
        var drawing = DRAWINGS.get(name);
        if (drawing == null) {
            throw new IllegalArgumentException("icons.svg has no symbol " + name);
        }
        return drawing;
    }

    private static Map<String, String> drawings() {
        var drawings = new HashMap<String, String>();
        var symbols = Pattern.compile("<symbol id=\"([^\"]+)\">(.*)</symbol>").matcher(Assets.text("icons.svg"));
        while (symbols.find()) {
            drawings.put(symbols.group(1), symbols.group(2));
        }
        return Map.copyOf(drawings);
    }

    private Icons() {}
}
