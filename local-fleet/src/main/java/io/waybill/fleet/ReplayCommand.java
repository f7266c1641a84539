package io.waybill.fleet;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays a real order file. Exits with 0 when every order has ended, whichever way. */
@Command(name = "replay", description = "Replay a file of invoices (UCI Online Retail) as orders.", mixinStandardHelpOptions = true, footer = {
    "", "The last line is: replayed: <invoices> invoices, <orders> orders, <completed> completed, <rejected> rejected,",
    "<failed> failed, <skipped> skipped, <dropped> lines dropped"})
final class ReplayCommand implements Callable<Integer> {

    private final Settings settings;

    @Parameters(paramLabel = "FILE.csv", description = "InvoiceNo,StockCode,Description,Quantity,UnitPrice,CustomerID,Country")
    private Path file = Path.of("");

    @Option(names = "--rate", paramLabel = "N", description = "Orders per second; without it, as fast as they end.")
    private double rate;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "120", description = "How long an order may take (${DEFAULT-VALUE}).")
    private int timeout;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ReplayCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws InterruptedException {
        var home = new Home(settings.home());
        PrintWriter out = spec.commandLine().getOut();
        Duration interval = interval();
        InvoiceFile invoices = InvoiceFile.read(file);
        Addresses addresses = Addresses.find(home, settings);
        Secrets secrets = Secrets.find(home, settings);
        var http = new Http();
        var gateway = new GatewayClient(http, addresses.gateway(), secrets.apiKey());
        gateway.requireUp();

        Map<String, Long> needed = ReplayOrders.quantities(invoices.sales());
        int added = new TopUp(new StockClient(http, addresses.inventory(), secrets.opsToken())).ensure(needed);
        out.printf("stock topped up: %d of the file's %d products%n", added, needed.size());

        var report = new ReplayReport(out, invoices);
        report.begin();
        new Replay(gateway, InstantSource.system(), interval, Duration.ofSeconds(timeout)).run(invoices.sales(),
                report::ended);
        out.println(report.summary());
        return report.allEnded() ? Waybill.DONE : Waybill.NOT_DONE;
    }

    private Duration interval() {
        if (rate < 0 || (rate > 0 && rate < 0.01)) {
            throw new ParameterException(spec.commandLine(), "--rate must be at least 0.01 orders per second");
        }
        return rate > 0 ? Duration.ofNanos((long) (Duration.ofSeconds(1).toNanos() / rate)) : Duration.ZERO;
    }
}
