package dev.dlrbridge.tenant.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {
    private static final byte[] PLACE = "portal\0access_token\0row".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PLAIN = "marked-secret".getBytes(StandardCharsets.UTF_8);

    private final String keyset = Keysets.generate();
    private final SecretBox box = new SecretBox(Keysets.parse(keyset));

    @Test
    void shouldOpenWhatWasSealedForTheSamePlace() {
        byte[] sealed = box.seal("portal", "access_token", "row", PLAIN);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("marked");
        assertThat(new SecretBox(Keysets.parse(keyset)).open("portal", "access_token", "row", sealed))
                .isEqualTo(PLAIN);
    }

    @Test
    void shouldSealDifferentlyEachTime() {
        assertThat(box.seal("t", "c", "r", PLAIN)).isNotEqualTo(box.seal("t", "c", "r", PLAIN));
    }

    @ParameterizedTest
    @CsvSource({"channel, access_token, row", "portal, refresh_token, row", "portal, access_token, other"})
    void shouldNotOpenWhatWasSealedForAnotherPlace(String table, String column, String rowId) {
        byte[] sealed = box.seal("portal", "access_token", "row", PLAIN);

        assertThatThrownBy(() -> box.open(table, column, rowId, sealed))
                .isInstanceOf(UnreadableSecretException.class)
                .hasNoCause();
    }

    @Test
    void shouldNotOpenWithAnotherKeysetOrWhenAltered() {
        byte[] sealed = box.seal("portal", "access_token", "row", PLAIN);
        SecretBox other = new SecretBox(Keysets.parse(Keysets.generate()));

        assertThatThrownBy(() -> other.open("portal", "access_token", "row", sealed))
                .isInstanceOf(UnreadableSecretException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> box.open("portal", "access_token", "row", sealed))
                .isInstanceOf(UnreadableSecretException.class);
        assertThatThrownBy(() -> box.open("portal", "access_token", "row", new byte[0]))
                .isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void shouldGenerateOneLineThatIsNeverTheSame() {
        assertThat(keyset).matches("[A-Za-z0-9+/]+=*").isNotEqualTo(Keysets.generate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "marked-nonsense", "bWFya2VkLW5vbnNlbnNl", "e30=", "eyJwcmltYXJ5S2V5SWQiOjF9"})
    void shouldRefuseAnotherTextWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> Keysets.parse(text))
                .isInstanceOf(KeysetException.class)
                .hasMessage("dlrbridge.encryption.keyset is missing or is not a keyset")
                .hasNoCause();
    }

    @Test
    void shouldReadKeysetsAndCiphertextsOfTink() throws Exception {
        AeadConfig.register();
        KeysetHandle handle = KeysetHandle.newBuilder(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM))
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES128_GCM)
                        .withRandomId())
                .build();
        SecretBox read = new SecretBox(Keysets.parse(base64(handle)));

        byte[] sealed =
                handle.getPrimitive(RegistryConfiguration.get(), Aead.class).encrypt(PLAIN, PLACE);

        assertThat(read.open("portal", "access_token", "row", sealed)).isEqualTo(PLAIN);
        assertThat(sealed).startsWith(read.primaryPrefix());
    }

    @Test
    void shouldBeReadByTink() throws Exception {
        AeadConfig.register();
        String changed = Keysets.withLastKeyPrimary(Keysets.withNewKey(keyset));
        String json = new String(Base64.getDecoder().decode(changed), StandardCharsets.UTF_8);
        KeysetHandle handle = TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
        Aead tink = handle.getPrimitive(RegistryConfiguration.get(), Aead.class);

        assertThat(tink.decrypt(
                        new SecretBox(Keysets.parse(changed)).seal("portal", "access_token", "row", PLAIN), PLACE))
                .isEqualTo(PLAIN);
        assertThat(tink.decrypt(box.seal("portal", "access_token", "row", PLAIN), PLACE))
                .isEqualTo(PLAIN);
        assertThat(handle.size()).isEqualTo(2);
    }

    @Test
    void shouldShowNoKey() {
        assertThat(Keysets.parse(keyset).toString()).matches("Keyset\\[primaryId=-?\\d+, keys=\\[Key\\[id=\\d+]]]");
    }

    @Test
    void shouldRefuseAKeysetOfAnotherKind() throws Exception {
        MacConfig.register();
        String macs = base64(KeysetHandle.generateNew(PredefinedMacParameters.HMAC_SHA256_256BITTAG));

        assertThatThrownBy(() -> new SecretBox(Keysets.parse(macs))).isInstanceOf(KeysetException.class);
    }

    private static String base64(KeysetHandle handle) throws GeneralSecurityException {
        String json = TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
