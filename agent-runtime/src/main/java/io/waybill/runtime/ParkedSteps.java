package io.waybill.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an operator can do in Redis about what was parked. All of it may be done twice. */
public final class ParkedSteps implements AutoCloseable {

    private final Redis redis;
    private final Redis bytewise;
    private final Duration keep;

    ParkedSteps(Redis redis, Duration keep) {
        this.redis = redis;
        this.bytewise = redis.bytewise();
        this.keep = keep;
    }

    /** What Redis made of it. The order is that of the scripts' answers. */
    public enum Answer {
        /** It has been done. */
        DONE,
        /** The order doesn't wait for this step any more. */
        NOT_PARKED,
        /** Redis has lost the order, or it's in another life: the relay starts it over, or has. */
        GONE
    }

    /**
     * Puts an entry back into its stream, byte for byte.
     *
     * @throws org.springframework.dao.DataAccessException when Redis can't be asked; it may or may not be there
     */
    public void addAgain(String stream, RawFields fields) {
        RedisTrouble.translated(() -> Redis.await(bytewise.commands().xadd(stream, fields.texts().toArray())));
    }

    /**
     * Sends the step to its agent again, in the life that parked it, with what the ledger knows of the order.
     *
     * @throws org.springframework.dao.DataAccessException when Redis can't be asked; it may or may not have been sent
     */
    public Answer replay(Life life, String agent) {
        var keys = new Keys(life.partition());
        var arguments = new ArrayList<>(List.of(life.orderId().toString(), Long.toString(life.number()), agent,
                life.payload(), life.plan().hash(), Long.toString(life.deadline().toEpochMilli()),
                life.traceParent()));
        arguments.addAll(RedisOrderStreams.fields(life.plan()));
        return call(Script.REPLAY,
                new String[]{keys.order(life.orderId()), keys.plan(life.plan().hash()), keys.stream(agent)}, arguments);
    }

    /**
     * Lets the order go on, and settle, without a trailing step.
     *
     * @throws org.springframework.dao.DataAccessException when Redis can't be asked; it may or may not have been discarded
     */
    public Answer discardTrailing(Life life, String agent) {
        var keys = new Keys(life.partition());
        var arguments = new ArrayList<>(List.of(keys.prefix(), life.orderId().toString(),
                Long.toString(life.number()), agent, Long.toString(keep.toMillis())));
        arguments.addAll(RedisOrderStreams.fields(life.plan()));
        return call(Script.DISCARD,
                new String[]{keys.order(life.orderId()), keys.plan(life.plan().hash()), keys.events()}, arguments);
    }

    @Override
    public void close() {
        bytewise.close();
    }

    private Answer call(Script script, String[] keys, List<String> arguments) {
        long answer = RedisTrouble.translated(() -> script.call(redis, keys, arguments.toArray(String[]::new)));
        return Answer.values()[Math.toIntExact(answer)];
    }
}
