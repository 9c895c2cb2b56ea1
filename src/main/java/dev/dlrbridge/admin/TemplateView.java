package dev.dlrbridge.admin;

import dev.dlrbridge.tenant.template.Template;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A template, with the names of its secrets only. */
record TemplateView(
        String gateway,
        String senderCode,
        List<String> secrets,
        Map<String, Object> settings,
        String messageIdPattern,
        List<String> gateways,
        boolean notifications,
        long version,
        Instant updatedAt) {
    static TemplateView of(Template template) {
        return new TemplateView(
                template.gateway(),
                template.values().senderCode(),
                template.values().secrets().keySet().stream().sorted().toList(),
                template.values().settings(),
                template.values().messageIdPattern(),
                template.gateways(),
                template.notifications(),
                template.version(),
                template.updatedAt());
    }
}
