package io.waybill.faults;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * A Java agent that makes a process' clock wrong, as its host's may be: whatever asks java.time for "now" is told another
 * time, from the process' start on. The service has no part in it.
 */
public final class SkewedClock implements ClassFileTransformer {

    private static final ClassDesc INSTANT = ClassDesc.of(Instant.class.getName());
    private static final MethodTypeDesc PLUS = MethodTypeDesc.of(INSTANT, ConstantDescs.CD_long);

    private final long seconds;

    private SkewedClock(long seconds) {
        this.seconds = seconds;
    }

    /** What the JVM calls before {@code main}. */
    public static void premain(String seconds, Instrumentation instrumentation) throws UnmodifiableClassException {
        instrumentation.addTransformer(new SkewedClock(Long.parseLong(seconds)), true);
        instrumentation.retransformClasses(Clock.class);
    }

    /** The JVM option that gives a process a clock which is ahead by so much, or behind. */
    static String option(Path folder, Duration ahead) throws IOException {
        return "-javaagent:%s=%d".formatted(jar(folder), ahead.toSeconds());
    }

    /** An agent comes as a jar; this one holds nothing but this class, so the service's class path stays what it is. */
    private static Path jar(Path folder) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", SkewedClock.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        String file = SkewedClock.class.getName().replace('.', '/') + ".class";
        Path jar = folder.resolve("skewed-clock.jar");
        try (InputStream bytes = Objects.requireNonNull(SkewedClock.class.getResourceAsStream("/" + file));
                var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry(file));
            bytes.transferTo(out);
        }
        return jar;
    }

    /** What java.time says asks {@code Clock.currentInstant}; whoever asks System for milliseconds is told the right time. */
    @Override
    public byte @Nullable [] transform(@Nullable ClassLoader loader, @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain, byte[] bytes) {
        if (!"java/time/Clock".equals(name)) {
            return null;
        }
        ClassFile file = ClassFile.of();
        return file.transformClass(file.parse(bytes), ClassTransform.transformingMethodBodies(
                method -> method.methodName().equalsString("currentInstant"), this::shift));
    }

    private void shift(CodeBuilder code, CodeElement element) {
        if (element instanceof ReturnInstruction) {
            code.loadConstant(seconds).invokevirtual(INSTANT, "plusSeconds", PLUS);
        }
        code.with(element);
    }
}
