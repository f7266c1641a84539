package io.waybill.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent has before it, over all partitions.
 *
 * @param lag entries that nobody has read; null when Redis doesn't know (XINFO GROUPS says so after entries were deleted unread)
 * @param pending entries that have been read and not acknowledged: they run, wait in hand, or belonged to one who died
 * @param oldestAgeMs how long ago the oldest entry was added, in milliseconds by Redis' clock; 0 when there's none
 * @param instances the names of those who read and live
 */
public record Backlog(String agent, @Nullable Long lag, long pending, long oldestAgeMs, List<String> instances) {

    public Backlog {
        instances = List.copyOf(instances);
    }
}
