package dev.dlrbridge.launch;

import java.util.List;

/** The configuration does not permit a start; the message names every key that must be mended. */
final class InvalidSettingsException extends RuntimeException {
    InvalidSettingsException(List<String> problems) {
        super("DLR Bridge cannot start with this configuration:" + System.lineSeparator()
                + String.join(
                        System.lineSeparator(),
                        problems.stream().map(problem -> "  - " + problem).toList()));
    }
}
