package antipode.database;

import tools.jackson.databind.json.JsonMapper;

/// How payloads are written down for later: plain JSON, read back tolerantly, as a newer version may have written it.
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }
}
