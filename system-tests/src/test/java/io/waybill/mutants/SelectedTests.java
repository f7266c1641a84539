package io.waybill.mutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests and says, in a line of its own and its exit code, what came of them. */
final class SelectedTests implements TestExecutionListener {

    static final String SAYS = "the check says: ";
    private static final int LONGEST = 120;

    private int ran;
    private String said = "";
    private Verdict verdict = Verdict.HOLDS;

    /** What comes of a check. */
    enum Verdict {
        /** All that was asserted holds. */
        HOLDS(0),
        /** Something that was asserted doesn't hold. */
        FAILS(10),
        /** It says nothing about what was asserted: there was no such test, or it broke before. */
        BROKE(1);

        private final int exitCode;

        Verdict(int exitCode) {
            this.exitCode = exitCode;
        }

        /** Of a process that ended with this. */
        static Verdict of(int exitCode) {
            return Stream.of(values()).filter(verdict -> verdict.exitCode == exitCode).findFirst().orElse(BROKE);
        }
    }

    private SelectedTests() {}

    public static void main(String[] methods) {
        var tests = new SelectedTests();
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(methods).map(method -> selectMethod(method)).toList()).build(), tests);
        System.out.println(
                "\n" + SAYS + (tests.ran == methods.length ? tests.said : tests.ran + " tests of " + List.of(methods)));
        System.exit((tests.ran == methods.length ? tests.verdict : Verdict.BROKE).exitCode);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        ran += test.isTest() ? 1 : 0;
        result.getThrowable().ifPresent(e -> {
            boolean isAsserted = e instanceof AssertionError || e instanceof ConditionTimeoutException;
            verdict = isAsserted && verdict != Verdict.BROKE ? Verdict.FAILS : Verdict.BROKE;
            String first = String.valueOf(e.getMessage()).strip().lines().findFirst().orElse(e.toString());
            said = first.substring(0, Math.min(first.length(), LONGEST));
            e.printStackTrace(System.out);
        });
    }
}
