package dev.dlrbridge.gateway.profile;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** In which line of its file each field of a profile is; made only when there is an error to tell. */
final class ProfileLines {
    private final Map<String, Integer> lines = new HashMap<>();

    private ProfileLines() {}

    /** Without lines if the file is no YAML. */
    static ProfileLines of(ProfileFile file) {
        ProfileLines lines = new ProfileLines();
        try {
            String text = new String(file.content(), StandardCharsets.UTF_8);
            lines.add("", new Yaml(new LoaderOptions()).compose(new StringReader(text)));
        } catch (YAMLException e) {
            lines.lines.clear();
        }
        return lines;
    }

    /** The errors with the line of their field, or of the closest one around it. */
    List<ProfileError> with(List<ProfileError> errors) {
        return errors.stream()
                .map(error -> new ProfileError(error.fileName(), line(error.field()), error.field(), error.error()))
                .toList();
    }

    private int line(String field) {
        for (String at = field; !at.isEmpty(); at = around(at)) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return 0;
    }

    private static String around(String field) {
        return field.substring(0, Math.max(0, Math.max(field.lastIndexOf('.'), field.lastIndexOf('['))));
    }

    private void add(String field, Node node) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple member : mapping.getValue()) {
                if (member.getKeyNode() instanceof ScalarNode key) {
                    String name = field.isEmpty() ? key.getValue() : field + "." + key.getValue();
                    lines.put(name, key.getStartMark().getLine() + 1);
                    add(name, member.getValueNode());
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            for (int index = 0; index < sequence.getValue().size(); index++) {
                String name = field + "[" + index + "]";
                lines.put(name, sequence.getValue().get(index).getStartMark().getLine() + 1);
                add(name, sequence.getValue().get(index));
            }
        }
    }
}
