package dev.dlrbridge.tenant.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientHashesTest {
    private final String keyset = Keysets.generate();
    private final RecipientHashes hashes = RecipientHashes.of(Keysets.parse(keyset));

    @ParameterizedTest
    @ValueSource(strings = {"79001234567", "+7 (900) 123-45-67", "0079001234567", "89001234567", "tel:+79001234567"})
    void shouldBeTheSameForEverySpellingOfANumber(String spelling) {
        assertThat(hashes.candidates(spelling)).contains(hashes.stored("+79001234567"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "unknown", "1234", "+", "123456789012345678901234567890123"})
    void shouldBeNoneOfWhatIsNoNumber(String text) {
        assertThat(hashes.stored(text)).isNull();
        assertThat(hashes.candidates(text)).isEmpty();
    }

    @Test
    void shouldDifferWithEachKeyset() {
        assertThat(RecipientHashes.of(Keysets.parse(Keysets.generate())).stored("+79001234567"))
                .isNotEqualTo(hashes.stored("+79001234567"));
    }

    @Test
    void shouldFindWhatWasStoredBeforeARotationUntilTheOldKeyIsRetired() {
        // given
        Long stored = hashes.stored("+79001234567");

        // when
        String added = Keysets.withNewKey(keyset);
        String promoted = Keysets.withLastKeyPrimary(added);
        String retired = Keysets.withPrimaryKeyOnly(promoted);

        // then
        assertThat(RecipientHashes.of(Keysets.parse(added)).stored("+79001234567"))
                .isEqualTo(stored);
        RecipientHashes rotated = RecipientHashes.of(Keysets.parse(promoted));
        assertThat(rotated.stored("+79001234567")).isNotEqualTo(stored);
        assertThat(rotated.candidates("+79001234567")).contains(stored, rotated.stored("+79001234567"));
        assertThat(RecipientHashes.of(Keysets.parse(retired)).candidates("+79001234567"))
                .doesNotContain(stored);
    }

    @Test
    void shouldKeepAndFindNothingWhereItIsNotWanted() {
        assertThat(RecipientHashes.NONE.stored("+79001234567")).isNull();
        assertThat(RecipientHashes.NONE.candidates("+79001234567")).isEmpty();
    }
}
