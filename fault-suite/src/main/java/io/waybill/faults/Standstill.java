package io.waybill.faults;

import io.waybill.fleet.Instance;
import io.waybill.fleet.Service;
import java.util.List;

/** A service stands still for a while, so that orders pile up before it and there is something to lose. */
final class Standstill {

    private Standstill() {}

    interface Act {

        void run() throws Exception;
    }

    static void of(Service service, Scene scene, Act meanwhile) throws Exception {
        List<Instance> frozen = scene.site().instances(service);
        frozen.forEach(Instance::suspend);
        try {
            meanwhile.run();
        } finally {
            frozen.forEach(Instance::resume);
        }
    }
}
