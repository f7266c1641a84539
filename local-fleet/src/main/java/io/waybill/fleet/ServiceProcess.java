package io.waybill.fleet;

import io.waybill.runtime.WaybillService;
import io.waybill.simulators.Simulators;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** A process with one service, or the simulators, in it. It stops when its input ends: then nobody is there any more. */
final class ServiceProcess {

    static final String SIMULATORS = "simulators";

    private ServiceProcess() {}

    /** @param arguments which service, and its settings as on Spring's command line */
    public static void main(String... arguments) throws InterruptedException {
        Thread.ofPlatform().daemon().name("lifeline").start(() -> stopAtEnd(System.in));
        String[] settings = Arrays.copyOfRange(arguments, 1, arguments.length);
        if (arguments[0].equals(SIMULATORS)) {
            Simulators.start(settings);
        } else {
            WaybillService.run(Service.labelled(arguments[0]).application(), settings);
        }
    }

    private static void stopAtEnd(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // as good as its end
        }
        System.exit(0);
    }
}
