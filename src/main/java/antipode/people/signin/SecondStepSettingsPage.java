package antipode.people.signin;

import antipode.web.Page;
import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A member's own second step: none, one that is being set up, or one that counts.
///
/// @param invitation what the app is told while it is being set up
/// @param codes for paper, right after they were made; empty otherwise
/// @param demanded whether the workspace asks everybody for one
record SecondStepSettingsPage(
        boolean has, @Nullable String invitation, int left, List<String> codes, boolean demanded, Map<String, String> errors)
        implements Page {

    private static final int MARGIN = 4;

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    /// The secret alone, in groups of four, for whoever types it.
    String secret() {
        var text = invitation == null ? "" : invitation.replaceAll(".*[?&]secret=([A-Z2-7]+).*", "$1");
        return String.join(" ", text.split("(?<=\\G.{4})"));
    }

    /// The picture an app reads.
    ///
    /// @param size of one side, in modules, margins included
    /// @param path of the dark modules, for SVG
    record Picture(int size, String path) {}

    Picture picture() {
        var code = QrCode.encodeText(invitation == null ? "" : invitation, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            for (var x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) path.append('M').append(x + MARGIN).append(' ').append(y + MARGIN).append("h1v1h-1z");
            }
        }
        return new Picture(code.size + 2 * MARGIN, path.toString());
    }
}
