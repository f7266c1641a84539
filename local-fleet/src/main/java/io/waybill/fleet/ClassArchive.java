package io.waybill.fleet;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loaded classes in the form in which the JVM shares them between runs (CDS), for quicker starts. The JVM could write
 * the archive at every exit by itself, but then also at that of a start that failed half-way, and it would keep that one.
 */
final class ClassArchive {

    /** Set by {@code ./waybill} while there is no archive. */
    private static final String FILE = System.getProperty("waybill.class-archive", "");

    private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);

    private ClassArchive() {}

    /**
     * Writes the archive if one is wanted, as {@code jcmd <pid> VM.cds dynamic_dump} does. It's the last that a process does:
     * nothing is printed any more.
     */
    static void writeIfWanted() {
        if (FILE.isEmpty()) {
            return;
        }
        System.setOut(new PrintStream(OutputStream.nullOutputStream())); // the JVM tells the user of a jcmd that there wasn't
        try {
            Object said = ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "vmCds",
                    new Object[]{new String[]{"dynamic_dump", FILE}}, new String[]{String[].class.getName()});
            LOG.info("Class archive {}: {}", FILE, said);
        } catch (JMException e) {
            LOG.info("No class archive {}", FILE, e);
        }
    }
}
