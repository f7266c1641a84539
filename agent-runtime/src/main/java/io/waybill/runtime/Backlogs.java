package io.waybill.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Says how much waits for each agent, and who is there to do it. */
public final class Backlogs {

    /** Whose backlog the events are: the readers of all gateways. */
    public static final String LEDGER = "ledger";

    private final Redis redis;
    private final int partitions;

    Backlogs(Redis redis, int partitions) {
        this.redis = redis;
        this.partitions = partitions;
    }

    /**
     * What stands now, in the same sequence. An agent that has had nothing to do yet has a lag of 0.
     *
     * @throws org.springframework.dao.DataAccessException when Redis can't be asked
     */
    public List<Backlog> look(List<String> agents) {
        return RedisTrouble.translated(() -> {
            var looks = agents.stream()
                    .map(agent -> ask(keys -> Group.ofAgent(keys, agent))).toList();
            var backlogs = new ArrayList<Backlog>();
            for (int i = 0; i < looks.size(); i++) {
                backlogs.add(sum(agents.get(i), looks.get(i).stream().map(GroupLook::answer).toList()));
            }
            return backlogs;
        });
    }

    /**
     * How much of what has happened to orders waits to be written to the ledger.
     *
     * @throws org.springframework.dao.DataAccessException when Redis can't be asked
     */
    public Backlog events() {
        return RedisTrouble.translated(() -> sum(LEDGER,
                ask(Group::ofEvents).stream().map(GroupLook::answer).toList()));
    }

    private List<GroupLook> ask(Function<Keys, Group> group) {
        return IntStream.range(0, partitions).mapToObj(Keys::new)
                .map(keys -> GroupLook.ask(redis, group.apply(keys))).toList();
    }

    private static Backlog sum(String agent, List<GroupLook.Answer> groups) {
        return new Backlog(agent, lag(groups), groups.stream().mapToLong(GroupLook.Answer::pending).sum(),
                groups.stream().mapToLong(GroupLook.Answer::oldestAgeMs).max().orElse(0),
                groups.stream().flatMap(each -> each.instances().stream()).distinct().sorted().toList());
    }

    private static @Nullable Long lag(List<GroupLook.Answer> groups) {
        List<@Nullable Long> lags = groups.stream().<@Nullable Long>map(GroupLook.Answer::lag).toList();
        return lags.contains(null) ? null : lags.stream().mapToLong(Objects::requireNonNull).sum();
    }
}
