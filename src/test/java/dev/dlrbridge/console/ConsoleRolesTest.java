package dev.dlrbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.dlrbridge.admin.access.Role;
import dev.dlrbridge.console.frame.Guarded;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Which role may open which page and send which form; what has no row in the table fails. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ConsoleRolesTest {
    private static final String TABLE = "/console/roles.csv";
    private static final Map<Role, String> TOKENS = Map.of(
            Role.VIEWER, DatabaseResource.VIEWER_TOKEN,
            Role.OPERATOR, DatabaseResource.OPERATOR_TOKEN,
            Role.ADMIN, DatabaseResource.ADMIN_TOKEN);

    private final Rows rows;

    ConsoleRolesTest(Rows rows) {
        this.rows = rows;
    }

    @ParameterizedTest(name = "{0} {1} needs {2}")
    @CsvFileSource(resources = TABLE, numLinesToSkip = 1)
    void shouldLetInWhoseRoleIsHighEnough(String method, String path, String needed) {
        String existing = existing(path);
        if (needed == null) {
            assertThat(Session.nobody().request(method, existing).statusCode()).isIn(200, 401);
            return;
        }
        for (Role role : Role.values()) {
            if (existing.endsWith("/events")) { // which have begun when it is known that there is no such channel
                continue;
            }
            // when
            Session session = Session.of(TOKENS.get(role));
            Response answer = method.equals("GET") ? session.get(existing) : session.post(existing, Map.of());

            // then
            boolean permitted = role.includes(Role.ofWord(needed));
            assertThat(answer.statusCode() == 403)
                    .as("%s for %s: %d", existing, role, answer.statusCode())
                    .isEqualTo(!permitted);
            assertThat(answer.statusCode()).isLessThan(500);
        }
        Response nobodys = Session.nobody().request(method, existing);
        assertThat(nobodys.statusCode()).isEqualTo(303);
        assertThat(nobodys.header("Location")).contains("/console/login");
    }

    @ParameterizedTest(name = "{1}")
    @CsvFileSource(resources = TABLE, numLinesToSkip = 1)
    void shouldRefuseAFormThatNoPageOfTheSessionHasMade(String method, String path, String needed) {
        if (method.equals("GET") || needed == null) {
            return;
        }
        // given
        Session own = Session.of(DatabaseResource.ADMIN_TOKEN);
        Session others = Session.of(DatabaseResource.ADMIN_TOKEN);
        long last = lastEntry();

        // when
        List<Response> answers = List.of(
                own.request().contentType("application/x-www-form-urlencoded").post(existing(path)),
                own.forged(existing(path), ""),
                own.forged(existing(path), others.formToken()),
                own.request()
                        .contentType("text/plain")
                        .body("formToken=" + own.formToken())
                        .post(existing(path)));

        // then
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(403, 415));
        assertThat(outcomesSince(last)).allMatch("403"::equals);
    }

    @Test
    void shouldParkAndResumeAsTheApiDoesAndWithTheSameLinesInTheAudit() {
        // given
        Tenant tenant = Tenant.create();
        Session operator = Session.of(DatabaseResource.OPERATOR_TOKEN);

        // when
        int parked = operator.post(tenant.path() + "/park", Map.of()).statusCode();
        Bridge.with(DatabaseResource.OPERATOR_TOKEN).post(tenant.path() + "/park");
        int resumed = operator.post(tenant.path() + "/resume", Map.of()).statusCode();

        // then
        assertThat(List.of(parked, resumed)).containsOnly(303);
        assertThat(texts(
                        "SELECT actor || ' ' || action || ' ' || target FROM audit WHERE target LIKE $1 ORDER BY id",
                        tenant.path() + "/%"))
                .containsExactly(
                        "configured:operator portal.park " + tenant.path() + "/park",
                        "configured:operator portal.park " + tenant.path() + "/park",
                        "configured:operator portal.resume " + tenant.path() + "/resume");
    }

    @Test
    void shouldNoteInTheAuditWhichFieldsAFormHadAndNoneOfTheirValues() {
        // when
        Session.of(DatabaseResource.ADMIN_TOKEN)
                .post("/tokens", Map.of("name", "form." + Tenant.newId(), "role", "viewer", "+79161234567", "x"));

        // then
        assertThat(texts("SELECT changed FROM audit WHERE action = $1 ORDER BY id DESC LIMIT 1", "token.create"))
                .containsExactly("(other), name, role");
    }

    @Test
    void shouldShowAViewerNoButtonThatHeMayNotPress() {
        // given
        Scene scene = Scene.play();
        Session viewer = Session.of(DatabaseResource.VIEWER_TOKEN);
        Session operator = Session.of(DatabaseResource.OPERATOR_TOKEN);

        for (String page : scene.pages()) {
            // when
            String shown = viewer.get(page.substring("/console".length())).asString();

            // then
            assertThat(shown)
                    .as(page)
                    .doesNotContain("\"/console/tokens\"", "\"/console/audit\"", "action=\"/console/meanings");
            assertThat(shown.split("method=\"post\""))
                    .as("%s: to log out", page)
                    .hasSizeLessThanOrEqualTo(2);
        }
        assertThat(operator.get(scene.tenant().path()).asString()).contains("/resume\"");
        assertThat(operator.get(scene.channelPage().substring("/console".length()))
                        .asString())
                .doesNotContain("/reveal\"");
    }

    @Test
    void shouldHaveARowForEveryRouteWithTheRoleThatStandsThere() throws IOException {
        // when
        Set<String> routes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.dlrbridge.console").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(ConsoleRolesTest::isRoute)
                        .map(ConsoleRolesTest::row)
                        .collect(Collectors.toCollection(TreeSet::new));

        // then
        try (var table = getClass().getResourceAsStream(TABLE)) {
            assertThat(routes)
                    .isEqualTo(new String(table.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .skip(1)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static boolean isRoute(JavaMethod method) {
        return method.isAnnotatedWith(GET.class) || method.isAnnotatedWith(POST.class);
    }

    /** A form that is not guarded has the role {@code UNGUARDED}, which no row has. */
    private static String row(JavaMethod method) {
        boolean isForm = method.isAnnotatedWith(POST.class);
        String role = method.tryGetAnnotationOfType(RolesAllowed.class)
                .map(annotation -> String.join("|", annotation.value()))
                .orElse(method.isAnnotatedWith(PermitAll.class) ? "" : "DENIED");
        boolean guarded =
                method.isAnnotatedWith(Guarded.class) || method.getOwner().isAnnotatedWith(Guarded.class);
        String path = path(method.getOwner())
                + method.tryGetAnnotationOfType(Path.class)
                        .map(annotation -> "/" + annotation.value())
                        .orElse("");
        return (isForm ? "POST," : "GET,") + path + "," + (isForm && !guarded && !role.isEmpty() ? "UNGUARDED" : role);
    }

    private static String path(JavaClass type) {
        return type.getAnnotationOfType(Path.class).value().substring("/console".length());
    }

    private static String existing(String path) {
        return path == null
                ? ""
                : path.replace("{id}", "00000000-0000-0000-0000-000000000000").replaceAll("\\{\\w+}", "unknown");
    }

    private long lastEntry() {
        return rows.select("SELECT coalesce(max(id), 0) FROM audit", Tuple.tuple())
                .get(0)
                .getLong(0);
    }

    private List<String> outcomesSince(long entry) {
        return texts("SELECT status::text FROM audit WHERE id > $1::bigint", entry);
    }

    private List<String> texts(String sql, Object value) {
        return rows.select(sql, Tuple.of(value)).stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
