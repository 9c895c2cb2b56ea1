package dev.dlrbridge.demo;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What a developer looks at: the demo's callback URLs, and the sandbox portal's messages as they change. */
@IfBuildProfile("dev")
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class DemoPage {
    private final DemoTenant tenant;
    private final DemoPortal portal;

    DemoPage(DemoTenant tenant, DemoPortal portal) {
        this.tenant = tenant;
        this.portal = portal;
    }

    @GET
    public TemplateInstance page() {
        return Templates.page(tenant.callbackUrls(), tenant.curl());
    }

    /** The part of the page that is fetched again and again. */
    @GET
    @Path("demo/messages")
    public TemplateInstance messages() {
        return Templates.messages(portal.messages());
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance page(Map<String, URI> callbackUrls, String curl);

        static native TemplateInstance messages(List<DemoPortal.Shown> messages);
    }
}
