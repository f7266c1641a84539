package io.waybill.bench;

import java.util.List;

/**
 * What there is to be told of a benchmark, however it's shown: {@link MarkdownReport} and {@link HtmlReport} show the same.
 * Texts are plain, without markup.
 */
record Report(String title, String subtitle, List<Block> blocks) {

    Report {
        blocks = List.copyOf(blocks);
    }

    sealed interface Block permits Heading, Text, Table, Plot, Bars {}

    record Heading(String text) implements Block {}

    record Text(String text) implements Block {}

    /** The first column names its row; the others are figures. */
    record Table(List<String> columns, List<List<String>> rows) implements Block {

        Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** Lines over two axes. */
    record Plot(String title, Axis x, Axis y, List<Series> series) implements Block {

        Plot {
            series = List.copyOf(series);
        }
    }

    /** @param tone which colour: series of one tone belong together */
    record Series(String name, int tone, Stroke stroke, List<Point> points) {

        Series {
            points = List.copyOf(points);
        }
    }

    enum Stroke {
        SOLID,
        THIN,
        DASHED
    }

    record Point(double x, double y) {}

    /** A bar for each of some things, put together from parts. */
    record Bars(String title, String unit, List<Bar> bars) implements Block {

        Bars {
            bars = List.copyOf(bars);
        }
    }

    record Bar(String name, List<Part> parts) {

        Bar {
            parts = List.copyOf(parts);
        }

        double total() {
            return parts.stream().mapToDouble(Part::value).sum();
        }
    }

    record Part(String name, double value) {}
}
