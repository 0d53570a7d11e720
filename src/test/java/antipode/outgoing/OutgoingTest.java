package antipode.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import antipode.outgoing.OutgoingFailure.Why;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests to servers that lead astray, on real sockets. What lies inside counts who knocks.
class OutgoingTest {

    private final Map<String, List<String>> names = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final AtomicInteger knocks = new AtomicInteger();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<AutoCloseable> closing = new ArrayList<>();
    private HttpServer outside;
    private ServerSocket inside;

    @BeforeEach
    void servers() throws IOException {
        // Stands for the world: an address that is allowed by name of its network alone.
        outside = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
        outside.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        outside.start();
        inside = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread.ofVirtual().start(() -> {
            while (!inside.isClosed()) {
                try (var socket = inside.accept()) {
                    knocks.incrementAndGet();
                } catch (IOException closed) {
                    return;
                }
            }
        });
        names.put("world.example", List.of("127.0.0.2"));
        names.put("other.example", List.of("127.0.0.2"));
    }

    @AfterEach
    void close() throws Exception {
        end.countDown();
        for (var each : closing) {
            each.close();
        }
        inside.close();
        outside.stop(0);
    }

    private Outgoing client(String... allowed) {
        return client(LONG, SSLContexts.createDefault(), allowed);
    }

    private static final Duration LONG = Duration.ofSeconds(5);

    private Outgoing client(Duration longest, SSLContext trust, String... allowed) {
        var client = new Outgoing(Reach.allowing(List.of(allowed)), null, this::look, longest, trust);
        closing.add(client::destroy);
        return client;
    }

    private InetAddress[] look(String host) throws UnknownHostException {
        var found = names.get(host);
        if (found == null) {
            throw new UnknownHostException(host);
        }
        int times = asked.computeIfAbsent(host, _ -> new AtomicInteger()).getAndIncrement();
        if (found.getFirst().equals("rebinding")) {
            return new InetAddress[] {InetAddress.ofLiteral(found.get(Math.min(times + 1, found.size() - 1)))};
        }
        return found.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    private String world(String path) {
        return "http://world.example:" + outside.getAddress().getPort() + path;
    }

    private void at(String path, Answering answering) {
        outside.createContext(path, exchange -> {
            try (exchange) {
                seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
                answering.answer(exchange);
            }
        });
    }

    private interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    private static void say(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void leadTo(HttpExchange exchange, int status, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        say(exchange, status, new byte[0]);
    }

    private static OutgoingFailure failure(Outgoing client, Call call) {
        return catchThrowableOfType(OutgoingFailure.class, () -> client.send(call));
    }

    private static Why why(Outgoing client, String address) {
        var failure = failure(client, Call.get(address));
        assertThat(failure).as(address).isNotNull();
        assertThat(failure.sentence()).as(address).matches("[A-Z\\[a-z0-9].*\\.").doesNotContain("null", "Exception");
        return failure.why();
    }

    @Test
    void no_address_of_a_table_of_hostile_ones_reaches_inside() throws Exception {
        names.put("localhost", List.of("127.0.0.1"));
        names.put("postgres", List.of("10.0.0.5"));
        names.put("inside.example", List.of("127.0.0.1"));
        names.put("both.example", List.of("93.184.215.14", "127.0.0.1"));
        names.put("six.example", List.of("::1"));
        names.put("mapped.example", List.of("::ffff:127.0.0.1"));
        names.put("metadata.google.internal", List.of("169.254.169.254"));
        names.put("127.0.0.1.nip.example", List.of("127.0.0.1"));
        names.put("xn--bcher-kva.example", List.of("192.168.1.1"));
        var table = HostileAddresses.leadingTo(inside.getLocalPort());
        assertThat(table).hasSizeGreaterThanOrEqualTo(84).doesNotHaveDuplicates();
        var client = client();
        for (var address : table) {
            assertThat(why(client, address)).as(address).isIn(Why.ODD_ADDRESS, Why.INSIDE);
        }
        // The same again, led there by somebody who may be asked.
        var astray = client("127.0.0.2");
        for (var address : table) {
            if (address.chars().anyMatch(c -> c < ' ' || c > 0x7e)) {
                continue;
            }
            var path = "/lead" + seen.size();
            at(path, exchange -> leadTo(exchange, 302, address));
            assertThat(why(astray, world(path))).as(address).isIn(Why.ODD_ADDRESS, Why.INSIDE, Why.REDIRECTED);
        }
        assertThat(knocks).hasValue(0);
    }

    @Test
    void metadata_and_link_local_addresses_are_shut_even_where_everything_is_allowed() {
        names.put("metadata.google.internal", List.of("127.0.0.1"));
        names.put("allowed.example", List.of("169.254.169.254"));
        var client = client("0.0.0.0/0", "::/0", "allowed.example", "metadata.google.internal");
        for (var host : List.of("169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "192.0.0.192",
                "[fd00:ec2::254]", "[fd20:ce::254]", "[fe80::1]", "[::ffff:169.254.169.254]", "[64:ff9b::169.254.169.254]",
                "[2002:a9fe:a9fe::1]", "[::169.254.169.254]", "0.0.0.0", "[::]", "metadata.google.internal", "allowed.example")) {
            assertThat(why(client, "http://" + host + ":" + inside.getLocalPort() + "/")).as(host).isEqualTo(Why.INSIDE);
        }
        assertThat(knocks).hasValue(0);
    }

    @Test
    void a_name_is_asked_for_once_and_what_was_checked_is_connected_to() throws Exception {
        at("/here", exchange -> say(exchange, 200, "here".getBytes(StandardCharsets.UTF_8)));
        names.put("turning.example", List.of("rebinding", "127.0.0.2", "127.0.0.1"));
        var client = client("127.0.0.2");
        assertThat(client.get("http://turning.example:" + outside.getAddress().getPort() + "/here").text()).isEqualTo("here");
        assertThat(asked.get("turning.example")).hasValue(1);
        assertThat(why(client, "http://turning.example:" + inside.getLocalPort() + "/")).isEqualTo(Why.INSIDE);
        assertThat(knocks).hasValue(0);
    }

    @Test
    void public_addresses_pass_and_an_allowed_host_opens_itself_alone() throws Exception {
        var reach = Reach.allowing(List.of("calendar.inside.example", "10.1.0.0/16"));
        for (var address : List.of("93.184.215.14", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
                "64:ff9b::1.1.1.1", "2002:101:101::1")) {
            reach.check("somewhere.example", InetAddress.ofLiteral(address));
        }
        reach.check("calendar.inside.example", InetAddress.ofLiteral("192.168.7.7"));
        reach.check("any.example", InetAddress.ofLiteral("10.1.255.255"));
        for (var address : List.of("192.168.7.7", "10.2.0.0", "::1", "fd00::1", "64:ff9b::10.2.0.1", "2001:db8::1", "fec0::1")) {
            assertThat(catchThrowableOfType(OutgoingFailure.class, () -> reach.check("any.example", InetAddress.ofLiteral(address))))
                    .as(address).isNotNull();
        }
    }

    @Test
    void three_redirects_are_followed_and_a_fourth_is_not() throws Exception {
        at("/hop", exchange -> {
            int left = Integer.parseInt(exchange.getRequestURI().getPath().substring(4));
            if (left == 0) say(exchange, 200, "there".getBytes(StandardCharsets.UTF_8));
            else leadTo(exchange, 301 + left % 2, "/hop" + (left - 1));
        });
        at("/loop", exchange -> leadTo(exchange, 307, "/loop"));
        var client = client("127.0.0.2");
        var answer = client.get(world("/hop3"));
        assertThat(answer.text()).isEqualTo("there");
        assertThat(answer.address()).isEqualTo(world("/hop0"));
        assertThat(why(client, world("/hop4"))).isEqualTo(Why.REDIRECTED);
        assertThat(why(client, world("/loop"))).isEqualTo(Why.REDIRECTED);
        assertThat(failure(client, Call.post(world("/loop"), "text/plain", "words")).why()).isEqualTo(Why.REDIRECTED);
        assertThat(seen.stream().filter(line -> line.startsWith("POST"))).hasSize(1);
    }

    @Test
    void a_secret_is_told_to_its_own_host_alone() throws Exception {
        at("/same", exchange -> leadTo(exchange, 302, "/end"));
        at("/away", exchange -> leadTo(exchange, 302, "http://other.example:" + outside.getAddress().getPort() + "/back"));
        at("/back", exchange -> leadTo(exchange, 302, world("/end")));
        at("/end", exchange -> say(exchange, 200, new byte[0]));
        var client = client("127.0.0.2");
        client.send(Call.get(world("/same")).secret("Authorization", "Basic a2V5"));
        assertThat(seen).containsExactly("GET /same [Basic a2V5]", "GET /end [Basic a2V5]");
        seen.clear();
        client.send(Call.get(world("/away")).secret("Authorization", "Basic a2V5"));
        assertThat(seen).containsExactly("GET /away [Basic a2V5]", "GET /back []", "GET /end []");
    }

    @Test
    void a_body_may_be_one_mebibyte_however_it_is_packed() throws Exception {
        at("/just", exchange -> say(exchange, 200, new byte[Outgoing.LARGEST]));
        at("/more", exchange -> say(exchange, 200, new byte[Outgoing.LARGEST + 1]));
        at("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (end.getCount() > 0) exchange.getResponseBody().write(new byte[65536]);
        });
        at("/bomb", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                for (int i = 0; i < 200; i++) gzip.write(new byte[1 << 20]);
            }
            say(exchange, 200, packed.toByteArray());
        });
        at("/packed", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                gzip.write("unpacked".getBytes(StandardCharsets.UTF_8));
            }
            say(exchange, 200, packed.toByteArray());
        });
        at("/twice", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip, gzip");
            say(exchange, 200, new byte[10]);
        });
        at("/false", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            say(exchange, 200, "not packed".getBytes(StandardCharsets.UTF_8));
        });
        var client = client("127.0.0.2");
        assertThat(client.get(world("/just")).body()).hasSize(Outgoing.LARGEST);
        names.put("xn--bcher-kva.example", List.of("127.0.0.2"));
        assertThat(client.get(world("/packed").replace("world", "bücher")).text()).isEqualTo("unpacked");
        assertThat(client.get(world("/packed")).text()).isEqualTo("unpacked");
        assertThat(why(client, world("/more"))).isEqualTo(Why.TOO_LARGE);
        assertThat(why(client, world("/endless"))).isEqualTo(Why.TOO_LARGE);
        assertThat(why(client, world("/bomb"))).isEqualTo(Why.TOO_LARGE);
        assertThat(why(client, world("/twice"))).isEqualTo(Why.GARBLED);
        assertThat(why(client, world("/false"))).isEqualTo(Why.GARBLED);
        assertThat(failure(client, Call.get(world("/just")).atMost(1000)).why()).isEqualTo(Why.TOO_LARGE);
    }

    @Test
    void who_never_ends_is_left_after_the_time_wherever_they_linger() throws Exception {
        at("/silent", exchange -> await(end));
        at("/trickle", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (!end.await(50, TimeUnit.MILLISECONDS)) {
                    out.write('x');
                    out.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        at("/slowly", exchange -> {
            await(new CountDownLatch(1), 300);
            leadTo(exchange, 302, "/slowly");
        });
        var client = client(Duration.ofMillis(600), SSLContexts.createDefault(), "127.0.0.2");
        for (var path : List.of("/silent", "/trickle", "/slowly")) {
            assertThat(why(client, world(path))).as(path).isIn(Why.TOO_SLOW);
        }
    }

    @Test
    void a_name_server_that_never_answers_holds_nobody_up() {
        var client = new Outgoing(Reach.allowing(List.of()), null, host -> {
            await(end);
            throw new UnknownHostException(host);
        }, Duration.ofMillis(600), SSLContexts.createDefault());
        closing.add(client::destroy);
        assertThat(why(client, "http://never.example/")).isIn(Why.UNKNOWN_HOST, Why.TOO_SLOW);
        assertThat(why(client(), "http://nowhere.example/")).isEqualTo(Why.UNKNOWN_HOST);
    }

    @Test
    void the_certificate_is_held_to_the_name_though_the_address_is_pinned(@TempDir Path folder) throws Exception {
        var store = folder.resolve("keys.p12");
        var made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-alias", "it", "-keyalg", "EC", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "password",
                "-dname", "CN=world.example", "-ext", "SAN=dns:world.example").redirectErrorStream(true).start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        var keys = KeyStore.getInstance(store.toFile(), "password".toCharArray());
        var own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, "password".toCharArray());
        var trusting = TrustManagerFactory.getInstance("PKIX");
        trusting.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusting.getTrustManagers(), null);
        var server = HttpsServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            try (exchange) {
                say(exchange, 200, "well".getBytes(StandardCharsets.UTF_8));
            }
        });
        server.createContext("/down", exchange -> {
            try (exchange) {
                leadTo(exchange, 302, world("/open"));
            }
        });
        server.start();
        closing.add(() -> server.stop(0));
        var port = server.getAddress().getPort();
        var trust = client(LONG, context, "127.0.0.2");
        assertThat(trust.get("https://world.example:" + port + "/").text()).isEqualTo("well");
        assertThat(why(trust, "https://other.example:" + port + "/")).isEqualTo(Why.UNTRUSTED);
        assertThat(why(trust, "https://127.0.0.2:" + port + "/")).isEqualTo(Why.UNTRUSTED);
        assertThat(why(client("127.0.0.2"), "https://world.example:" + port + "/")).isEqualTo(Why.UNTRUSTED);
        assertThat(why(trust, "https://world.example:" + port + "/down")).isEqualTo(Why.REDIRECTED);
    }

    @Test
    void conditions_are_asked_and_not_modified_is_an_answer() throws Exception {
        at("/tagged", exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"1\"");
            if (exchange.getRequestHeaders().getOrDefault("If-None-Match", List.of()).contains("\"1\"")) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=iso-8859-1");
                say(exchange, 200, "Müller".getBytes(StandardCharsets.ISO_8859_1));
            }
        });
        var client = client("127.0.0.2");
        var first = client.get(world("/tagged"));
        assertThat(first.text()).isEqualTo("Müller");
        var second = client.send(Call.get(world("/tagged")).header("If-None-Match", first.header("etag").orElseThrow()));
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(client.get(world("/missing")).status()).isEqualTo(404);
    }

    @Test
    void a_proxy_connects_in_our_place_and_is_asked_for_nothing_inside() throws Exception {
        at("/", exchange -> say(exchange, 200, "by proxy".getBytes(StandardCharsets.UTF_8)));
        names.put("inside.example", List.of("10.0.0.1"));
        var proxy = new org.apache.hc.core5.http.HttpHost("http", "127.0.0.2", outside.getAddress().getPort());
        var client = new Outgoing(Reach.allowing(List.of()), proxy, host -> {
            if (host.equals("127.0.0.2")) return new InetAddress[] {InetAddress.ofLiteral(host)};
            return look(host);
        }, LONG, SSLContexts.createDefault());
        closing.add(client::destroy);
        assertThat(client.get("http://known.to.the.proxy.example/x").text()).isEqualTo("by proxy");
        assertThat(why(client, "http://inside.example/")).isEqualTo(Why.INSIDE);
        assertThat(why(client, "http://127.0.0.1/")).isEqualTo(Why.INSIDE);
        assertThat(seen).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        await(latch, 20_000);
    }

    private static void await(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
