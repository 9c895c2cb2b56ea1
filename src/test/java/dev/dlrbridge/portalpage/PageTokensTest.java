package dev.dlrbridge.portalpage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.portalpage.PageTokens.Known;
import dev.dlrbridge.tenant.secret.Keysets;
import dev.dlrbridge.tenant.secret.SecretBox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokensTest {
    private static final Instant OPENED = Instant.parse("2026-06-01T12:00:00Z");
    private static final String KEYSET = Keysets.generate();
    private static final Visitor VISITOR = new Visitor(
            UUID.fromString("5e0bf4c6-2f0c-4d1e-8f0f-5a2f4cb2a8d7"), "member", "17", true, Language.KK, OPENED);

    @Test
    void shouldKnowTheVisitorAgain() {
        assertThat(after(Duration.ZERO).read(after(Duration.ZERO).issue(VISITOR)))
                .map(Known::visitor)
                .contains(VISITOR);
    }

    @Test
    void shouldNotBeReadable() {
        assertThat(after(Duration.ZERO).issue(VISITOR))
                .matches("[A-Za-z0-9_-]+")
                .doesNotContain("member", "KK");
    }

    @Test
    void shouldEndAfterAQuarterOfAnHour() {
        String token = after(Duration.ZERO).issue(VISITOR);

        assertThat(after(Duration.ofSeconds(899)).read(token)).isPresent();
        assertThat(after(Duration.ofSeconds(900)).read(token)).isEmpty();
    }

    @Test
    void shouldBeRenewedWhileThePageIsOpenAndNotForLonger() {
        Known fresh = known(Duration.ZERO, after(Duration.ZERO).issue(VISITOR));
        assertThat(after(Duration.ofMinutes(5)).renewed(fresh)).isEmpty();

        String second = after(Duration.ofMinutes(6)).renewed(fresh).orElseThrow();

        assertThat(after(Duration.ofMinutes(20)).read(second))
                .map(Known::visitor)
                .contains(VISITOR);
        String last = after(Duration.ofMinutes(119)).issue(VISITOR);
        assertThat(after(Duration.ofMinutes(119)).read(last)).isPresent();
        assertThat(after(Duration.ofMinutes(120)).read(last)).isEmpty();
    }

    @Test
    void shouldRefuseATokenOfAnotherKeyset() {
        PageTokens others = new PageTokens(new SecretBox(Keysets.parse(Keysets.generate())), clock(Duration.ZERO));

        assertThat(after(Duration.ZERO).read(others.issue(VISITOR))).isEmpty();
    }

    @Test
    void shouldReadATokenOfAKeyThatWasReplaced() {
        String token = after(Duration.ZERO).issue(VISITOR);
        String rotated = Keysets.withLastKeyPrimary(Keysets.withNewKey(KEYSET));

        assertThat(new PageTokens(new SecretBox(Keysets.parse(rotated)), clock(Duration.ZERO)).read(token))
                .isPresent();
    }

    @Test
    void shouldRefuseATokenWithAnyLetterChanged() {
        String token = after(Duration.ZERO).issue(VISITOR);

        // The last letter has bits that no byte of the token takes.
        for (int at = 0; at < token.length() - 1; at++) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            String altered = token.substring(0, at) + other + token.substring(at + 1);
            assertThat(after(Duration.ZERO).read(altered)).as("letter %d", at).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "e30", "eyJhbGciOiJub25lIn0.e30.", "\u0000", "%41"})
    void shouldRefuseWhatIsNoToken(String token) {
        assertThat(after(Duration.ZERO).read(token)).isEqualTo(Optional.empty());
    }

    private static Known known(Duration later, String token) {
        return after(later).read(token).orElseThrow();
    }

    private static PageTokens after(Duration time) {
        return new PageTokens(new SecretBox(Keysets.parse(KEYSET)), clock(time));
    }

    private static Clock clock(Duration later) {
        return Clock.fixed(OPENED.plus(later), ZoneOffset.UTC);
    }
}
