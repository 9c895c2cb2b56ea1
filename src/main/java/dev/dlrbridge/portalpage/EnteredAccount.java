package dev.dlrbridge.portalpage;

import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.portalpage.Changes.Account;
import dev.dlrbridge.portalpage.GatewayChoice.Field;
import dev.dlrbridge.tenant.setting.ChannelSettings;
import dev.dlrbridge.tenant.template.Template;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads what a customer has entered of his gateway account, and checks it as the API checks channels. */
@Singleton
class EnteredAccount {
    private static final int LONGEST = 4_096;

    /** The fields that the gateway asks for, and no others; what was left empty is not given. */
    Account of(Gateway gateway, MultivaluedMap<String, String> form) {
        Map<String, String> secrets = new HashMap<>();
        Map<String, String> settings = new HashMap<>();
        for (Field field : GatewayChoice.of(gateway).fields()) {
            String value = form.getFirst(field.name());
            if (value != null && !value.isBlank()) {
                Map<String, String> given = field.secret() ? secrets : settings;
                given.put(field.name().substring(field.name().indexOf('.') + 1), value.strip());
            }
        }
        return new Account(secrets, settings);
    }

    /** Names of the fields that are missing, or not as the gateway needs them; empty when the account may be used. */
    Set<String> wrong(Gateway gateway, Account account, Template template) {
        Set<String> wrong = new TreeSet<>();
        Map<String, String> own =
                ChannelSettings.without(account.ofNew(template).settings());
        for (String error : gateway.checkChannel(account.secrets(), own)) {
            wrong.add(
                    error.substring(0, Math.max(0, error.indexOf(": "))).replaceFirst("^(secret|setting)s\\.", "$1."));
        }
        account.secrets().forEach((name, value) -> {
            if (value.length() > LONGEST) {
                wrong.add(GatewayChoice.SECRET + name);
            }
        });
        account.settings().forEach((name, value) -> {
            if (value.length() > LONGEST) {
                wrong.add(GatewayChoice.SETTING + name);
            }
        });
        return wrong;
    }
}
