package io.waybill.mutants;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The class path of this process, and what it is without a rule: the rule's module is replaced by a copy in which the
 * mutated files stand in the place of the real ones. Nothing of the project itself is touched.
 */
record ClassPath(List<String> elements) {

    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Path SOURCES = Path.of("src", "main", "java");

    /**
     * A jar whose manifest names other jars would bring them in before any mutant, so such jars are unpacked.
     *
     * @param folder for what is unpacked; it needn't be there
     */
    static ClassPath own(Path folder) {
        return new ClassPath(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(element -> leadsToOthers(element) ? unpacked(Path.of(element), folder).toString() : element)
                .toList());
    }

    private static boolean leadsToOthers(String element) {
        if (!element.endsWith(".jar")) {
            return false;
        }
        try (var jar = new JarFile(element)) {
            Manifest manifest = jar.getManifest();
            return manifest != null && manifest.getMainAttributes().containsKey(Attributes.Name.CLASS_PATH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path unpacked(Path jar, Path folder) {
        Path to = folder.resolve(jar.getFileName().toString());
        copy(jar, to);
        return to;
    }

    @Override
    public String toString() {
        return String.join(File.pathSeparator, elements);
    }

    /** @param folder for the copy; empty */
    ClassPath without(Mutant mutant, Path folder) {
        String module = elements.stream().filter(element -> isMainOf(mutant.module(), element)).findFirst()
                .orElseThrow(() -> new IllegalStateException(mutant.module() + " isn't on the class path"));
        copy(Path.of(module), folder);
        mutant.edits().forEach(edit -> mutate(mutant, edit, folder));
        return new ClassPath(elements.stream().map(each -> each.equals(module) ? folder.toString() : each).toList());
    }

    private void mutate(Mutant mutant, Mutant.Edit edit, Path folder) {
        Path file = edit.file();
        if (isBelow(RESOURCES, file)) {
            write(folder.resolve(file.subpath(RESOURCES.getNameCount() + 1, file.getNameCount())),
                    mutant.mutated(edit));
        } else if (isBelow(SOURCES, file)) {
            compile(mutant, edit, folder);
        } else {
            throw new IllegalStateException(file + " isn't production's");
        }
    }

    private static boolean isMainOf(String module, String element) {
        String target = "/" + module + "/target/";
        return element.endsWith(target + "classes")
                || (element.contains(target + module + "-") && !element.endsWith("-tests.jar"));
    }

    private static boolean isBelow(Path folders, Path file) {
        return file.subpath(1, folders.getNameCount() + 1).equals(folders);
    }

    private void compile(Mutant mutant, Mutant.Edit edit, Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try {
            Path sources = Files.createTempDirectory(folder.getParent(), "source");
            Path source = sources.resolve(edit.file().getFileName());
            write(source, mutant.mutated(edit));
            int exit = compiler.run(null, null, null, "-proc:none", "-nowarn", "-parameters", "-cp", toString(), "-d",
                    folder.toString(), source.toString());
            if (exit != 0) {
                throw new IllegalStateException("mutant '" + mutant.name() + "' doesn't compile");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path module, Path folder) {
        try {
            if (Files.isDirectory(module)) {
                copyTree(module, folder);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + module.toUri()), Map.of())) {
                    copyTree(jar.getPath("/"), folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied);
            }
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
