package antipode.git;

import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// All git repositories. One that was never written to is empty, with `main` as its head.
@Component
public class Repositories {

    private final JdbcClient jdbc;
    private final Packs packs;
    private final Refs refs;
    private final Pushes pushes;

    Repositories(JdbcClient jdbc, Packs packs, Refs refs, Pushes pushes) {
        this.jdbc = jdbc;
        this.packs = packs;
        this.refs = refs;
        this.pushes = pushes;
    }

    /// The repository as it is now, to be read and written by one request; close it. Between reads it holds no connection.
    public GitRepository open(long repository) {
        return new GitRepository(repository, packs, refs, pushes);
    }

    /// The branch a clone checks out, without `refs/heads/`.
    public String head(long repository) {
        var target = refs.head(repository);
        return target.startsWith(Constants.R_HEADS) ? target.substring(Constants.R_HEADS.length()) : target;
    }

    /// Makes a branch, existing or not, the one a clone checks out.
    @Transactional
    public void moveHead(long repository, String branch) {
        packs.begin(repository);
        refs.moveHead(repository, Constants.R_HEADS + branch);
    }

    /// Bytes of all packs.
    public long size(long repository) {
        return packs.size(repository);
    }

    @Transactional
    public void delete(long repository) {
        jdbc.sql("delete from git_repository where id = :repository").param("repository", repository).update();
    }

    /// Removes what pushes that never finished left behind; `before` in real time, not the product's clock.
    public int sweepStaged(Instant before) {
        return packs.sweepStaged(before);
    }

    /// Where a ref has been, newest first.
    public List<RefMove> moves(long repository, String ref, int limit) {
        return refs.moves(repository, ref, limit);
    }
}
