package antipode.git;

import antipode.database.Origin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.eclipse.jgit.http.server.GitFilter;
import org.eclipse.jgit.http.server.resolver.AsIsFileService;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// git's smart protocol under `/NAMESPACE/PROJECT.git`; everything else passes by.
class GitHttp extends jakarta.servlet.http.HttpFilter {

    private static final Pattern PATH = Pattern.compile("/(.+?)(?:\\.git)?/(info/refs|git-upload-pack|git-receive-pack)");
    private static final String GZIP = "1f8b";
    private static final String OPENED = GitHttp.class.getName() + ".opened";

    private final Repositories repositories;
    private final ObjectProvider<Doorkeeper> doorkeeper;
    private final GitFilter filter = new GitFilter();
    private final Receiving receiving;

    GitHttp(Repositories repositories, ObjectProvider<Doorkeeper> doorkeeper, Receiving receiving) {
        this.repositories = repositories;
        this.doorkeeper = doorkeeper;
        this.receiving = receiving;
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        filter.setRepositoryResolver((request, _) -> repository(request));
        filter.setAsIsFileService(AsIsFileService.DISABLED);
        filter.setUploadPackFactory((request, repository) -> Sending.upload(
                (GitRepository) repository, request.getHeader("Git-Protocol"), request.getMethod().equals("GET")));
        filter.setReceivePackFactory((request, repository) -> receiving.receive((GitRepository) repository));
        filter.init(new QuietContext(config));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        var path = PATH.matcher(request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo()));
        var door = path.matches() ? doorkeeper.getIfAvailable() : null;
        if (door == null) {
            chain.doFilter(request, response);
            return;
        }
        var service = path.group(2).equals("info/refs") ? request.getParameter("service") : path.group(2);
        if (service == null || !service.startsWith("git-")) {
            if (request.getRequestURI().contains(".git/")) {
                plain(response, 403, "Only git's smart protocol is spoken here; please use a newer git.");
            } else {
                chain.doFilter(request, response);
            }
            return;
        }
        PushOrigin came;
        try {
            var opened = door.open(request, path.group(1), service.equals("git-receive-pack"));
            request.setAttribute(OPENED, opened);
            came = opened.origin();
        } catch (Doorkeeper.Closed closed) {
            refuse(request, response, closed);
            return;
        }
        var whole = new Whole(request, path.group());
        if (request.getMethod().equals("POST") && !whole.speaksGit()) {
            plain(response, 400, "This is not what git sends.");
            return;
        }
        new Origin(came.actor(), came.token(), request.getRemoteAddr(), "git").<Boolean, IOException>call(() -> {
            try {
                filter.doFilter(whole, response, chain);
                return true;
            } catch (ServletException broken) {
                throw new IOException(broken);
            }
        });
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Doorkeeper.Closed closed) throws IOException {
        if (closed.status() == 401) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Antipode\"");
        }
        plain(response, closed.status(), closed.getMessage() == null ? "" : closed.getMessage());
    }

    /// git shows its user a refusal's body only if it is plain text.
    private static void plain(HttpServletResponse response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-cache, max-age=0, must-revalidate");
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().println(sentence);
    }

    private Repository repository(HttpServletRequest request) {
        var opened = (Doorkeeper.Opened) request.getAttribute(OPENED);
        var repository = repositories.open(opened.repository());
        repository.origin(opened.origin());
        return repository;
    }

    /// The whole path as path info, where GitFilter looks for it; and the body at no less than a walking pace.
    private static final class Whole extends HttpServletRequestWrapper {
        private final String path;
        private @Nullable SteadyInput body;
        private boolean plain;

        Whole(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }

        @Override
        public String getServletPath() {
            return "";
        }

        @Override
        public String getPathInfo() {
            return path;
        }

        /// Git's requests begin with the length of a line, in four hexadecimal digits, unless they are packed.
        boolean speaksGit() {
            try {
                var start = getInputStream().ahead(4);
                plain = new String(start, StandardCharsets.ISO_8859_1).matches("[0-9a-fA-F]{4}");
                return plain || "gzip".equals(super.getHeader("Content-Encoding")) && GZIP.equals(HexFormat.of().formatHex(start, 0, Math.min(2, start.length)));
            } catch (IOException broken) {
                return false;
            }
        }

        /// The web server may have unpacked it before us.
        @Override
        public @Nullable String getHeader(String name) {
            return plain && name.equalsIgnoreCase("Content-Encoding") ? null : super.getHeader(name);
        }

        @Override
        public SteadyInput getInputStream() throws IOException {
            if (body == null) {
                body = new SteadyInput(super.getInputStream());
            }
            return body;
        }
    }
}
