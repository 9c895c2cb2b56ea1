package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.TenantFixture.ENDPOINT;
import static dev.dlrbridge.tenant.TenantFixture.await;
import static dev.dlrbridge.tenant.TenantFixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.sql.StatementException;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class CallersTest {
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
    private final Statements statements;
    private final Vertx vertx;
    private Portal portal;

    CallersTest(
            TenantFixture fixture,
            Portals portals,
            Channels channels,
            Tokens tokens,
            Statements statements,
            Vertx vertx) {
        this.statements = statements;
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

    @ParameterizedTest
    @EnumSource
    void shouldGiveBackWhatATransactionHasChangedInTheCallersContext(Caller caller) throws Exception {
        Context context = caller.context(vertx);
        CompletableFuture<Context> continuedIn = new CompletableFuture<>();

        context.runOnContext(nothing -> channels.create(portal.id(), "kannel", "x", Map.of(), Map.of())
                .chain(created -> channels.rotateKey(created.channel().id(), Duration.ZERO))
                .chain(rotated -> Uni.join()
                        .all(Collections.nCopies(
                                20,
                                portals.put(
                                        portal.clientId(),
                                        portal.memberId(),
                                        ENDPOINT,
                                        tokens("2"),
                                        Optional.empty(),
                                        SeenVersion.ANY)))
                        .andFailFast())
                .map(put -> Vertx.currentContext())
                .subscribe()
                .with(continuedIn::complete, continuedIn::completeExceptionally));

        assertThat(continuedIn.get()).isSameAs(context);
    }

    @Test
    void shouldUndoAllWhenTheWorkFailsAndPassTheFailureOn() {
        IllegalStateException otherHalf = new IllegalStateException("the other half");

        assertThatThrownBy(() -> await(afterHalf(transaction -> Uni.createFrom().failure(otherHalf))))
                .isSameAs(otherHalf);
        assertThatThrownBy(() -> await(afterHalf(transaction -> {
                    throw otherHalf;
                })))
                .isSameAs(otherHalf);

        assertThat(await(portals.byId(portal.id()))).contains(portal);
    }

    @Test
    void shouldUndoAllWhenTheDatabaseRefusesAPart() {
        assertThatThrownBy(() -> await(afterHalf(transaction -> transaction.count(
                        "INSERT INTO application (client_id, client_secret, title) VALUES ($1, '', '')",
                        Tuple.of(portal.clientId())))))
                .isInstanceOf(StatementException.Duplicate.class);

        assertThat(await(portals.byId(portal.id()))).contains(portal);
    }

    private Uni<Integer> afterHalf(Function<Statements, Uni<Integer>> rest) {
        return statements.transaction(transaction -> transaction
                .count("UPDATE portal SET reason = 'half done' WHERE id = $1", Tuple.of(portal.id()))
                .chain(() -> rest.apply(transaction)));
    }
}
