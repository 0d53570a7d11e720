package antipode.threads.uploads;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/// Makes the name of a file that came from outside harmless: no folders, no spaces, nothing invisible, nothing that means
/// something in an address, a header or Markdown.
final class FileNames {

    private static final int LONGEST = 150;

    private FileNames() {}

    static String of(String sent) {
        String name = Normalizer.normalize(sent, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = name.replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "_").replaceAll("\\.{2,}", ".").replaceAll("^[._-]+|[._]+$", "");
        while (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            int dot = name.lastIndexOf('.');
            int cut = dot > name.length() - 12 && dot > 0 ? dot : name.length();
            name = name.substring(0, name.offsetByCodePoints(cut, -1)) + name.substring(cut);
        }
        return name.isEmpty() ? "file" : name;
    }
}
