package io.waybill.runtime;

import java.util.List;

/** Where parked entries go. A service with a bean of this type reads those of all orders, as one group with its peers. */
public interface ParkedSink {

    /**
     * Keeps the entries for good, all or none: Redis forgets them then. When it throws, the same entries come again, after a
     * pause; they may also come again after a crash.
     */
    void keep(List<ParkedEntry> entries);
}
