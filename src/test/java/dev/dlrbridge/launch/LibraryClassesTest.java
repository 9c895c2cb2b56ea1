package dev.dlrbridge.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibraryClassesTest {
    @Test
    void nearlyAllListedClassesAreThere() throws IOException {
        int loaded = LibraryClasses.load(LibraryClassesTest.class.getClassLoader());

        assertThat(loaded).isGreaterThan(names().size() * 95 / 100);
    }

    @Test
    void missingClassesArePassedOver() {
        ClassLoader withoutLibraries = ClassLoader.getPlatformClassLoader();

        assertThat(LibraryClasses.load(withoutLibraries)).isZero();
    }

    @Test
    void theListNamesNoClassOfOurOwnWhichTheNextChangeMayRename() throws IOException {
        assertThat(names()).isNotEmpty().doesNotHaveDuplicates().noneMatch(name -> name.startsWith("dev.dlrbridge."));
    }

    @Test
    void aStartFromACacheOrOneThatMakesItIsKnownByItsOptions() {
        assertThat(LibraryClasses.hasCache(List.of("-Xmx160m", "-XX:AOTCache=app.aot")))
                .isTrue();
        assertThat(LibraryClasses.hasCache(List.of("-XX:AOTCacheOutput=app.aot")))
                .isTrue();
        assertThat(LibraryClasses.hasCache(List.of("-Xmx160m"))).isFalse();
    }

    private static List<String> names() throws IOException {
        try (var list = LibraryClasses.class.getResourceAsStream(LibraryClasses.LIST)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
