package io.waybill.bench;

import io.waybill.fleet.Service;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the fleet is that is measured.
 *
 * @param partitions of Redis' keys
 * @param ofEach how many instances each service has
 */
record Layout(int partitions, int ofEach) {

    static final Layout USUAL = new Layout(1, 1);

    Map<Service, Integer> counts() {
        return Stream.of(Service.values()).collect(Collectors.toMap(service -> service, _ -> ofEach));
    }
}
