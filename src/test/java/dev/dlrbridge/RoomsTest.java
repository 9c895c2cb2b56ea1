package dev.dlrbridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.ext.Provider;

/** The rooms, and which of them may know which. */
@AnalyzeClasses(packages = "dev.dlrbridge", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String ROOT = "dev.dlrbridge.";

    @ArchTest
    static final ArchRule GATEWAY_USES_NOTHING_OF_OURS = mayUse("gateway");

    @ArchTest
    static final ArchRule SQL_USES_NOTHING_OF_OURS = mayUse("sql");

    @ArchTest
    static final ArchRule TRACE = mayUse("trace", "metric", "sql");

    @ArchTest
    static final ArchRule JOB = mayUse("job", "sql", "trace");

    @ArchTest
    static final ArchRule BITRIX24 = mayUse("bitrix24", "net", "trace");

    @ArchTest
    static final ArchRule SANDBOX_USES_NOTHING_OF_OURS = mayUse("sandbox");

    @ArchTest
    static final ArchRule SANDBOX_PHP = mayUse("sandbox.php");

    @ArchTest
    static final ArchRule SANDBOX_ANSWER = mayUse("sandbox.answer", "sandbox.php");

    @ArchTest
    static final ArchRule SANDBOX_PORTAL = mayUse("sandbox.portal", "sandbox.answer");

    @ArchTest
    static final ArchRule SANDBOX_OAUTH = mayUse("sandbox.oauth", "sandbox.portal", "sandbox.answer", "sandbox.php");

    @ArchTest
    static final ArchRule SANDBOX_REST =
            mayUse("sandbox.rest", "sandbox.oauth", "sandbox.portal", "sandbox.answer", "sandbox.php");

    @ArchTest
    static final ArchRule SANDBOX_PAGE = mayUse("sandbox.page");

    @ArchTest
    static final ArchRule SANDBOX_TLS = mayUse("sandbox.tls");

    @ArchTest
    static final ArchRule SANDBOX_EVENT = mayUse("sandbox.event", "sandbox.rest", "sandbox.portal", "sandbox.php");

    @ArchTest
    static final ArchRule DATABASE_USES_NOTHING_OF_OURS = mayUse("database");

    @ArchTest
    static final ArchRule NET_USES_NOTHING_OF_OURS = mayUse("net", "metric");

    @ArchTest
    static final ArchRule METRIC_USES_NOTHING_OF_OURS = mayUse("metric");

    @ArchTest
    static final ArchRule TENANT = mayUse("tenant", "bitrix24", "database", "job", "metric", "net", "sql", "trace");

    @ArchTest
    static final ArchRule JOURNAL = mayUse("journal", "gateway", "tenant", "database", "metric", "sql", "trace");

    @ArchTest
    static final ArchRule INTAKE =
            mayUse("intake", "gateway", "journal", "quarantine", "tenant", "job", "metric", "net", "sql", "trace");

    @ArchTest
    static final ArchRule FORWARDING =
            mayUse("forwarding", "journal", "tenant", "bitrix24", "gateway", "job", "metric", "sql", "trace");

    @ArchTest
    static final ArchRule HANDLER =
            mayUse("handler", "gateway", "journal", "tenant", "job", "metric", "net", "sql", "trace");

    @ArchTest
    static final ArchRule QUARANTINE =
            mayUse("quarantine", "gateway", "tenant", "journal", "job", "metric", "sql", "trace");

    @ArchTest
    static final ArchRule SEARCH = mayUse("search", "gateway", "tenant", "journal", "quarantine", "sql", "trace");

    @ArchTest
    static final ArchRule STATISTICS = mayUse("statistics", "gateway", "tenant", "journal", "job", "sql", "trace");

    @ArchTest
    static final ArchRule WEBHOOK = mayUse("webhook", "tenant", "bitrix24", "job", "metric", "net", "sql", "trace");

    @ArchTest
    static final ArchRule RETENTION = mayUse("retention", "tenant", "job", "metric", "sql", "trace");

    @ArchTest
    static final ArchRule ADMIN = mayUse(
            "admin",
            "gateway",
            "bitrix24",
            "tenant",
            "journal",
            "quarantine",
            "search",
            "statistics",
            "intake",
            "forwarding",
            "retention",
            "webhook",
            "operations",
            "job",
            "metric",
            "net",
            "sql",
            "trace");

    @ArchTest
    static final ArchRule WEB = mayUse("web", "statistics");

    @ArchTest
    static final ArchRule PORTALPAGE = mayUse(
            "portalpage",
            "gateway",
            "tenant",
            "journal",
            "search",
            "statistics",
            "admin.audit",
            "admin.http",
            "trace",
            "web");

    @ArchTest
    static final ArchRule CONSOLE = mayUse(
            "console",
            "gateway",
            "tenant",
            "journal",
            "quarantine",
            "search",
            "statistics",
            "webhook",
            "admin.access",
            "admin.audit",
            "admin.http",
            "admin.run",
            "job",
            "sql",
            "trace",
            "web");

    @ArchTest
    static final ArchRule OPERATIONS = mayUse(
            "operations",
            "gateway",
            "bitrix24",
            "tenant",
            "journal",
            "quarantine",
            "intake",
            "forwarding",
            "retention",
            "webhook",
            "admin",
            "database",
            "job",
            "metric",
            "net",
            "sql",
            "trace");

    @ArchTest
    static final ArchRule ROOMS_HAVE_NO_CYCLES =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().assignedFrom(new EachPackage()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ROWS_NEVER_LEAVE_TENANT = classes()
            .that()
            .resideInAPackage(ROOT + "tenant..")
            .and()
            .haveNameMatching(".*(Row|Sql)")
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule SANDBOX_IS_PLAIN = noClasses()
            .that()
            .resideInAPackage(ROOT + "sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..");

    @ArchTest
    static final ArchRule GATEWAY_IS_PURE = noClasses()
            .that()
            .resideInAPackage(ROOT + "gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "io.vertx..", "jakarta..", "io.smallrye..");

    /** But for what runs in a transaction of several statements. */
    @ArchTest
    static final ArchRule ROWS_ARE_READ_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "sql..", ROOT + "database..")
            .and()
            .haveSimpleNameNotStartingWith("ReportWriter")
            .and()
            .haveSimpleNameNotStartingWith("Correlations")
            .and()
            .haveSimpleNameNotStartingWith("JournalCensus")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.vertx.mutiny.sqlclient.RowSet");

    private static ArchRule mayUse(String room, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat(new OfOtherRooms(room, others))
                .as(room + " may use only " + String.join(", ", others));
    }

    /** But for the values that all parts of gateway have in common, beside which the class stands that knows its parts. */
    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return name.equals(ROOT + "gateway") || !name.startsWith(ROOT)
                    ? SliceIdentifier.ignore()
                    : SliceIdentifier.of(name);
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    }

    /** Else it runs for the answers of portals as well. */
    @ArchTest
    static final ArchRule PROVIDERS_ARE_THE_SERVERS_OR_THE_CLIENTS =
            classes().that().areAnnotatedWith(Provider.class).should().beAnnotatedWith(ConstrainedTo.class);

    /** Ours, but neither of the room itself nor of those it may know. */
    private static final class OfOtherRooms extends com.tngtech.archunit.base.DescribedPredicate<JavaClass> {
        private final String room;
        private final String[] allowed;

        OfOtherRooms(String room, String... allowed) {
            super("of other rooms");
            this.room = room;
            this.allowed = allowed;
        }

        @Override
        public boolean test(JavaClass used) {
            return used.getPackageName().startsWith(ROOT) && !isIn(used, room) && !isInOneOf(used, allowed);
        }

        private static boolean isInOneOf(JavaClass used, String... rooms) {
            for (String candidate : rooms) {
                if (isIn(used, candidate)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isIn(JavaClass used, String candidate) {
            return (used.getPackageName() + ".").startsWith(ROOT + candidate + ".");
        }
    }
}
