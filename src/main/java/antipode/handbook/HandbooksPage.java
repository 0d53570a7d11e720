package antipode.handbook;

import antipode.web.Page;
import java.util.List;

/// All handbooks one may read.
record HandbooksPage(List<Pages.Handbook> handbooks) implements Page {}
