package antipode.people.signin;

import antipode.outgoing.Answer;
import antipode.outgoing.Call;
import antipode.outgoing.Outgoing;
import antipode.outgoing.OutgoingFailure;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Talks with providers of OpenID Connect: the code flow with PKCE. All requests go through [Outgoing], so that no
/// configuration and no provider leads us to where we may not go. Nothing is believed that isn't signed, for us and now.
@Component
class ProviderTalk {

    private static final Logger log = LoggerFactory.getLogger(ProviderTalk.class);

    private final Outgoing outgoing;
    private final Cache<String, OIDCProviderMetadata> known =
            Caffeine.newBuilder().maximumSize(100).expireAfterWrite(Duration.ofMinutes(10)).build();

    ProviderTalk(Outgoing outgoing) {
        this.outgoing = outgoing;
    }

    /// Where somebody is sent to, to say there who they are.
    URI question(Provider provider, ProviderAttempt attempt, URI back) throws ProviderFailure {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope(provider.scopes().toArray(String[]::new)), new ClientID(provider.client()), back)
                .endpointURI(metadata(provider, false).getAuthorizationEndpointURI())
                .state(new State(attempt.state()))
                .nonce(new Nonce(attempt.nonce()))
                .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /// What the provider says of whoever came back with this code: checked by signature, issuer, audience, time and nonce.
    ClaimsSet answer(Provider provider, ProviderAttempt attempt, String code, URI back) throws ProviderFailure {
        var metadata = metadata(provider, false);
        var tokens = tokens(provider, metadata, new AuthorizationCodeGrant(
                new AuthorizationCode(code), back, new CodeVerifier(attempt.verifier())));
        var claims = believed(provider, metadata, tokens.getIDToken(), attempt.nonce());
        return claims.getStringClaim("email") == null && metadata.getUserInfoEndpointURI() != null
                ? more(provider, metadata, tokens, claims)
                : claims;
    }

    /// What the provider says of itself.
    ///
    /// @param fresh whether it is asked anew
    OIDCProviderMetadata metadata(Provider provider, boolean fresh) throws ProviderFailure {
        var before = fresh ? null : known.getIfPresent(provider.key());
        if (before != null) return before;
        var address = provider.issuer().replaceAll("/+$", "") + "/.well-known/openid-configuration";
        try {
            var metadata = OIDCProviderMetadata.parse(well(provider, ask(provider, Call.get(address))).text());
            if (!metadata.getIssuer().getValue().equals(provider.issuer())) {
                throw untrue(provider, "its configuration names the issuer " + metadata.getIssuer());
            }
            if (metadata.getAuthorizationEndpointURI() == null || metadata.getTokenEndpointURI() == null || metadata.getJWKSetURI() == null) {
                throw untrue(provider, "its configuration lacks an address");
            }
            known.put(provider.key(), metadata);
            return metadata;
        } catch (ParseException unreadable) {
            throw untrue(provider, "its configuration can't be read: " + unreadable.getMessage());
        }
    }

    private OIDCTokens tokens(Provider provider, OIDCProviderMetadata metadata, AuthorizationCodeGrant grant) throws ProviderFailure {
        var client = new ClientID(provider.client());
        var request = provider.secret().isEmpty()
                ? new TokenRequest.Builder(metadata.getTokenEndpointURI(), client, grant).build().toHTTPRequest()
                : new TokenRequest.Builder(metadata.getTokenEndpointURI(), proof(provider, metadata, client), grant).build().toHTTPRequest();
        var call = Call.post(metadata.getTokenEndpointURI().toString(), "application/x-www-form-urlencoded", request.getBody())
                .header("Accept", "application/json");
        var authorization = request.getAuthorization();
        var answer = ask(provider, authorization == null ? call : call.secret("Authorization", authorization));
        try {
            var response = new HTTPResponse(answer.status());
            response.setContentType(answer.header("Content-Type").orElse("application/json"));
            response.setBody(answer.text());
            var parsed = OIDCTokenResponseParser.parse(response);
            if (!parsed.indicatesSuccess()) {
                log.info("The provider {} gave no tokens: {}", provider, parsed.toErrorResponse().getErrorObject().getCode());
                throw new ProviderFailure(provider.name() + " didn’t accept its own answer. Begin again; nothing is changed.");
            }
            return (OIDCTokens) parsed.toSuccessResponse().getTokens();
        } catch (ParseException unreadable) {
            throw untrue(provider, "its tokens can't be read: " + unreadable.getMessage());
        }
    }

    private static ClientAuthentication proof(Provider provider, OIDCProviderMetadata metadata, ClientID client) {
        var secret = new Secret(provider.secret());
        var methods = metadata.getTokenEndpointAuthMethods();
        return methods != null && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                ? new ClientSecretPost(client, secret)
                : new ClientSecretBasic(client, secret);
    }

    private IDTokenClaimsSet believed(Provider provider, OIDCProviderMetadata metadata, JWT token, String nonce) throws ProviderFailure {
        // A signature with a secret, or none at all, could be anybody's.
        if (!(token.getHeader().getAlgorithm() instanceof JWSAlgorithm algorithm) || !JWSAlgorithm.Family.SIGNATURE.contains(algorithm)) {
            throw untrue(provider, "its token is signed with " + token.getHeader().getAlgorithm());
        }
        try {
            var keys = JWKSet.parse(well(provider, ask(provider, Call.get(metadata.getJWKSetURI().toString()))).text());
            return new IDTokenValidator(metadata.getIssuer(), new ClientID(provider.client()), algorithm, keys).validate(token, new Nonce(nonce));
        } catch (BadJOSEException | JOSEException | java.text.ParseException lie) {
            throw untrue(provider, String.valueOf(lie.getMessage()));
        }
    }

    /// What stands in no token is asked for; it must be about the same person.
    private ClaimsSet more(Provider provider, OIDCProviderMetadata metadata, OIDCTokens tokens, IDTokenClaimsSet claims)
            throws ProviderFailure {
        try {
            var call = Call.get(metadata.getUserInfoEndpointURI().toString())
                    .secret("Authorization", tokens.getBearerAccessToken().toAuthorizationHeader());
            var info = UserInfo.parse(well(provider, ask(provider, call)).text());
            if (!info.getSubject().equals(claims.getSubject())) throw untrue(provider, "it tells of somebody else");
            info.setClaim("iss", claims.getIssuer().getValue());
            return info;
        } catch (ParseException unreadable) {
            throw untrue(provider, "what it tells of somebody can't be read: " + unreadable.getMessage());
        }
    }

    private Answer ask(Provider provider, Call call) throws ProviderFailure {
        try {
            return outgoing.send(call);
        } catch (OutgoingFailure failure) {
            throw new ProviderFailure(provider.name() + " can’t be reached now: " + failure.sentence() + " Nothing is changed.", failure);
        }
    }

    private static Answer well(Provider provider, Answer answer) throws ProviderFailure {
        if (answer.well()) return answer;
        throw new ProviderFailure(provider.name() + " doesn’t work now: it answered with " + answer.status() + ". Nothing is changed.");
    }

    /// Why is for the log alone: it may help whoever tries to lie.
    private static ProviderFailure untrue(Provider provider, String why) {
        log.warn("The provider {} is not believed: {}", provider, why.replaceAll("\\p{Cntrl}", " "));
        return new ProviderFailure("What " + provider.name() + " said can’t be believed, so nothing is changed. Tell an administrator.");
    }
}
