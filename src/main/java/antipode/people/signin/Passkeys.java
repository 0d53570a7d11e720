package antipode.people.signin;

import antipode.people.Member;
import antipode.people.Members;
import antipode.web.Problem;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.data.extension.client.AuthenticationExtensionsClientOutputs;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Passkeys (WebAuthn). A device must have asked for its owner, and may be of any make: no attestation is wanted.
@Component
class Passkeys {

    static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256);
    private static final List<PublicKeyCredentialParameters> PARAMETERS = ALGORITHMS.stream()
            .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm)).toList();
    private static final String COLUMNS = "id, member_id, name, backed_up, created_at, last_used_at, last_address";
    private static final int MOST = 25;
    private static final int LONGEST = 20_000;

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager ceremonies = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);
    private final InstantSource real = InstantSource.system();
    private final JdbcClient jdbc;
    private final Begun begun;
    private final Members members;

    Passkeys(JdbcClient jdbc, Begun begun, Members members) {
        this.jdbc = jdbc;
        this.begun = begun;
        this.members = members;
    }

    /// The host that keys are for.
    static String party(String address) {
        var host = URI.create(address).getHost();
        return host == null ? "localhost" : host;
    }

    /// A member's, the newest first.
    @Transactional(readOnly = true)
    List<Passkey> of(long memberId) {
        return jdbc.sql("select " + COLUMNS + " from passkey where member_id = :member order by id desc")
                .param("member", memberId).query(Passkeys::read).list();
    }

    /// What devices call the keys that a member has here, in base64url: none makes a second one.
    @Transactional(readOnly = true)
    List<String> credentialIds(long memberId) {
        return jdbc.sql("select credential_id from passkey where member_id = :member").param("member", memberId)
                .query((row, number) -> Base64.getUrlEncoder().withoutPadding().encodeToString(row.getBytes(1))).list();
    }

    /// Keeps the key that a device made for the challenge it was given.
    ///
    /// @param json as the browser tells it
    /// @param address by which the browser knows this server
    @Transactional
    Passkey add(Member member, String name, String json, String address) {
        var line = name.strip();
        if (line.isEmpty()) throw Problem.invalid("name", "can't be blank");
        if (line.length() > 100 || line.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("name", "can have at most 100 characters, on one line");
        }
        if (of(member.id()).size() >= MOST) throw Problem.invalid("name", "would be one too many: you have " + MOST);
        try {
            var data = ceremonies.parseRegistrationResponseJSON(bounded(json));
            var challenge = challenge(data.getCollectedClientData(), Begun.Purpose.NEW_PASSKEY, member.id());
            ceremonies.verify(data, new RegistrationParameters(server(address, challenge), PARAMETERS, true, true));
            var attested = data.getAttestationObject() == null ? null : data.getAttestationObject().getAuthenticatorData();
            var credential = attested == null ? null : attested.getAttestedCredentialData();
            if (attested == null || credential == null) throw refused();
            return jdbc.sql("""
                    insert into passkey (member_id, credential_id, credential, uses, backed_up, name, created_at)
                    values (:member, :id, :credential, :uses, :backed, :name, :now) returning\s""" + COLUMNS)
                    .param("member", member.id()).param("id", credential.getCredentialId())
                    .param("credential", credentials.convert(credential)).param("uses", attested.getSignCount())
                    .param("backed", attested.isFlagBS()).param("name", line).param("now", Timestamp.from(real.instant()))
                    .query(Passkeys::read).single();
        } catch (DuplicateKeyException known) {
            throw Problem.conflict("That device has a passkey here already.");
        } catch (DataConversionException | VerificationException | IllegalArgumentException invalid) {
            throw refused();
        }
    }

    /// Whose key answered the challenge. Refused with 401 for a key that isn't known, and for whatever is not true of it.
    @Transactional
    Member member(String json, String address, String place) {
        try {
            var data = ceremonies.parseAuthenticationResponseJSON(bounded(json));
            var challenge = challenge(data.getCollectedClientData(), Begun.Purpose.PASSKEY, null);
            record Kept(long id, long member, byte[] credential, long uses) {}
            var kept = jdbc.sql("select id, member_id, credential, uses from passkey where credential_id = :id for update")
                    .param("id", data.getCredentialId())
                    .query((row, number) -> new Kept(row.getLong(1), row.getLong(2), row.getBytes(3), row.getLong(4)))
                    .optional().orElseThrow(Passkeys::unknown);
            ceremonies.verify(data, new AuthenticationParameters(
                    server(address, challenge),
                    new CredentialRecordImpl(
                            new NoneAttestationStatement(), true, null, null, kept.uses(), credentials.convert(kept.credential()),
                            new AuthenticationExtensionsAuthenticatorOutputs<>(), null, new AuthenticationExtensionsClientOutputs<>(), Set.of()),
                    null, true, true));
            jdbc.sql("update passkey set uses = :uses, backed_up = :backed, last_used_at = :now, last_address = :place where id = :id")
                    .param("uses", data.getAuthenticatorData().getSignCount()).param("backed", data.getAuthenticatorData().isFlagBS())
                    .param("now", Timestamp.from(real.instant())).param("place", place).param("id", kept.id()).update();
            return members.find(kept.member()).filter(Member::active)
                    .orElseThrow(() -> Problem.refused("This account is closed for now. An administrator can open it again."));
        } catch (DataConversionException | VerificationException | IllegalArgumentException invalid) {
            throw unknown();
        }
    }

    /// From now on it opens nothing. The device still shows it until its owner deletes it there.
    @Transactional
    boolean remove(long memberId, long id) {
        return jdbc.sql("delete from passkey where id = :id and member_id = :member").param("id", id).param("member", memberId).update() > 0;
    }

    /// The challenge as the browser repeats it, if it is one of ours that nobody has answered yet.
    private byte[] challenge(@Nullable CollectedClientData client, Begun.Purpose purpose, @Nullable Long memberId) {
        if (client == null) throw new IllegalArgumentException();
        var bytes = client.getChallenge().getValue();
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        if (!begun.end(purpose, secret, memberId)) {
            throw new Problem(401, "That took too long, or was done already. Try again.");
        }
        return bytes;
    }

    private static ServerProperty server(String address, byte[] challenge) {
        return ServerProperty.builder().origin(new Origin(address)).rpId(party(address)).challenge(new DefaultChallenge(challenge)).build();
    }

    private static String bounded(String json) {
        if (json.isBlank() || json.length() > LONGEST) throw new IllegalArgumentException();
        return json;
    }

    private static Problem refused() {
        return new Problem(422, "The device didn’t make a passkey that can be used here. Nothing is changed.");
    }

    private static Problem unknown() {
        return new Problem(401, "That passkey doesn’t open anything here. Sign in another way.");
    }

    private static Passkey read(ResultSet row, int number) throws SQLException {
        var used = row.getTimestamp("last_used_at");
        return new Passkey(
                row.getLong("id"), row.getLong("member_id"), row.getString("name"), row.getBoolean("backed_up"),
                row.getTimestamp("created_at").toInstant(), used == null ? null : used.toInstant(), row.getString("last_address"));
    }
}
