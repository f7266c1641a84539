package io.waybill.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waybill.fleet.Invoice.Row;
import io.waybill.fleet.Invoice.Sale;
import io.waybill.fleet.Invoice.Skipped;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvoiceFileTest {

    private static final String HEADER = "InvoiceNo,StockCode,Description,Quantity,UnitPrice,CustomerID,Country\n";

    @TempDir
    Path directory;

    @Test
    void rowsOfOneNumberAreOneInvoiceWhereverTheyStand() throws IOException {
        var file = read("""
                1,10001,Cup,6,2.55,17,France
                2,10002A,"Saucer, blue",1,1.00,18,EIRE
                1,10003ab,Spoon,2,0.85,17,France
                """);
        assertThat(file.sales()).extracting(Sale::number).containsExactly("1", "2");
        assertThat(file.sales().getFirst().lines()).extracting(Row::sku).containsExactly("10001", "10003ab");
        assertThat(file.sales().getLast().lines()).extracting(Row::description).containsExactly("Saucer, blue");
    }

    @Test
    void cancellationsAreSkipped() throws IOException {
        assertThat(read("C7,10001,Cup,-6,2.55,17,France\n").invoices())
                .containsExactly(new Skipped("C7", "a cancellation"));
    }

    @Test
    void linesThatAreNotSoldGoodsAreDroppedWithTheReason() throws IOException {
        Sale sale = read("""
                1,10001,Cup,6,2.55,17,France
                1,POST,Postage,1,18.00,17,France
                1,M,Manual,1,1.00,17,France
                1,100011,Six digits,1,1.00,17,France
                1,10001ABC,Three letters,1,1.00,17,France
                1,10002,Returned,-1,2.00,17,France
                1,10003,A gift,1,0.00,17,France
                1,DCGS0072,A box,1,1.00,17,France
                1,DCGS0072P,A pink box,1,1.00,17,France
                """).sales().getFirst();
        assertThat(sale.lines()).extracting(Row::sku).containsExactly("10001", "DCGS0072", "DCGS0072P");
        assertThat(sale.dropped()).extracting(row -> row.sku() + " " + row.objection().orElse("")).containsExactly(
                "POST not a product", "M not a product", "100011 not a product", "10001ABC not a product",
                "10002 quantity not above 0", "10003 price not above 0");
    }

    @Test
    void anInvoiceWithoutSoldGoodsIsSkipped() throws IOException {
        assertThat(read("""
                1,10002,,-1,0.00,,United Kingdom
                1,POST,Postage,1,18.00,,United Kingdom
                """).invoices())
                .containsExactly(new Skipped("1", "no line of sold goods: quantity not above 0, not a product"));
    }

    @Test
    void aFileThatIsNotUnderstoodIsRefusedInOneLine() throws IOException {
        Path other = Files.writeString(directory.resolve("other.csv"), "a,b\n1,2\n");
        assertRefused(other, "InvoiceNo");
        Path words = Files.writeString(directory.resolve("words.csv"), HEADER + "1,10001,Cup,six,2.55,17,France\n");
        assertRefused(words, "row 1 has no number where one must be (quantity six, price 2.55)");
        assertRefused(directory.resolve("none.csv"), "There is no file");
    }

    private static void assertRefused(Path file, String why) {
        assertThatExceptionOfType(FleetException.class).isThrownBy(() -> InvoiceFile.read(file))
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(why, file.toString())
                        .doesNotContain("\n"));
    }

    private static InvoiceFile read(String rows) throws IOException {
        return InvoiceFile.read(new StringReader(HEADER + rows));
    }
}
