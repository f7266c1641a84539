package io.waybill.gateway;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes a batch so that an item that can't be written fails alone, and not all that happened to come with it. */
final class Halving {

    private Halving() {}

    /**
     * @param write writes all of them or none
     * @param refused gets an item that can't be written, and why
     * @throws RuntimeException when PostgreSQL is in trouble: no item is to blame; those before may have been written
     */
    static <T> void write(List<T> batch, Consumer<List<T>> write, BiConsumer<T, RuntimeException> refused) {
        try {
            write.accept(batch);
        } catch (RuntimeException e) {
            if (Outage.is(e)) {
                throw e;
            } else if (batch.size() == 1) {
                refused.accept(batch.getFirst(), e);
            } else {
                int half = batch.size() / 2;
                write(batch.subList(0, half), write, refused);
                write(batch.subList(half, batch.size()), write, refused);
            }
        }
    }
}
