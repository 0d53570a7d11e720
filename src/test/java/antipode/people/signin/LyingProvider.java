package antipode.people.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/// A provider of OpenID Connect that says whatever a test has it say.
final class LyingProvider {

    enum Lie {
        NONE, NONCE, AUDIENCE, ISSUER, EXPIRED, UNSIGNED, SIGNED_WITH_THE_SECRET, ANOTHER_KEY, ANOTHER_CONFIGURATION, NO_JSON, ERROR, UNVERIFIED
    }

    private final RSAKey key = key();
    private final RSAKey another = key();
    private HttpServer server;
    volatile Lie lie = Lie.NONE;
    volatile String nonce = "";
    volatile String email = "kei@halyard.example";

    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/liar/.well-known/openid-configuration", exchange -> answer(exchange, 200, """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys",
                "response_types_supported":["code"],"subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}
                """.formatted(issuer() + (lie == Lie.ANOTHER_CONFIGURATION ? "/other" : ""))));
        server.createContext("/liar/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/liar/token", exchange -> {
            try {
                if (lie == Lie.NO_JSON) answer(exchange, 200, "<html>Hello</html>");
                else if (lie == Lie.ERROR) answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
                else answer(exchange, 200, "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\"" + token() + "\"}");
            } catch (JOSEException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/liar";
    }

    private String token() throws JOSEException {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(lie == Lie.ISSUER ? "https://elsewhere.example" : issuer())
                .audience(lie == Lie.AUDIENCE ? "another" : "antipode")
                .subject("kei-there")
                .claim("nonce", lie == Lie.NONCE ? "another" : nonce)
                .claim("email", email)
                .claim("email_verified", lie != Lie.UNVERIFIED)
                .issueTime(Date.from(now.minusSeconds(lie == Lie.EXPIRED ? 7200 : 0)))
                .expirationTime(Date.from(now.plusSeconds(lie == Lie.EXPIRED ? -3600 : 600)))
                .build();
        if (lie == Lie.UNSIGNED) return new PlainJWT(claims).serialize();
        if (lie == Lie.SIGNED_WITH_THE_SECRET) {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
            return token.serialize();
        }
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(lie == Lie.ANOTHER_KEY ? another : key));
        return token.serialize();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", text.startsWith("<") ? "text/html" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
