package io.waybill.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads pipeline.yaml. A pipeline that comes out of here can be run; one that can't be is refused with file, line, key and
 * cure. Keys that are missing get their defaults by the agent's name.
 */
public final class PipelineFile {

    private final YamlProblems problems;
    private final PipelineShape shape;

    private PipelineFile(String file, Set<String> undos) {
        this.problems = new YamlProblems(file);
        this.shape = new PipelineShape(problems, undos);
    }

    /** The pipeline that the fleet runs when nobody names another. */
    public static Pipeline standard() {
        try (InputStream in = Objects.requireNonNull(PipelineFile.class.getResourceAsStream("/pipeline.yaml"))) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "pipeline.yaml", Set.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws InvalidPipelineException when the file can't be read or the pipeline can't be run */
    public static Pipeline read(Path file) {
        try {
            return parse(Files.readString(file), file.toString(), Set.of());
        } catch (IOException e) {
            throw new InvalidPipelineException(
                    List.of(file + ": can't be read (" + e + "); set WAYBILL_PIPELINE to a file that exists"));
        }
    }

    /**
     * @param file what the text is called in messages
     * @param moreUndos names of undo agents that the fleet hosts beside Waybill's own
     * @throws InvalidPipelineException when the pipeline can't be run
     */
    public static Pipeline parse(String yaml, String file, Set<String> moreUndos) {
        var undos = new TreeSet<>(AgentDefaults.UNDOS);
        undos.addAll(moreUndos);
        var reader = new PipelineFile(file, undos);
        Pipeline pipeline = reader.pipeline(reader.compose(yaml, file));
        reader.problems.throwIfAny();
        return pipeline;
    }

    private @Nullable Node compose(String yaml, String file) {
        try {
            return new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new InvalidPipelineException(List.of(file + ":" + line + ": not YAML: " + e.getProblem()));
        }
    }

    private Pipeline pipeline(@Nullable Node root) {
        var file = new YamlFields(root, "", problems);
        YamlFields fields = file.mapping("pipeline");
        if (!file.has("pipeline")) {
            file.refuse("pipeline", "is missing; the file begins with 'pipeline:'");
            problems.throwIfAny();
        }
        file.nothingElse();
        String name = fields.text("name");
        int concurrency = fields.integer("concurrency", 1, AgentDefaults.CONCURRENCY);
        var deadline = fields.duration("deadline", AgentDefaults.DEADLINE);
        List<AgentEntry> entries = fields.mappings("agents", AgentEntry::new);
        String compensation = fields.text("compensation");
        fields.nothingElse();
        // a key that is misspelt would be named a second time, for the hole that it leaves in the graph
        problems.throwIfAny();

        List<AgentDefinition> agents = shape.definitions(entries, concurrency, compensation, fields);
        problems.throwIfAny();
        shape.check(entries, agents, deadline, fields);
        return new Pipeline(name == null ? "order_processing" : name, concurrency, deadline, agents);
    }
}
