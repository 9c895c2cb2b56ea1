package dev.dlrbridge.search;

import java.util.List;

/**
 * What one step of a search has found.
 *
 * @param after where the next step goes on; null when nothing is left to look at. A step looks at so many rows only, so that
 *     it may have found less than was asked for, or nothing
 */
public record FoundPage<T>(List<T> items, String after) {}
