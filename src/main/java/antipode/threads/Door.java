package antipode.threads;

/// Whether what comes through can be taken back. A two-way door is opened by whoever is responsible, alone; a one-way door
/// takes approvals and a window in which every reviewer had fair time.
public enum Door {
    TWO_WAY("two-way", "Two-way door"),
    ONE_WAY("one-way", "One-way door");

    private final String key;
    private final String title;

    Door(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /// As stored, in the API and within a sentence.
    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    public static Door of(String key) {
        return ONE_WAY.key.equals(key) ? ONE_WAY : TWO_WAY;
    }
}
