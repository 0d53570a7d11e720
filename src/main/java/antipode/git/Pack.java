package antipode.git;

import java.util.EnumMap;
import java.util.Map;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.pack.PackExt;

/// A pack: a row once it is staged, until then what has been written of it.
class Pack extends DfsPackDescription {

    long id;
    final Map<PackExt, PackBuffer> written = new EnumMap<>(PackExt.class);

    Pack(DfsRepositoryDescription repository, String name, PackSource source) {
        super(repository, name, source);
    }

    void holds(PackExt extension, long size) {
        addFileExt(extension);
        setFileSize(extension, size);
        setBlockSize(extension, Packs.CHUNK);
    }

    void forget() {
        written.values().forEach(PackBuffer::discard);
        written.clear();
    }
}
