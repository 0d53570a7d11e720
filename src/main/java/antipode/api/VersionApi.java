package antipode.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;

/// Which GitLab this API resembles. Tools compare the number before they use a feature, so it is that of the GitLab
/// whose forms are spoken here, with no suffix (some parse it as three numbers); it says nothing about this server.
@Api
class VersionApi {

    static final String VERSION = "17.0.0";
    static final String REVISION = "antipode";

    record VersionJson(String version, String revision) {}

    record MetadataJson(String version, String revision, KasJson kas, boolean enterprise) {}

    record KasJson(
            boolean enabled, @JsonProperty("externalUrl") @Nullable String externalUrl, @Nullable String version) {}

    @GetMapping("/version")
    VersionJson version() {
        return new VersionJson(VERSION, REVISION);
    }

    @GetMapping("/metadata")
    MetadataJson metadata() {
        return new MetadataJson(VERSION, REVISION, new KasJson(false, null, null), false);
    }
}
