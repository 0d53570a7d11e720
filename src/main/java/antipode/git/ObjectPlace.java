package antipode.git;

/// A column that names objects of git by their ids: as its whole text, or somewhere within JSON.
///
/// @param of a condition on the row with `:repository`
public record ObjectPlace(String table, String column, String of, boolean json) {

    /// An id in a table that names the repository as `project_id`.
    public static ObjectPlace of(String table, String column) {
        return new ObjectPlace(table, column, "project_id = :repository", false);
    }

    /// With another condition.
    public ObjectPlace where(String condition) {
        return new ObjectPlace(table, column, condition, json);
    }

    /// Anywhere in a column of JSON.
    public ObjectPlace asJson() {
        return new ObjectPlace(table, column, of, true);
    }
}
