package io.waybill.faults;

/** What a fault has its hands on. Two faults go well together when their areas differ. */
enum Area {
    PROCESSES, REDIS, POSTGRES, PROVIDERS, ORDERS
}
