package io.waybill.runtime;

import io.waybill.runtime.Unsettled.Look;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way into Redis. Its methods throw when Redis can't be asked; what they were to do may or may not have been done. */
public interface OrderStreams {

    /**
     * Writes the order's state and sends it to where it begins, at once or not at all. May be called twice: an order that is
     * there in the same or a later life stays as it is.
     *
     * @return whether the order was written; false when it was there
     * @throws org.springframework.dao.DataAccessException when Redis can't be asked
     */
    boolean accept(Life life);

    /**
     * Looks after each order: sends again what has gone missing, and sends the undos where abort stands and nobody has begun
     * with them. Orders that are under way stay as they are, however long they have been waiting. May be called twice, and
     * by two relays at once.
     *
     * @return what was found of each, in the same sequence
     * @throws org.springframework.dao.DataAccessException when Redis can't be asked
     */
    List<Look> mend(List<Unsettled> orders);

    /**
     * Leaves a mark in a partition and returns the one that was there: another one than was left there last says that Redis
     * has lost something, or has gone back to an earlier moment.
     *
     * @throws org.springframework.dao.DataAccessException when Redis can't be asked
     */
    @Nullable
    String mark(int partition, String mark);
}
