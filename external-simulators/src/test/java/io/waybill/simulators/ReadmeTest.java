package io.waybill.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ReadmeTest {

    private final Lab lab = Lab.fresh();

    @TestFactory
    @EnabledOnOs({OS.LINUX, OS.MAC})
    Stream<DynamicTest> everyCommandOfTheReadmeWorks() throws IOException {
        return commands().stream().map(command -> dynamicTest(command, () -> run(command)));
    }

    private static List<String> commands() throws IOException {
        var commands = Files.readAllLines(Path.of("README.md")).stream().filter(line -> line.startsWith("curl "))
                .toList();
        assertThat(commands).hasSizeGreaterThan(5);
        return commands;
    }

    private void run(String command) throws IOException, InterruptedException {
        var here = command.replace("localhost:8090", "127.0.0.1:" + lab.base().getPort());
        var process = new ProcessBuilder("sh", "-c", here).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
