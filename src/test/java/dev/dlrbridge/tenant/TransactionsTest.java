package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.TenantFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class TransactionsTest {
    /** Where a service of this room may be called from. */
    enum Caller {
        ROOT_CONTEXT {
            @Override
            Context context(Vertx vertx) {
                return vertx.getOrCreateContext();
            }
        },
        UNMARKED_REQUEST {
            @Override
            Context context(Vertx vertx) {
                return VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            }
        },
        SAFE_REQUEST {
            @Override
            Context context(Vertx vertx) {
                Context context = UNMARKED_REQUEST.context(vertx);
                VertxContextSafetyToggle.setContextSafe(context, true);
                return context;
            }
        },
        UNSAFE_REQUEST {
            @Override
            Context context(Vertx vertx) {
                Context context = UNMARKED_REQUEST.context(vertx);
                VertxContextSafetyToggle.setContextSafe(context, false);
                return context;
            }
        };

        abstract Context context(Vertx vertx);
    }

    private final TenantFixture fixture;
    private final Portals portals;
    private final Channels channels;
    private final Tokens tokens;
    private final Transactions transactions;
    private final Vertx vertx;
    private Portal portal;

    TransactionsTest(
            TenantFixture fixture,
            Portals portals,
            Channels channels,
            Tokens tokens,
            Transactions transactions,
            Vertx vertx) {
        this.transactions = transactions;
        this.fixture = fixture;
        this.portals = portals;
        this.channels = channels;
        this.tokens = tokens;
        this.vertx = vertx;
    }

    @BeforeEach
    void makePortal() {
        portal = fixture.portal();
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveTheResultBackInTheCallersContext(Caller caller) throws Exception {
        Context context = caller.context(vertx);
        CompletableFuture<Context> continuedIn = new CompletableFuture<>();

        context.runOnContext(nothing -> portals.byId(portal.id())
                .chain(() -> channels.byKey("unknown" + caller))
                .chain(() -> tokens.access(portal.id()))
                .map(access -> Vertx.currentContext())
                .subscribe()
                .with(continuedIn::complete, continuedIn::completeExceptionally));

        assertThat(continuedIn.get()).isSameAs(context);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRunBranchesOfOneCallerAtOnce(Caller caller) throws Exception {
        CompletableFuture<Object> done = new CompletableFuture<>();

        caller.context(vertx)
                .runOnContext(nothing -> Uni.join()
                        .all(Collections.nCopies(20, portals.byId(portal.id())))
                        .andFailFast()
                        .subscribe()
                        .with(done::complete, done::completeExceptionally));

        assertThat(done.get()).isEqualTo(Collections.nCopies(20, Optional.of(portal)));
    }

    @Test
    void shouldWorkInAThreadThatKnowsNothingOfVertx() throws Exception {
        CompletableFuture<Optional<Portal>> found = new CompletableFuture<>();

        Thread thread = new Thread(() -> found.complete(await(portals.byId(portal.id()))));
        thread.start();
        thread.join();

        assertThat(found.get()).contains(portal);
    }

    @Test
    void shouldUndoAllWhenTheWorkFails() {
        Uni<Object> failing = transactions.run(() -> PortalEntity.<PortalEntity>findById(portal.id())
                .invoke(row -> row.reason = "half done")
                .call(() -> Panache.flush())
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("the other half"))));

        assertThatThrownBy(() -> await(failing)).hasMessage("the other half");

        assertThat(await(portals.byId(portal.id()))).contains(portal);
    }
}
