package io.waybill.runtime;

import io.waybill.contracts.OrderEvent;
import java.util.List;
import java.util.Map;

/** Where events go. A service with a bean of this type reads the events of all orders, as one group with its peers. */
public interface EventSink {

    /**
     * Keeps the events for good. When it throws, the same events come again, after a pause; they may also come again, or out of
     * order, after a crash.
     *
     * @return those that can never be kept, and why: they are parked, all others are kept
     */
    Map<OrderEvent, String> write(List<OrderEvent> events);
}
