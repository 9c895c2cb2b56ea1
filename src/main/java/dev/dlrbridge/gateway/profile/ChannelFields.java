package dev.dlrbridge.gateway.profile;

import dev.dlrbridge.gateway.GatewayProfile.Secret;
import dev.dlrbridge.gateway.GatewayProfile.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what a profile asks of its channels. */
final class ChannelFields {
    private static final String STATUSES_DESCRIPTION =
            "Status words beside those of the profile, or in their place, such as ACCEPTD=sent, EXPIRED=undelivered.";

    private ChannelFields() {}

    static List<Secret> secrets(ProfileNode root) {
        List<Secret> secrets = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ProfileNode node : root.mappings("secrets")) {
            secrets.add(new Secret(name(node, names), node.text("description"), node.flag("required")));
            node.refuseOthers();
        }
        return List.copyOf(secrets);
    }

    static List<Setting> settings(ProfileNode root) {
        List<Setting> settings = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ProfileNode node : root.mappings("settings")) {
            settings.add(new Setting(
                    name(node, names), node.text("description"), node.optionalText("default"), node.flag("required")));
            node.refuseOthers();
        }
        if (names.add(SettingValues.STATUSES)) {
            settings.add(new Setting(SettingValues.STATUSES, STATUSES_DESCRIPTION, null, false));
        }
        return List.copyOf(settings);
    }

    private static String name(ProfileNode node, Set<String> names) {
        String name = node.text("name");
        if (!names.add(name)) {
            node.error("name", "is there twice");
        }
        return name;
    }
}
