package dev.dlrbridge.tenant.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.tenant.lifecycle.Verdict.Refuted;
import dev.dlrbridge.tenant.lifecycle.Verdict.Undecided;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationSlotsTest {
    private final VerificationSlots slots = new VerificationSlots();
    private final List<UniEmitter<? super Verdict>> underWay = new ArrayList<>();

    @Test
    void shouldVerifyFewOfOneSenderAtOnceAndOthersBeside() {
        for (int number = 0; number < VerificationSlots.MOST_OF_SENDER + 1; number++) {
            begin("one");
        }
        begin("other");

        assertThat(underWay).hasSize(VerificationSlots.MOST_OF_SENDER + 1);
        assertThat(verdict("one")).isInstanceOf(Undecided.class);
        assertThat(verdict("other")).isInstanceOf(Refuted.class);
    }

    @Test
    void shouldVerifySoManyOfAllAndNoMore() {
        for (int number = 0; number < 2 * VerificationSlots.MOST; number++) {
            begin("sender" + number);
        }

        assertThat(underWay).hasSize(VerificationSlots.MOST);
        assertThat(verdict("late")).isInstanceOf(Undecided.class);
    }

    @Test
    void shouldHaveTheSlotsAgainWhenVerificationsEndHoweverTheyDo() {
        for (int number = 0; number < VerificationSlots.MOST_OF_SENDER; number++) {
            begin("one");
        }
        assertThat(verdict("one")).isInstanceOf(Undecided.class);

        underWay.get(0).complete(new Refuted());
        assertThat(verdict("one")).isInstanceOf(Refuted.class);
        begin("one");
        underWay.get(1).fail(new IllegalStateException());

        assertThat(verdict("one")).isInstanceOf(Refuted.class);
    }

    private void begin(String sender) {
        slots.run(sender, () -> Uni.createFrom().emitter(underWay::add))
                .subscribe()
                .with(verdict -> {}, failure -> {});
    }

    private Verdict verdict(String sender) {
        return slots.run(sender, () -> Uni.createFrom().item(new Refuted()))
                .await()
                .indefinitely();
    }
}
