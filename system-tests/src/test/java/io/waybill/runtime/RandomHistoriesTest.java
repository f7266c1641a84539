package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.waybill.contracts.Pipeline;
import io.waybill.contracts.PipelineFile;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The promises, over thousands of histories in which everything goes wrong that can. */
class RandomHistoriesTest {

    private static final int RUNS = Integer.getInteger("histories.runs", 700);
    private static final long SEED = Long.getLong("histories.seed", 1);

    private static AllServices services;

    @BeforeAll
    static void start() {
        services = new AllServices();
    }

    @AfterAll
    static void stop() {
        services.close();
    }

    @Test
    void noHistoryOfTheStandardPipelineBreaksAPromise() throws Exception {
        holds(PipelineFile.standard(), "standard");
    }

    @Test
    void noHistoryOfTheSeedPipelineBreaksAPromise() throws Exception {
        holds(PipelineFile.read(Path.of("src/test/resources/seed-pipeline.yaml")), "seed");
    }

    @Test
    void aSeedTellsTheSameHistoryAgain() throws Exception {
        Batch once = Batch.of(services, PipelineFile.standard(), SEED, 40);
        Batch again = Batch.of(services, PipelineFile.standard(), SEED, 40);

        assertThat(again.told()).extracting(History.Told::log)
                .isEqualTo(once.told().stream().map(History.Told::log).toList());
    }

    private static void holds(Pipeline pipeline, String name) throws Exception {
        String only = System.getProperty("histories.pipeline", name);
        if (only.equals(name)) {
            Batch batch = Batch.of(services, pipeline, SEED, RUNS);
            System.out.println(name + " pipeline: " + batch.summary());
            String report = batch.report(name);
            if (!report.isEmpty()) {
                fail(report);
            }
        }
    }
}
