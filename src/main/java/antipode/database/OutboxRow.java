package antipode.database;

/// One thing that has to follow from an acknowledged action. The id is stable over all tries: outside effects carry it.
public record OutboxRow(long id, String consumer, String key, String payload, int attempts) {

    public <T> T payload(Class<T> type) {
        return Json.read(payload, type);
    }
}
