package io.waybill.runtime;

/** The way into Redis. */
public interface OrderStreams {

    /**
     * Writes the order's state and sends it to where it begins, at once or not at all. May be called twice: an order that is
     * there in the same or a later life stays as it is.
     *
     * @return whether the order was written; false when it was there
     * @throws org.springframework.dao.DataAccessException when Redis can't be asked; the order may or may not be there
     */
    boolean accept(Life life);
}
