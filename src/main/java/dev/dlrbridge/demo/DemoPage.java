package dev.dlrbridge.demo;

import dev.dlrbridge.demo.DemoReports.Sent;
import dev.dlrbridge.gateway.Sample;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.qute.Template;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.RestPath;

/** A tour for whoever develops: how to send and how to report, at the press of a button or by hand, and what comes of it. */
@IfBuildProfile("dev")
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
@PermitAll
public class DemoPage {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> FILES = Map.of("tour.js", "text/javascript", "tour.css", "text/css");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final DemoTenant tenant;
    private final DemoPortal portal;
    private final DemoSamples samples;
    private final DemoReports reports;
    private final DemoWay way;
    private final Template page = DemoTemplates.load("/demo/page.html");
    private final Template messages = DemoTemplates.load("/demo/messages.html");
    private final Template gateway = DemoTemplates.load("/demo/gateway.html");
    private final Template steps = DemoTemplates.load("/demo/way.html");

    DemoPage(DemoTenant tenant, DemoPortal portal, DemoSamples samples, DemoReports reports, DemoWay way) {
        this.tenant = tenant;
        this.portal = portal;
        this.samples = samples;
        this.reports = reports;
        this.way = way;
    }

    @GET
    public Response get() {
        return Response.ok(page()).header("Content-Security-Policy", POLICY).build();
    }

    String page() {
        return page.data("ready", tenant.callbackUrl().isPresent())
                .data("send", tenant.sendCurl())
                .data("report", tenant.reportCurl())
                .data("callbackUrl", tenant.callbackUrl().map(Object::toString).orElse(""))
                .data("sandbox", portal.sandbox().toString())
                .data("portal", portal.page().toString())
                .data("gateways", List.copyOf(samples.all().keySet()))
                .render();
    }

    @GET
    @Path("demo/files/{name}")
    public Response file(@RestPath String name) {
        if (!FILES.containsKey(name)) {
            throw new NotFoundException();
        }
        InputStream content = DemoPage.class.getResourceAsStream("/demo/" + name);
        return Response.ok(content).type(FILES.get(name) + ";charset=UTF-8").build();
    }

    /** The part of the page that is fetched again and again. */
    @GET
    @Path("demo/messages")
    public String messages() {
        return messages.data("messages", portal.messages()).render();
    }

    /** Another such part. */
    @GET
    @Path("demo/way")
    public String way() {
        return steps.data("messages", way.shown()).render();
    }

    /** What a gateway sends, and where to. */
    @GET
    @Path("demo/gateways/{name}")
    public String gateway(@RestPath String name) {
        Map<String, Sample> known = samples.all().getOrDefault(name, Map.of());
        Sample sample = known.values().stream().findFirst().orElseThrow(NotFoundException::new);
        List<Map<String, String>> secrets = sample.secrets().values().entrySet().stream()
                .map(secret -> Map.of(
                        "name", secret.getKey(), "value", secret.getValue().get(0)))
                .toList();
        return gateway.data("name", name)
                .data("callbackUrl", reports.callbackUrl(sample).toString())
                .data("secrets", secrets)
                .data("outcomes", List.copyOf(known.keySet()))
                .render();
    }

    @POST
    @Path("demo/sms")
    public void send(@HeaderParam("Sec-Fetch-Site") String site) {
        checkSite(site);
        way.sms(portal.send(DemoTenant.SENDER));
    }

    @POST
    @Path("demo/gateways/{name}/{outcome}")
    public void report(@HeaderParam("Sec-Fetch-Site") String site, @RestPath String name, @RestPath String outcome) {
        checkSite(site);
        Sent sent = reports.send(samples.find(name, outcome).orElseThrow(NotFoundException::new));
        way.report(sent);
    }

    /** Pages of elsewhere send nothing. */
    private static void checkSite(String site) {
        if (site != null && !OWN_SITE.contains(site)) {
            throw new ForbiddenException();
        }
    }
}
