package io.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JvmTest {

    /** Keeps as many bytes as it's told to and leaves as many as garbage, until nobody is there any more. */
    static final class Keeper {

        private Keeper() {}

        public static void main(String... arguments) throws IOException {
            int bytes = Integer.parseInt(arguments[0]);
            byte[] kept = new byte[garbage(bytes)];
            System.out.write('!');
            System.out.flush();
            kept[0] = (byte) System.in.read();
        }

        private static int garbage(int bytes) {
            return new byte[bytes].length;
        }
    }

    @Test
    void whatIsReachableIsLiveHeap() throws IOException, InterruptedException {
        assertThat(liveHeap(20_000_000) - liveHeap(10_000_000)).isBetween(9_000_000L, 11_000_000L);
    }

    @Test
    void theHistogramEndsWithItsTotal() {
        assertThat(Jvm.total("""
                   1:         34567        2345678  [B (java.base@25)
                   2:           123           4567  java.lang.String (java.base@25)
                Total         34690        2350245
                """)).isEqualTo(2_350_245);
    }

    private static long liveHeap(int bytes) throws IOException, InterruptedException {
        Process keeper = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Keeper.class.getName(), String.valueOf(bytes)).start();
        try {
            assertThat(keeper.getInputStream().read()).isEqualTo('!');
            return new Jvm(keeper.pid()).liveHeap();
        } finally {
            keeper.destroyForcibly();
        }
    }
}
