package dev.dlrbridge.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyMemoryTest {
    private final BodyMemory memory = new BodyMemory(1_000);

    @Test
    void shouldLeaveThreeQuartersToOthers() {
        assertThat(memory.take("a", 250)).isTrue();

        assertThat(memory.take("a", 1)).isFalse();

        assertThat(memory.take("b", 250)).isTrue();
        assertThat(memory.taken()).isEqualTo(500);
    }

    @Test
    void shouldGiveNoMoreThanThereIs() {
        for (String holder : new String[] {"a", "b", "c", "d"}) {
            assertThat(memory.take(holder, 250)).isTrue();
        }

        assertThat(memory.take("e", 1)).isFalse();

        memory.giveBack("a", 250);
        assertThat(memory.take("e", 250)).isTrue();
        assertThat(memory.taken()).isEqualTo(1_000);
    }
}
