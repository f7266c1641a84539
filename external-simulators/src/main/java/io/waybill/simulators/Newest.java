package io.waybill.simulators;

import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent map that remembers the order of arrival and no more than a fixed number of entries, so that a test
 * that runs for days doesn't eat the heap. What was pushed out is counted, never silently.
 */
final class Newest<K, V> implements Iterable<V> {

    private final int capacity;
    private final Map<K, V> byKey = new ConcurrentHashMap<>();
    private final Deque<Map.Entry<K, V>> arrivals = new ConcurrentLinkedDeque<>();
    private final AtomicInteger size = new AtomicInteger();
    private final LongAdder forgotten = new LongAdder();

    Newest(int capacity) {
        this.capacity = capacity;
    }

    @Nullable
    V get(K key) {
        return byKey.get(key);
    }

    /** Returns the value that was there already, or null when this one is now there. */
    @Nullable
    V putIfAbsent(K key, V value) {
        var present = byKey.putIfAbsent(key, value);
        if (present == null) {
            arrivals.add(Map.entry(key, value));
            if (size.incrementAndGet() > capacity) {
                forgetOldest();
            }
        }
        return present;
    }

    /** As if it had never been put. Its place counts against the capacity until it is the oldest. */
    void retract(K key, V value) {
        byKey.remove(key, value);
    }

    void forgetOldestWhile(Predicate<V> tooOld) {
        for (var oldest = arrivals.peek(); oldest != null && tooOld.test(oldest.getValue()); oldest = arrivals.peek()) {
            if (arrivals.removeFirstOccurrence(oldest)) {
                size.decrementAndGet();
                byKey.remove(oldest.getKey(), oldest.getValue());
            }
        }
    }

    void clear() {
        for (var oldest = arrivals.poll(); oldest != null; oldest = arrivals.poll()) {
            size.decrementAndGet();
            byKey.remove(oldest.getKey(), oldest.getValue());
        }
        forgotten.reset();
    }

    /** How many were pushed out for want of room since the last {@link #clear()}. */
    long forgotten() {
        return forgotten.sum();
    }

    /** Oldest first. */
    @Override
    public Iterator<V> iterator() {
        return arrivals.stream().map(Map.Entry::getValue).iterator();
    }

    Iterator<V> newestFirst() {
        var entries = arrivals.descendingIterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public V next() {
                return entries.next().getValue();
            }
        };
    }

    private void forgetOldest() {
        var oldest = arrivals.poll();
        if (oldest != null) {
            size.decrementAndGet();
            forgotten.increment();
            byKey.remove(oldest.getKey(), oldest.getValue());
        }
    }
}
