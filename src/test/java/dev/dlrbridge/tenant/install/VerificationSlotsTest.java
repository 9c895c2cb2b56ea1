package dev.dlrbridge.tenant.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.bitrix24.TokenPair;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.tenant.install.Verdict.Refuted;
import dev.dlrbridge.tenant.install.Verdict.Undecided;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerificationSlotsTest {
    private final Ticking clock = new Ticking();
    private final VerificationSlots slots =
            new VerificationSlots(clock, new Jobs(new Failures(new SimpleMeterRegistry())));

    /** Accounts whose claims are being verified, in the order of their turns. */
    private final List<String> begun = new ArrayList<>();

    private final List<UniEmitter<? super Verdict>> underWay = new ArrayList<>();
    private int tokens;

    @Test
    void shouldVerifySoManyAtOnceAndTheOthersInTheirTurn() {
        for (int number = 0; number < 2 * VerificationSlots.MOST; number++) {
            judge("sender" + number, "account" + number);
        }
        assertThat(begun).hasSize(VerificationSlots.MOST);

        end(3);

        assertThat(begun).hasSize(VerificationSlots.MOST + 3).endsWith("account12", "account13", "account14");
    }

    @Test
    void shouldTakeTurnsByAccountWhenAllComeFromOneAddress() {
        judgeMany("here", "forged", 100);
        judgeMany("here", "another", 100);
        judge("here", "genuine");

        end(3);

        assertThat(begun.subList(VerificationSlots.MOST, begun.size())).contains("genuine");
    }

    @Test
    void shouldTakeTurnsBySenderWhenOneNamesManyAccounts() {
        for (int number = 0; number < 500; number++) {
            judge("elsewhere", "forged" + number);
        }
        judge("here", "genuine");

        end(2);

        assertThat(begun.subList(VerificationSlots.MOST, begun.size())).contains("genuine");
    }

    @Test
    void shouldVerifyOthersWhileOneAccountAnswersSlowly() {
        judgeMany("here", "slow", 100);
        assertThat(begun).hasSize(VerificationSlots.MOST_OF_ACCOUNT);

        judge("here", "genuine");

        assertThat(begun).endsWith("genuine");
    }

    @Test
    void shouldSendAwayOneOfWhoeverHasMostWhenTooManyWait() {
        // given
        List<UniAssertSubscriber<Verdict>> flood = judgeMany("elsewhere", "forged", VerificationSlots.MOST_WAITING);
        judgeMany("elsewhere", "another", VerificationSlots.MOST_OF_ACCOUNT);

        // when
        List<UniAssertSubscriber<Verdict>> genuine = judgeMany("here", "genuine", 10);

        // then
        assertThat(genuine).noneMatch(VerificationSlotsTest::isSentAway);
        assertThat(flood.stream().filter(VerificationSlotsTest::isSentAway)).hasSize(4);
        assertThat(isSentAway(judge("elsewhere", "forged"))).isTrue();
    }

    @Test
    void shouldSendAwayWhoHasWaitedTooLongAndNobodyWhoIsBeingVerified() {
        List<UniAssertSubscriber<Verdict>> judged = judgeMany("here", "account", VerificationSlots.MOST);

        clock.now = clock.now.plus(VerificationSlots.PATIENCE).plusMillis(1);
        slots.sendAwayWhoWaitedLong().await().indefinitely();

        assertThat(judged.stream().filter(VerificationSlotsTest::isSentAway))
                .hasSize(VerificationSlots.MOST - VerificationSlots.MOST_OF_ACCOUNT);
        end(1);
        assertThat(judged.get(0).getItem()).isInstanceOf(Refuted.class);
    }

    @Test
    void shouldHaveTheSlotsAgainWhenVerificationsEndHoweverTheyDo() {
        for (int number = 0; number < VerificationSlots.MOST; number++) {
            judge("sender", "account" + number);
        }
        judge("sender", "next").cancel();

        underWay.remove(0).complete(new Undecided());
        underWay.remove(0).fail(new IllegalStateException());
        judgeMany("sender", "last", 3);

        assertThat(begun.subList(VerificationSlots.MOST, begun.size())).containsExactly("last", "last");
    }

    @Test
    void shouldFreeTheSlotOfOneWhoHasGoneOnlyWhenItsVerificationHasEnded() {
        List<UniAssertSubscriber<Verdict>> judged = judgeMany("here", "account", VerificationSlots.MOST_OF_ACCOUNT + 1);

        judged.get(0).cancel();
        assertThat(begun).hasSize(VerificationSlots.MOST_OF_ACCOUNT);
        end(1);

        assertThat(begun).hasSize(VerificationSlots.MOST_OF_ACCOUNT + 1);
    }

    @Test
    void shouldRememberWhatWasRefutedAndNothingElse() {
        InstallClaim refuted = claim("account");
        InstallClaim undecided = claim("account");
        slots.run("here", refuted, () -> Uni.createFrom().item(new Refuted()))
                .await()
                .indefinitely();
        slots.run("here", undecided, () -> Uni.createFrom().item(new Undecided()))
                .await()
                .indefinitely();

        assertThat(slots.isRefuted(refuted)).isTrue();
        assertThat(slots.isRefuted(undecided)).isFalse();
        assertThat(slots.isRefuted(claim("account"))).isFalse();
        assertThat(slots.run("here", refuted, () -> Uni.createFrom().nothing())
                        .await()
                        .indefinitely())
                .isInstanceOf(Refuted.class);
    }

    private List<UniAssertSubscriber<Verdict>> judgeMany(String sender, String account, int count) {
        List<UniAssertSubscriber<Verdict>> judged = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            judged.add(judge(sender, account));
        }
        return judged;
    }

    private UniAssertSubscriber<Verdict> judge(String sender, String account) {
        return slots.run(sender, claim(account), () -> {
                    begun.add(account);
                    return Uni.createFrom().emitter(underWay::add);
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private void end(int count) {
        for (int number = 0; number < count; number++) {
            underWay.remove(0).complete(new Refuted());
        }
    }

    private static boolean isSentAway(UniAssertSubscriber<Verdict> judged) {
        return judged.getItem() instanceof Undecided;
    }

    private InstallClaim claim(String account) {
        return new InstallClaim(
                "app.1",
                account,
                URI.create("https://acme.bitrix24.de/rest/"),
                Optional.empty(),
                new TokenPair("token" + tokens++, "renewing", Instant.EPOCH),
                Optional.empty(),
                Optional.empty());
    }

    private static final class Ticking extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
