package io.waybill.runtime;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The gates of all agents in the fleet: where a breaker that has opened, or an operator, holds deliveries back. Redis may lose
 * them: then every breaker is closed, until the trouble is met anew, and nothing is paused, until it's paused again. So whoever
 * remembers that an agent is to be paused says so again and again.
 */
public final class Gates {

    private final Flags flags;

    Gates(Flags flags) {
        this.flags = flags;
    }

    /**
     * What stands now, in the same sequence. An agent that nobody knows has an open gate.
     *
     * @throws org.springframework.dao.DataAccessException when Redis can't be asked
     */
    public List<GateState> look(List<String> agents) {
        List<Flag> found = RedisTrouble.translated(() -> flags.look(agents));
        return IntStream.range(0, agents.size())
                .mapToObj(i -> found.get(i).state(agents.get(i))).toList();
    }

    /**
     * From half a second later on all instances begin nothing with this agent. What runs ends; what is in hand waits, and so
     * does what a read brings that has begun before. May be called twice: one HSET.
     *
     * @param by who wants it so
     * @param why for other operators
     * @throws org.springframework.dao.DataAccessException when Redis can't be asked; it may or may not be paused
     */
    public void pause(String agent, String by, @Nullable String why) {
        RedisTrouble.translated(() -> {
            flags.pause(agent, by, why);
            return agent;
        });
    }

    /**
     * Ends the pause; a breaker that is open stays so. What has waited is released gradually. May be called twice: one HDEL.
     *
     * @throws org.springframework.dao.DataAccessException when Redis can't be asked; it may or may not be paused still
     */
    public void resume(String agent) {
        RedisTrouble.translated(() -> {
            flags.resume(agent);
            return agent;
        });
    }
}
