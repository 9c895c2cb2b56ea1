package dev.dlrbridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.dlrbridge.GivenValues.Given;
import dev.dlrbridge.GivenValues.Method;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a native executable cannot find out by itself: everything that is looked up by name as the program runs is
 * registered, and this is the list of it. The development page, the sandbox and the embedded database are not in it.
 */
@AnalyzeClasses(packages = "dev.dlrbridge", importOptions = ImportOption.DoNotIncludeTests.class)
class NativeRegistrationTest {
    /** Classes of ours whose members are found by reflection. */
    private static final Set<String> REFLECTION = Set.of(
            "dev.dlrbridge.admin.TokenResource$NewToken",
            "dev.dlrbridge.admin.http.Problem$Document",
            "dev.dlrbridge.admin.http.Problem$FieldError",
            "dev.dlrbridge.bitrix24.GuardedTransportProvider",
            "dev.dlrbridge.quarantine.KeptRequest");

    /** Who reads resources as the program runs, and which. */
    private static final Set<String> READS_RESOURCES = Set.of(
            "dev.dlrbridge.admin.http.ApiDocument", // openapi.json
            "dev.dlrbridge.admin.http.QueryNames", // openapi.json
            "dev.dlrbridge.database.MigrationFiles", // db/migration
            "dev.dlrbridge.gateway.profile.ProfileFiles", // gateways
            "dev.dlrbridge.gateway.profile.ProfileSchema", // gateways
            "dev.dlrbridge.web.Assets"); // console, portalpage, web, and two files of webjars

    private static final List<String> RESOURCES =
            List.of("openapi.json", "gateways", "console", "portalpage", "web", "db/migration");

    /** What turns a value of any type into an answer or JSON, or JSON into one; by class. */
    private static final Map<String, String> BIND = Map.of(
            "jakarta/ws/rs/core/Response", "ok accepted",
            "jakarta/ws/rs/core/Response$ResponseBuilder", "entity",
            "com/fasterxml/jackson/databind/ObjectMapper",
                    "readValue treeToValue convertValue valueToTree writeValue writeValueAsBytes writeValueAsString readerFor",
            "com/fasterxml/jackson/databind/ObjectReader", "readValue treeToValue forType",
            "com/fasterxml/jackson/databind/ObjectWriter", "writeValue writeValueAsBytes writeValueAsString",
            "io/vertx/core/json/Json", "encode encodePrettily encodeToBuffer decodeValue",
            "io/vertx/core/json/JsonObject", "mapFrom mapTo");

    /** Who gives something whose type compiled code does not show, and what it is. */
    private static final Set<String> GIVE_WHAT_IS_NOT_SEEN = Set.of(
            "dev.dlrbridge.admin.PortalResource.answer", // of a list of what its other methods return
            "dev.dlrbridge.admin.http.Export.csv", // what the same lists answer as JSON
            "dev.dlrbridge.tenant.secret.NamedSecrets.open", // texts by name
            "dev.dlrbridge.tenant.secret.NamedSecrets.seal");

    /** Who asks the configuration that Quarkus has, which is the build's until Quarkus has begun. */
    private static final String ASK_AFTER_THE_START = "dev\\.dlrbridge\\."
            + "(bitrix24\\.TrustedAuthorities" // with the first call
            + "|launch\\.Commands\\$Version)"; // for what the build says

    /** Called by an initialiser only, like whatever else finds charsets: those that are met there are in the executable. */
    private static final String CHARSETS = "dev.dlrbridge.gateway.KnownCharsets.byName()";

    private static final Set<String> TAKE_NAMES_OF_CHARSETS = Set.of(
            "java.nio.charset.Charset",
            "java.lang.String",
            "java.net.URLDecoder",
            "java.net.URLEncoder",
            "java.io.InputStreamReader",
            "java.io.OutputStreamWriter",
            "java.io.PrintStream",
            "java.util.Scanner");

    private static final DescribedPredicate<JavaClass> IN_THE_EXECUTABLE = DescribedPredicate.not(
            JavaClass.Predicates.resideInAnyPackage("dev.dlrbridge.sandbox..", "dev.dlrbridge.demo.."));

    @ArchTest
    static final ArchRule NOTHING_IS_FOUND_BY_NAME_OR_MADE_AT_RUN_TIME = noClasses()
            .that(IN_THE_EXECUTABLE)
            .should()
            .callMethodWhere(isCallOf(Class.class.getName(), "forName"))
            .orShould()
            .callMethodWhere(isCallOf(Class.class.getName(), "newInstance"))
            .orShould()
            .callMethodWhere(isCallOf(
                    Class.class.getName(),
                    "getMethod",
                    "getMethods",
                    "getDeclaredMethod",
                    "getDeclaredMethods",
                    "getField",
                    "getDeclaredField",
                    "getDeclaredFields",
                    "getConstructor",
                    "getDeclaredConstructor",
                    "getRecordComponents"))
            .orShould()
            .callMethodWhere(isCallOf(ClassLoader.class.getName(), "loadClass", "defineClass"))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.ServiceLoader")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.reflect.Proxy")
            .orShould()
            .callMethodWhere(
                    isCallOf("java.lang.invoke.MethodHandles$Lookup", "findVirtual", "findStatic", "defineClass"))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream");

    @ArchTest
    static final ArchRule THE_CONFIGURATION_IS_NOT_THAT_OF_THE_BUILD = noClasses()
            .that()
            .haveNameNotMatching(ASK_AFTER_THE_START)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.eclipse.microprofile.config.ConfigProvider");

    @ArchTest
    static final ArchRule NO_CHARSET_IS_FOUND_BY_NAME = noClasses()
            .that(IN_THE_EXECUTABLE)
            .should()
            .accessTargetWhere(DescribedPredicate.describe(
                    "a charset is found by its name after the build",
                    access -> takesNameOfCharset(access) && !isOfTheBuild(access)));

    @ArchTest
    static void shouldListWhatIsRegisteredForReflection(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type -> type.isAnnotatedWith(RegisterForReflection.class))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet()))
                .isEqualTo(REFLECTION);
    }

    @ArchTest
    static void shouldListWhoReadsResources(JavaClasses classes) {
        assertThat(callersOf(classes, "getResource", "getResourceAsStream", "getResources"))
                .as("the embedded database reads its programs, in the virtual machine only")
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                READS_RESOURCES.stream()
                                        .filter(name -> !name.endsWith("MigrationFiles")), // Flyway does for it
                                Stream.of("dev.dlrbridge.database.PostgresPrograms"))
                        .toList());
    }

    /** Quarkus finds what endpoints return and take, but not what they put into a {@code Response}. */
    @ArchTest
    static void shouldHaveEveryTypeInTheExecutableThatIsGivenToJson(JavaClasses classes) {
        Set<Class<?>> registered = RegisteredTypes.in(classes);
        List<Given> given =
                GivenValues.in(Path.of("target", "classes"), NativeRegistrationTest::isInTheExecutable, takers());

        assertThat(given.stream()
                        .filter(value -> RegisteredTypes.saysNothing(value.type()))
                        .map(Given::by))
                .containsExactlyInAnyOrderElementsOf(GIVE_WHAT_IS_NOT_SEEN);
        assertThat(given.stream().filter(value -> !registered.containsAll(RegisteredTypes.within(value.type()))))
                .isEmpty();
    }

    @ArchTest
    static void shouldHaveEveryResourceInTheExecutable(JavaClasses classes) throws IOException {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.load(file);
        }
        var matchers = Arrays.stream(settings.getProperty("quarkus.native.resources.includes")
                        .split(","))
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        Path root = Path.of("src", "main", "resources");
        for (String resource : RESOURCES) {
            try (Stream<Path> files = Files.walk(root.resolve(resource))) {
                assertThat(files.filter(Files::isRegularFile).map(root::relativize))
                        .isNotEmpty()
                        .allMatch(file -> matchers.stream().anyMatch(matcher -> matcher.matches(file)));
            }
        }
    }

    private static Set<Method> takers() {
        return BIND.entrySet().stream()
                .flatMap(names ->
                        Arrays.stream(names.getValue().split(" ")).map(name -> new Method(names.getKey(), name)))
                .collect(Collectors.toSet());
    }

    private static boolean isInTheExecutable(String file) {
        return !file.matches("dev/dlrbridge/(sandbox|demo)/.*");
    }

    private static boolean takesNameOfCharset(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        if (!TAKE_NAMES_OF_CHARSETS.contains(owner) || !(access instanceof JavaCodeUnitAccess<?> call)) {
            return false;
        }
        List<String> parameters = call.getTarget().getRawParameterTypes().stream()
                .map(JavaClass::getName)
                .toList();
        return switch (owner) {
            case "java.nio.charset.Charset" ->
                Set.of("forName", "isSupported", "availableCharsets").contains(call.getName());
            case "java.lang.String" ->
                call.getName().equals("getBytes") && parameters.contains("java.lang.String")
                        || parameters.contains("[B") && parameters.contains("java.lang.String");
            default -> parameters.lastIndexOf("java.lang.String") > 0;
        };
    }

    private static boolean isOfTheBuild(JavaAccess<?> access) {
        return access.getOrigin().getName().equals("<clinit>")
                || access.getOrigin().getFullName().equals(CHARSETS);
    }

    private static Set<String> callersOf(JavaClasses classes, String... methods) {
        List<String> names = List.of(methods);
        return classes.stream()
                .filter(IN_THE_EXECUTABLE)
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> names.contains(call.getTarget().getName()))
                .filter(call -> !call.getTargetOwner().getPackageName().startsWith("dev.dlrbridge"))
                .map(call -> outermost(call.getOriginOwner()))
                .collect(Collectors.toSet());
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceAll("\\$.*", "");
    }

    private static DescribedPredicate<JavaCall<?>> isCallOf(String owner, String... methods) {
        List<String> names = List.of(methods);
        return DescribedPredicate.describe(
                owner + " " + names,
                call -> call.getTargetOwner().getName().equals(owner)
                        && names.contains(call.getTarget().getName()));
    }
}
