package io.waybill.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Says how much waits for each agent, and who is there to do it. */
public final class Backlogs {

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
            var looks = agents.stream().map(this::ask).toList();
            var backlogs = new ArrayList<Backlog>();
            for (int i = 0; i < looks.size(); i++) {
                backlogs.add(sum(agents.get(i), looks.get(i).stream().map(GroupLook::answer).toList()));
            }
            return backlogs;
        });
    }

    private List<GroupLook> ask(String agent) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> GroupLook.ask(redis, Group.ofAgent(new Keys(partition), agent))).toList();
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
