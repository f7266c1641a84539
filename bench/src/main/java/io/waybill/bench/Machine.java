package io.waybill.bench;

/** What something was measured on. */
record Machine(int processors, String system, String java) {

    static Machine here() {
        return new Machine(Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.version"));
    }

    @Override
    public String toString() {
        return "%d processors, %s, Java %s".formatted(processors, system, java);
    }
}
