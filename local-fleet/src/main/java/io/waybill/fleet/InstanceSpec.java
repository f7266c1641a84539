package io.waybill.fleet;

/**
 * Who is to run.
 *
 * @param number from 1 on, within the service
 */
record InstanceSpec(Service service, int number, int port) {

    /** What timelines, logs and the console call it. */
    String name() {
        return service.label() + "-" + number;
    }
}
