package antipode.git;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.LsRefsV2Request;
import org.eclipse.jgit.transport.ProtocolV2Hook;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/// How a clone or a fetch is answered. Branches, tags and notes are told to everyone; refs of other kinds
/// (`refs/merge-requests/7/head`) to whoever asks for them by name. What none of these reach cannot be fetched by its id.
final class Sending implements ProtocolV2Hook {

    private final boolean advertising;
    private boolean listing;
    private boolean asked;

    private Sending(boolean advertising) {
        this.advertising = advertising;
    }

    /// @param protocol what git says in `Git-Protocol`
    /// @param advertising whether the refs are asked for, as older gits do before they fetch
    static UploadPack upload(GitRepository repository, @Nullable String protocol, boolean advertising) {
        repository.getConfig().setBoolean("uploadpack", null, "allowFilter", true);
        var sending = new Sending(advertising);
        var upload = new UploadPack(repository);
        upload.setRequestPolicy(UploadPack.RequestPolicy.REACHABLE_COMMIT);
        upload.setProtocolV2Hook(sending);
        upload.setRefFilter(sending::visible);
        upload.setPackConfig(config(repository));
        if (protocol != null) {
            upload.setExtraParameters(Arrays.asList(protocol.split(":")));
        }
        return upload;
    }

    /// Deltas are sent as they lie; what is not one yet costs a little search, in this thread alone.
    private static PackConfig config(GitRepository repository) {
        var config = new PackConfig(repository);
        config.setThreads(1);
        config.setDeltaSearchWindowSize(10);
        config.setDeltaSearchMemoryLimit(16 << 20);
        config.setDeltaCacheSize(8 << 20);
        config.setBigFileThreshold(4 << 20);
        return config;
    }

    @Override
    public void onLsRefs(LsRefsV2Request request) {
        listing = true;
        asked = request.getRefPrefixes().stream()
                .anyMatch(prefix -> prefix.startsWith(Constants.R_REFS) && !prefix.equals(Constants.R_REFS) && !open(prefix));
    }

    private Map<String, Ref> visible(Map<String, Ref> refs) {
        var shown = new LinkedHashMap<String, Ref>();
        refs.forEach((name, ref) -> {
            if (open(name) || !advertising && (asked || !listing)) {
                shown.put(name, ref);
            }
        });
        return shown;
    }

    static boolean open(String ref) {
        return ref.equals(Constants.HEAD)
                || ref.startsWith(Constants.R_HEADS)
                || ref.startsWith(Constants.R_TAGS)
                || ref.startsWith(Constants.R_NOTES);
    }
}
