package io.waybill.bench;

import io.waybill.bench.Report.Plot;
import io.waybill.bench.Report.Series;
import io.waybill.bench.Report.Stroke;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plot as SVG, which needs nothing from outside. Colours are classes ({@code t0}, {@code t1}, …) of report.css. */
final class SvgPlot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 340;
    private static final int LEFT = 64;
    private static final int RIGHT = 28;
    private static final int TOP = 16;
    private static final int BOTTOM = 44;
    /** With so few points a line alone doesn't show where they are. */
    private static final int MOST_DOTS = 8;

    private final Plot plot;
    private final StringBuilder svg = new StringBuilder();

    private SvgPlot(Plot plot) {
        this.plot = plot;
    }

    static String of(Plot plot) {
        return new SvgPlot(plot).draw();
    }

    private String draw() {
        svg.append(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
                WIDTH,
                HEIGHT, Html.escape(plot.title())));
        grid();
        plot.series().forEach(this::line);
        svg.append("</svg>\n");
        return svg.toString();
    }

    private void grid() {
        for (Axis.Tick tick : plot.y().ticks()) {
            double y = y(tick.value());
            svg.append(String.format(Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>\n", LEFT, WIDTH - RIGHT, y, y));
            svg.append(String.format(Locale.ROOT,
                    "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n", LEFT - 8, y + 4,
                    Html.escape(tick.label())));
        }
        for (Axis.Tick tick : plot.x().ticks()) {
            double x = x(tick.value());
            svg.append(
                    String.format(Locale.ROOT, "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>\n",
                            x, x, TOP, HEIGHT - BOTTOM));
            svg.append(String.format(Locale.ROOT,
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", x,
                    HEIGHT - BOTTOM + 18,
                    Html.escape(tick.label())));
        }
        svg.append(String.format(Locale.ROOT, "<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n",
                WIDTH - RIGHT, HEIGHT - 6,
                Html.escape(plot.x().label())));
        svg.append(String.format(Locale.ROOT,
                "<text class=\"axis\" transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"end\">%s</text>\n", TOP,
                Html.escape(plot.y().label())));
    }

    private void line(Series series) {
        String points = series.points().stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x(point.x()), y(point.y())))
                .collect(Collectors.joining(" "));
        svg.append(String.format(Locale.ROOT,
                "<polyline class=\"line t%d %s\" points=\"%s\"><title>%s</title></polyline>\n", series.tone(),
                series.stroke().name().toLowerCase(Locale.ROOT), points, Html.escape(series.name())));
        if (series.stroke() == Stroke.SOLID && series.points().size() <= MOST_DOTS) {
            series.points()
                    .forEach(point -> svg.append(
                            String.format(Locale.ROOT, "<circle class=\"dot t%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>\n",
                                    series.tone(), x(point.x()), y(point.y()))));
        }
    }

    private double x(double value) {
        return LEFT + plot.x().position(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - plot.y().position(value) * (HEIGHT - TOP - BOTTOM);
    }
}
