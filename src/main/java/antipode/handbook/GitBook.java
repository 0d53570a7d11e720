package antipode.handbook;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What `.gitbook.yaml` says of a handbook. A file that can't be read says nothing.
///
/// @param root      the folder in which the pages lie; "" for the top
/// @param summary   the file that is the table of contents
/// @param redirects from addresses to files
record GitBook(String root, String summary, Map<String, String> redirects) {

    static final String FILE = ".gitbook.yaml";

    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final int MOST_REDIRECTS = 5_000;

    static GitBook of(String yaml) {
        JsonNode said;
        try {
            said = YAML.readTree(yaml);
        } catch (JacksonException unreadable) {
            said = YAML.createObjectNode();
        }
        var root = inside("", said.path("root").asString(""));
        var redirects = new LinkedHashMap<String, String>();
        for (var each : said.path("redirects").properties()) {
            var from = inside(root, each.getKey());
            var to = inside(root, each.getValue().asString(""));
            if (!from.isEmpty() && !to.isEmpty() && redirects.size() < MOST_REDIRECTS) {
                redirects.put(from, to);
                // Its readers knew the address without the folder.
                redirects.put(Paths.clean(each.getKey()), to);
            }
        }
        return new GitBook(root, inside(root, said.path("structure").path("summary").asString("SUMMARY.md")), redirects);
    }

    private static String inside(String root, String path) {
        var resolved = Paths.resolved(root, path.replaceFirst("^/+", ""));
        return resolved == null ? "" : resolved;
    }
}
