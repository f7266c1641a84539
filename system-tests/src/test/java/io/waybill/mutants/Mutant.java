package io.waybill.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule that is switched off: texts in production's files replaced by others.
 *
 * @param check that must fail without the rule
 * @param edits of files of one module
 */
record Mutant(String name, Check check, List<Edit> edits) {

    private static final Path FOLDER = Path.of("src/test/resources/mutants");
    private static final Path PROJECT = Path.of("..");
    private static final Pattern CHECK = Pattern.compile("check: (\\S+)\\n");
    private static final Pattern EDIT = Pattern.compile("file: (\\S+)\\n((?:<<<<\\n.*?>>>>\\n)+)", Pattern.DOTALL);
    private static final Pattern CHANGE = Pattern.compile("<<<<\\n(.*?)\\n====\\n(.*?)>>>>\\n", Pattern.DOTALL);

    /** @param file from the project's folder */
    record Edit(Path file, List<Change> changes) {}

    /** One text for another. */
    record Change(String find, String replace) {}

    static List<Mutant> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Mutant::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mutant read(Path resource) {
        String text = text(resource);
        Matcher check = CHECK.matcher(text);
        List<Edit> edits = EDIT.matcher(text).results()
                .map(edit -> new Edit(Path.of(edit.group(1)), changes(edit.group(2)))).toList();
        if (!check.lookingAt() || edits.stream().map(edit -> edit.file().getName(0)).distinct().count() != 1) {
            throw new IllegalStateException(resource + " needs a check, and edits of files of one module");
        }
        String name = resource.getFileName().toString().replace(".txt", "").replace('-', ' ');
        return new Mutant(name, Check.of(check.group(1)), edits);
    }

    private static List<Change> changes(String text) {
        return CHANGE.matcher(text).results()
                .map(change -> new Change(change.group(1), change.group(2).stripTrailing())).toList();
    }

    /** The one that all the files belong to. */
    String module() {
        return edits.getFirst().file().getName(0).toString();
    }

    /** The file as it would be without the rule. */
    String mutated(Edit edit) {
        String text = text(PROJECT.resolve(edit.file()));
        for (Change change : edit.changes()) {
            int found = text.indexOf(change.find());
            if (found < 0 || text.indexOf(change.find(), found + 1) >= 0) {
                throw new IllegalStateException("mutant '%s' must find this exactly once in %s:%n%s".formatted(name,
                        edit.file(), change.find()));
            }
            text = text.substring(0, found) + change.replace() + text.substring(found + change.find().length());
        }
        return text;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
