package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.job.run.Run;
import dev.dlrbridge.job.run.RunWork;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.ChannelValues;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.PortalState;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.install.SetUpQueue;
import dev.dlrbridge.tenant.template.Template;
import dev.dlrbridge.tenant.template.TemplateChannels;
import dev.dlrbridge.tenant.template.TemplateChannels.Applied;
import dev.dlrbridge.tenant.template.Templates;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applies an application's template, as it is at each step, to its portals; by their member ids. */
@ApplicationScoped
class TemplateWork implements RunWork {
    /** Its subject is the gateway that the template had when it was started. */
    static final String KIND = "template";

    private static final int STEP = 50;
    private static final int AT_ONCE = 4;
    private static final Set<PortalState> INSTALLED = EnumSet.of(PortalState.ACTIVE, PortalState.PARKED);

    private final Templates templates;
    private final TemplateChannels channels;
    private final Portals portals;
    private final SetUpQueue setUps;
    private final Gateways gateways;

    TemplateWork(
            Templates templates, TemplateChannels channels, Portals portals, SetUpQueue setUps, Gateways gateways) {
        this.templates = templates;
        this.channels = channels;
        this.portals = portals;
        this.setUps = setUps;
        this.gateways = gateways;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** A template that was deleted meanwhile is applied to no more portals. */
    @Override
    public Uni<Optional<Step>> next(Run run) {
        return templates
                .find(run.clientId())
                .chain(template -> template.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : portals.list(run.clientId(), INSTALLED, Optional.of(run.position()), STEP)
                                .chain(found -> applyAll(template.get(), found)));
    }

    private Uni<Optional<Step>> applyAll(Template template, List<Portal> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUni(portal -> apply(template, portal))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .map(results -> Optional.of(new Step(found.get(found.size() - 1).memberId(), results)));
    }

    private Uni<Result> apply(Template template, Portal portal) {
        return channels.apply(portal, template, this::check)
                .call(applied -> applied == Applied.MADE || applied == Applied.CHANGED
                        ? setUps.soon(portal.id())
                        : Uni.createFrom().voidItem())
                .map(applied -> new Result(portal.memberId(), applied.name().toLowerCase(Locale.ROOT), null))
                .onFailure(InvalidFieldsException.class)
                .recoverWithItem(refusal -> ChannelWork.refused(portal.memberId(), (InvalidFieldsException) refusal));
    }

    /** What the channel has of its own may not fit to the template. */
    private void check(Channel channel, ChannelValues values) {
        Map<String, List<String>> secrets = new HashMap<>(channel.secrets());
        secrets.putAll(values.secrets());
        ChannelFields.check(gateways, channel.gateway(), SecretValues.first(secrets), values.settings());
    }
}
