package antipode.outgoing;

import antipode.database.CannotStart;
import antipode.database.CannotStart.Reason;
import antipode.outgoing.OutgoingFailure.Why;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.IDN;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The one HTTP client. It asks for a host's addresses once, refuses those that lie inside, and connects to what it has
/// checked, at each redirect anew; so no name can mean another machine a moment later. Everything is bounded: what is
/// sent to us, how long it takes, how often we are led on.
///
/// Apache's client, since it lets us bring the addresses while TLS is still held to the host's name; Java's own asks for
/// them again by itself.
@Component
public class Outgoing implements DisposableBean {

    /// Bytes of an answer, unpacked.
    public static final int LARGEST = 1 << 20;

    public static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int REDIRECTS = 3;
    private static final Timeout CONNECTING = Timeout.ofSeconds(5);

    /// How addresses are found.
    @FunctionalInterface
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Reach reach;
    private final Names names;
    private final Duration longest;
    private final @Nullable HttpHost proxy;
    private final CloseableHttpClient client;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    /// To ask for a name blocks a thread of the system, so these are few and their own.
    private final ExecutorService asking = new ThreadPoolExecutor(
            0, 16, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("names-", 0).factory());

    @Autowired
    Outgoing(
            @Value("${antipode.outgoing.allow:}") List<String> allowed,
            @Value("${antipode.outgoing.proxy:}") String proxy) {
        this(reach(allowed), proxy(proxy), InetAddress::getAllByName, LONGEST, SSLContexts.createSystemDefault());
    }

    Outgoing(Reach reach, @Nullable HttpHost proxy, Names names, Duration longest, SSLContext trust) {
        this.reach = reach;
        this.names = names;
        this.longest = longest;
        this.proxy = proxy;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Checked())
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom().setMaxHeaderCount(200).setMaxLineLength(16_384).build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECTING)
                        .setSocketTimeout(Timeout.of(longest))
                        .build())
                .setMaxConnTotal(64)
                .setMaxConnPerRoute(8)
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(longest))
                        .setResponseTimeout(Timeout.of(longest))
                        .build())
                .setProxy(proxy)
                .setUserAgent("Antipode")
                // A kept connection would go to an address that was checked for an earlier question.
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /// Fetches with GET.
    public Answer get(String address) throws OutgoingFailure {
        return send(Call.get(address));
    }

    /// Sends a body with POST.
    public Answer post(String address, String type, String body) throws OutgoingFailure {
        return send(Call.post(address, type, body));
    }

    /// Whether the address is of a form that can be asked at all; nobody is asked yet.
    public static void check(String address) throws OutgoingFailure {
        Target.of(address);
    }

    /// Makes the request and waits for the answer, ten seconds in all at most.
    public Answer send(Call call) throws OutgoingFailure {
        var target = Target.of(call.address());
        var answer = calls.submit(() -> follow(call, target));
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw slow(target.host());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutgoingFailure(Why.TOO_SLOW, "The request was given up.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutgoingFailure failure) {
                throw failure;
            }
            throw new IllegalStateException("A request to " + target.host() + " could not be made", e.getCause());
        } finally {
            // Wakes it wherever it waits, and closes its socket.
            answer.cancel(true);
        }
    }

    private Answer follow(Call call, Target first) throws OutgoingFailure {
        var target = first;
        var trusted = true;
        for (int redirects = 0; ; redirects++) {
            var answer = ask(call, target, trusted);
            var location = answer.headers().get("location");
            boolean redirected = List.of(301, 302, 303, 307, 308).contains(answer.status());
            if (!redirected || location == null) {
                return answer;
            }
            if (!call.safe()) {
                throw new OutgoingFailure(Why.REDIRECTED, target.host() + " says that it is to be found elsewhere now.");
            }
            if (redirects == REDIRECTS) {
                throw new OutgoingFailure(Why.REDIRECTED, first.host() + " leads on more than three times.");
            }
            var next = target.redirectedTo(location);
            trusted = trusted && target.trusts(next);
            target = next;
        }
    }

    private Answer ask(Call call, Target target, boolean trusted) throws OutgoingFailure {
        if (proxy != null) {
            checkBeforeProxy(target.host());
        }
        var host = new HttpHost(target.scheme(), target.host(), target.port());
        var request = new HttpUriRequestBase(call.method(), URI.create(target.address()));
        request.setHeader("Accept-Encoding", "gzip");
        call.headers().forEach(request::setHeader);
        if (trusted) {
            call.secrets().forEach(request::setHeader);
        }
        if (call.body() != null) {
            var type = call.headers().get("Content-Type");
            request.setEntity(new ByteArrayEntity(call.body(), type == null ? null : ContentType.parseLenient(type)));
        }
        try {
            return client.execute(host, request, response -> {
                try {
                    return answer(call, target, response);
                } catch (IOException | RuntimeException e) {
                    // Otherwise the client reads on to the end, which may never come.
                    request.cancel();
                    throw e;
                }
            });
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    private Answer answer(Call call, Target target, ClassicHttpResponse response) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (var header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue() == null ? "" : header.getValue());
        }
        var body = new byte[0];
        if (response.getEntity() != null && response.getCode() / 100 != 3) {
            if (response.getEntity().getContentLength() > call.atMost()) {
                throw new Carried(large(call, target));
            }
            body = body(call, target, headers.getOrDefault("content-encoding", ""), response.getEntity().getContent());
        }
        return new Answer(response.getCode(), target.address(), Map.copyOf(headers), body);
    }

    private static byte[] body(Call call, Target target, String encoding, @Nullable InputStream raw) throws IOException {
        if (raw == null) {
            return new byte[0];
        }
        InputStream unpacked = switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> raw;
            case "gzip", "x-gzip" -> new GZIPInputStream(raw);
            default -> throw new Carried(new OutgoingFailure(
                    Why.GARBLED, target.host() + " packs its answer in a way that was not asked for."));
        };
        var body = new ByteArrayOutputStream();
        var piece = new byte[8192];
        for (int length; (length = unpacked.read(piece)) >= 0; ) {
            body.write(piece, 0, length);
            if (body.size() > call.atMost()) {
                throw new Carried(large(call, target));
            }
        }
        return body.toByteArray();
    }

    private OutgoingFailure failure(Target target, IOException e) {
        return switch (e) {
            case Carried carried -> carried.failure;
            case Inside inside -> inside.failure;
            case UnknownHostException unknown -> unknown(target.host());
            case SocketTimeoutException slow -> slow(target.host());
            case SSLException untrusted -> new OutgoingFailure(
                    Why.UNTRUSTED, "The connection to " + target.host() + " can’t be trusted: its certificate is not valid for it.");
            case java.net.ConnectException refused -> unreachable(target);
            case java.net.SocketException broken -> unreachable(target);
            default -> new OutgoingFailure(Why.GARBLED, target.host() + " sent no answer that can be understood.");
        };
    }

    private static OutgoingFailure unreachable(Target target) {
        return new OutgoingFailure(Why.UNREACHABLE, target.host() + " doesn’t answer.");
    }

    private static OutgoingFailure unknown(String host) {
        return new OutgoingFailure(Why.UNKNOWN_HOST, "There is no host " + host + " to be found.");
    }

    private OutgoingFailure slow(String host) {
        return new OutgoingFailure(Why.TOO_SLOW, host + " took longer than " + Math.max(1, longest.toSeconds()) + " seconds.");
    }

    private static OutgoingFailure large(Call call, Target target) {
        return new OutgoingFailure(
                Why.TOO_LARGE,
                target.host() + " sends more than " + (call.atMost() >= LARGEST ? "1 MiB." : call.atMost() + " bytes."));
    }

    /// Behind a proxy it is the proxy that connects: it is asked for nothing that is known to lie inside.
    private void checkBeforeProxy(String host) throws OutgoingFailure {
        try {
            addresses(host);
        } catch (Inside inside) {
            throw inside.failure;
        } catch (UnknownHostException e) {
            // The proxy may know names that we don't.
        }
    }

    /// All of a host's addresses, asked for once; if one of them lies inside, none is used.
    private InetAddress[] addresses(String host) throws UnknownHostException {
        var found = lookUp(host);
        try {
            for (var address : found) {
                reach.check(host, address);
            }
        } catch (OutgoingFailure inside) {
            throw new Inside(inside);
        }
        return found;
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        if (host.contains(":") || Target.DOTTED.matcher(host).matches()) {
            return new InetAddress[] {InetAddress.ofLiteral(host)};
        }
        Future<InetAddress[]> answer;
        try {
            answer = asking.submit(() -> names.addresses(host));
        } catch (RejectedExecutionException e) {
            throw new UnknownHostException(host);
        }
        try {
            return answer.get(longest.toMillis() / 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw new UnknownHostException(host);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host);
        }
    }

    /// What connections are made to.
    private final class Checked implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var known = proxy;
            if (known != null && known.getHostName().equals(host)) {
                return names.addresses(host);
            }
            // The client hands names over as they are shown, bücher.example.
            return addresses(host.startsWith("[") ? host.substring(1, host.length() - 1) : IDN.toASCII(host));
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /// A failure on its way through the client.
    private static final class Carried extends IOException {
        private final OutgoingFailure failure;

        Carried(OutgoingFailure failure) {
            super(failure.sentence());
            this.failure = failure;
        }
    }

    private static final class Inside extends UnknownHostException {
        private final OutgoingFailure failure;

        Inside(OutgoingFailure failure) {
            super(failure.sentence());
            this.failure = failure;
        }
    }

    private static Reach reach(List<String> allowed) {
        try {
            return Reach.allowing(allowed);
        } catch (IllegalArgumentException e) {
            throw new CannotStart(Reason.CONFIGURATION, "ANTIPODE_OUTGOING_ALLOW names " + e.getMessage()
                    + ", which is no network and no host: write them as 10.0.0.0/8,calendar.example.org.");
        }
    }

    private static @Nullable HttpHost proxy(String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            var target = Target.of(text.strip());
            return new HttpHost(target.scheme(), target.host(), target.port());
        } catch (OutgoingFailure e) {
            throw new CannotStart(
                    Reason.CONFIGURATION, "ANTIPODE_OUTGOING_PROXY is no address of a proxy: write it as http://proxy:3128.");
        }
    }

    @Override
    public void destroy() throws IOException {
        calls.shutdownNow();
        asking.shutdownNow();
        client.close();
    }
}
