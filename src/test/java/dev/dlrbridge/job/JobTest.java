package dev.dlrbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.dlrbridge.testing.Broken;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.LogCapture;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong in a job of any room, its next run comes; and a bug in it is one line of the log. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class JobTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<JavaMethod> SCHEDULED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.dlrbridge").stream()
                    .flatMap(type -> type.getMethods().stream())
                    .filter(method -> method.isAnnotatedWith(Scheduled.class))
                    .toList();

    private final MeterRegistry registry;
    private final Failures failures;

    JobTest(MeterRegistry registry, Failures failures) {
        this.registry = registry;
        this.failures = failures;
    }

    static Stream<String> scheduled() {
        return SCHEDULED.stream().map(JavaMethod::getFullName);
    }

    @ParameterizedTest
    @MethodSource("scheduled")
    void shouldLogOneErrorAndCountItWhenAJobHasABug(String name) throws ReflectiveOperationException {
        // given
        Method method = SCHEDULED.stream()
                .filter(job -> job.getFullName().equals(name))
                .findFirst()
                .orElseThrow()
                .reflect();
        method.setAccessible(true);
        String identity = method.getAnnotation(Scheduled.class).identity();
        waitUntilStorageIsReady();
        Object bean = ClientProxy.unwrap(
                Arc.container().instance(method.getDeclaringClass()).get());
        Object broken = Broken.like(bean, Set.of(Job.class, Failures.Place.class));
        double before = count(identity);

        try (LogCapture log = LogCapture.open()) {
            // when
            ((Uni<?>) method.invoke(broken)).await().atMost(PATIENCE);
            ((Uni<?>) method.invoke(broken)).await().atMost(PATIENCE);

            // then
            assertThat(log.errors()).singleElement().asString().contains(identity, "Exception", "\tat ");
            assertThat(count(identity) - before).isEqualTo(2);
        }
    }

    @Test
    void shouldRunEachScheduledMethodThroughAJob() {
        assertThat(SCHEDULED)
                .isNotEmpty()
                .allSatisfy(method -> assertThat(method.getMethodCallsFromSelf())
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Job.class)
                                && call.getName().equals("run")));
    }

    @Test
    void shouldClearMemoryWhileTheStorageIsNotReadyYet() {
        AtomicInteger runs = new AtomicInteger();
        Job job = new Jobs(failures).inMemory("job-test", JobTest.class, "");

        job.run(() -> Uni.createFrom().item(runs.incrementAndGet())).await().atMost(PATIENCE);

        assertThat(runs).hasValue(1);
    }

    @Test
    void shouldGoOnWithoutAnErrorWhenTheDatabaseIsAway() {
        Jobs jobs = new Jobs(failures);
        jobs.begin();
        Job job = jobs.job("job-test", JobTest.class, "It is done again");

        try (LogCapture log = LogCapture.open()) {
            job.run(() -> Uni.createFrom().failure(new IOException("closed")))
                    .await()
                    .atMost(PATIENCE);

            assertThat(log.errors()).isEmpty();
            assertThat(log.lines()).anyMatch(line -> line.contains("It is done again"));
        }
    }

    @Test
    void shouldDoNothingBeforeTheStorageIsReadyNorWhenSkipped() {
        Jobs jobs = new Jobs(failures);
        Job early = jobs.job("job-test", JobTest.class, "");
        Job skipped = jobs.job("job-test", JobTest.class, "", () -> true);
        Uni<Void> work = Uni.createFrom().failure(() -> new AssertionError("it was done"));

        try (LogCapture log = LogCapture.open()) {
            early.run(() -> work).await().atMost(PATIENCE);
            jobs.begin();
            skipped.run(() -> work).await().atMost(PATIENCE);

            assertThat(log.errors()).isEmpty();
        }
    }

    private void waitUntilStorageIsReady() {
        Awaitility.await()
                .until(() -> io.restassured.RestAssured.given()
                                .get(dev.dlrbridge.testing.Bridge.management("/q/health/ready"))
                                .statusCode()
                        == 200);
    }

    private double count(String place) {
        return registry.counter("dlrbridge.unexpected.failures", "place", place).count();
    }
}
