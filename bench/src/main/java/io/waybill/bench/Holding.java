package io.waybill.bench;

/**
 * What PostgreSQL and Redis hold for orders that have ended, in bytes.
 *
 * @param tables of PostgreSQL, with their indexes
 * @param wal what PostgreSQL has written to its log, most of which is thrown away again
 * @param redis memory that Redis uses; it keeps the state of an ended order for a day
 */
record Holding(long orders, long tables, long wal, long redis) {

    /** What each order has added since then. */
    Holding perOrderSince(Holding before) {
        long more = Math.max(1, orders - before.orders);
        return new Holding(1, (tables - before.tables) / more, (wal - before.wal) / more,
                (redis - before.redis) / more);
    }
}
