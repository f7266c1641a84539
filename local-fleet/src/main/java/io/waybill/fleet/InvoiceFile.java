package io.waybill.fleet;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A wholesaler's order book: one row per line, rows of one number are one invoice. The columns are those of the UCI data
 * set "Online Retail": InvoiceNo, StockCode, Description, Quantity, UnitPrice, CustomerID, Country.
 *
 * @param invoices in the order in which they begin in the file
 */
record InvoiceFile(List<Invoice> invoices) {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true)
            .setIgnoreSurroundingSpaces(true).setIgnoreEmptyLines(true).get();

    /** @throws FleetException if there is no such file, or something else in it; with the line that isn't understood */
    static InvoiceFile read(Path file) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(reader);
        } catch (NoSuchFileException e) {
            throw new FleetException("There is no file " + file, e);
        } catch (IOException | IllegalArgumentException e) {
            throw new FleetException("%s can't be read as a file of invoices: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** @throws IllegalArgumentException if something in it isn't understood */
    static InvoiceFile read(Reader csv) throws IOException {
        Map<String, List<Invoice.Row>> byNumber = new LinkedHashMap<>();
        try (CSVParser parser = FORMAT.parse(csv)) {
            for (CSVRecord entry : parser) {
                byNumber.computeIfAbsent(entry.get("InvoiceNo"), number -> new ArrayList<>()).add(row(entry));
            }
        }
        return new InvoiceFile(
                byNumber.entrySet().stream().map(entry -> Invoice.of(entry.getKey(), entry.getValue())).toList());
    }

    private static Invoice.Row row(CSVRecord entry) {
        try {
            return new Invoice.Row(entry.get("StockCode"), entry.get("Description"),
                    Long.parseLong(entry.get("Quantity")),
                    new BigDecimal(entry.get("UnitPrice")), entry.get("CustomerID"), entry.get("Country"));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "row %d has no number where one must be (quantity %s, price %s)".formatted(
                            entry.getRecordNumber(), entry.get("Quantity"), entry.get("UnitPrice")),
                    e);
        }
    }

    List<Invoice.Sale> sales() {
        return invoices.stream().filter(Invoice.Sale.class::isInstance).map(Invoice.Sale.class::cast).toList();
    }
}
