package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.fleet.Replay.Ended;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ReplayReportTest {

    private final StringWriter text = new StringWriter();
    private final ReplayReport report = new ReplayReport(new PrintWriter(text), file());

    @Test
    void saysWhatIsNotReplayedAndWhy() {
        report.begin();
        assertThat(text.toString().lines()).contains(
                "4 invoices: 2 orders with 2 lines; 2 skipped, and 1 lines of the orders dropped",
                "skipped as a cancellation: 1", "  C7",
                "skipped as no line of sold goods: not a product: 1", "  3",
                "dropped lines: 1", "  1: 1 x POST Postage at 18.00: not a product");
    }

    @Test
    void endsWithTheFigures() {
        report.ended(new Ended("1", "completed", ""));
        report.ended(new Ended("2", "rejected", "fraud"));
        assertThat(report.summary()).isEqualTo(
                "replayed: 4 invoices, 2 orders, 1 completed, 1 rejected, 0 failed, 2 skipped, 1 lines dropped");
        assertThat(report.allEnded()).isTrue();
        assertThat(text.toString()).contains("2 rejected: fraud");
    }

    @Test
    void countsAnOrderThatDidNotEndAsFailed() {
        report.ended(new Ended("1", "completed", ""));
        report.ended(new Ended("2", "unfinished", "still processing after 120 s"));
        assertThat(report.summary()).contains("1 completed, 0 rejected, 1 failed");
        assertThat(report.allEnded()).isFalse();
    }

    private static InvoiceFile file() {
        try {
            return InvoiceFile.read(new StringReader("""
                    InvoiceNo,StockCode,Description,Quantity,UnitPrice,CustomerID,Country
                    1,10001,Cup,6,2.55,17,France
                    1,POST,Postage,1,18.00,17,France
                    2,10001,Cup,6,2.55,17,France
                    C7,10001,Cup,-6,2.55,17,France
                    3,D,Discount,-1,5.00,17,France
                    """));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
