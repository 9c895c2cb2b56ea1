package dev.dlrbridge.demo;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.qute.Template;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What a developer looks at: how to send and how to report, and the sandbox portal's messages as they change. */
@IfBuildProfile("dev")
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
@PermitAll
public class DemoPage {
    private final DemoTenant tenant;
    private final DemoPortal portal;
    private final Template page = DemoTemplates.load("/demo/page.html");
    private final Template messages = DemoTemplates.load("/demo/messages.html");

    DemoPage(DemoTenant tenant, DemoPortal portal) {
        this.tenant = tenant;
        this.portal = portal;
    }

    @GET
    public String page() {
        return page.data("ready", tenant.callbackUrl().isPresent())
                .data("send", tenant.sendCurl())
                .data("report", tenant.reportCurl())
                .data("callbackUrl", tenant.callbackUrl().map(Object::toString).orElse(""))
                .render();
    }

    /** The part of the page that is fetched again and again. */
    @GET
    @Path("demo/messages")
    public String messages() {
        return messages.data("messages", portal.messages()).render();
    }
}
