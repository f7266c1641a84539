package io.waybill.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.mutants.SelectedTests.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules that nothing is lost and nothing is done twice by: whichever is switched off, a check fails that holds otherwise. */
class MutantsTest {

    private static final int SIDE_BY_SIDE = 3;
    /** A part of their names, as a regular expression, to try some of them. */
    private static final Pattern ONLY = Pattern.compile(System.getProperty("mutants.only", ""));

    @TempDir
    private Path folder;

    private static List<Mutant> mutants = List.of();

    @BeforeAll
    static void read() {
        mutants = Mutant.all().stream().filter(mutant -> ONLY.matcher(mutant.name()).find()).toList();
    }

    @Test
    void everyRuleHasACheckThatFailsWithoutIt() throws Exception {
        ClassPath real = ClassPath.own(folder.resolve("unpacked"));
        List<Check> checks = mutants.stream().map(Mutant::check).distinct().toList();
        Map<Mutant, Future<CheckRun>> runs = new LinkedHashMap<>();
        CheckRun unmutated;
        try (var threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            Future<CheckRun> all = threads.submit(() -> CheckRun.of(real, checks));
            for (Mutant mutant : mutants) {
                ClassPath mutated = real.without(mutant, folderOf(mutant));
                runs.put(mutant, threads.submit(() -> CheckRun.of(mutated, List.of(mutant.check()))));
            }
            unmutated = all.get();
        }
        print(unmutated, runs);

        assertThat(unmutated.verdict()).as("with all rules:%n%s", unmutated.tail()).isEqualTo(Verdict.HOLDS);
        for (var run : runs.entrySet()) {
            assertThat(run.getValue().get().verdict()).as("%s:%n%s", run.getKey().name(), run.getValue().get().tail())
                    .isEqualTo(Verdict.FAILS);
        }
    }

    private Path folderOf(Mutant mutant) throws IOException {
        return Files.createDirectories(folder.resolve(mutant.name().replace(' ', '-')).resolve("classes"));
    }

    private static void print(CheckRun unmutated, Map<Mutant, Future<CheckRun>> runs) throws Exception {
        var table = new ArrayList<String>();
        table.add("| switched off | check | says | s |");
        table.add("| --- | --- | --- | --- |");
        table.add("| nothing | all of these | %s | %d |".formatted(
                unmutated.verdict() == Verdict.HOLDS ? "holds" : unmutated.said(), unmutated.took().toSeconds()));
        for (var run : runs.entrySet()) {
            CheckRun said = run.getValue().get();
            table.add("| %s | %s | %s | %d |".formatted(run.getKey().name(), run.getKey().check().shortName(),
                    said.verdict() == Verdict.FAILS ? said.said() : said.verdict(),
                    said.took().toSeconds()));
        }
        System.out.println(String.join("\n", table));
    }
}
