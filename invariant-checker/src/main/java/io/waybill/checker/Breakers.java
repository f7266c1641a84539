package io.waybill.checker;

import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Map;

/**
 * The flags that all instances of an agent share. A breaker that stands open when all is done would hold the next order back for
 * a trouble that is over. What an operator has paused is the operator's affair.
 */
final class Breakers {

    private static final String NAME = "wb:{*}:gate:*";
    private static final String CLOSED = "closed";

    private Breakers() {}

    /** One that is half open counts as well: it still waits for somebody to find out. */
    static void look(RedisCommands<String, String> redis, Violations violations) {
        ScanIterator.scan(redis, ScanArgs.Builder.matches(NAME).limit(1000)).stream().distinct().sorted()
                .forEach(gate -> look(gate, redis.hgetall(gate), violations));
    }

    private static void look(String gate, Map<String, String> flag, Violations violations) {
        String breaker = flag.getOrDefault("breaker", CLOSED);
        if (!breaker.equals(CLOSED)) {
            violations.add(new Violation(null, "the breaker of %s is %s: %s"
                    .formatted(gate.substring(gate.lastIndexOf(':') + 1), breaker, flag.getOrDefault("cause", ""))));
        }
    }
}
