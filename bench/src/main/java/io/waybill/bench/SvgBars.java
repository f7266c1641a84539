package io.waybill.bench;

import io.waybill.bench.Report.Bar;
import io.waybill.bench.Report.Bars;
import io.waybill.bench.Report.Part;
import java.util.List;
import java.util.Locale;

/** Bars that lie, one below the other, as SVG; parts have the colours {@code p0}, {@code p1}, … of report.css. */
final class SvgBars {

    private static final int WIDTH = 720;
    private static final int LEFT = 120;
    private static final int RIGHT = 90;
    private static final int THICK = 30;
    private static final int APART = 14;

    private SvgBars() {}

    static String of(Bars bars) {
        var svg = new StringBuilder();
        int height = bars.bars().size() * (THICK + APART) + APART;
        double highest = bars.bars().stream().mapToDouble(Bar::total).max().orElse(1);
        svg.append(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
                WIDTH, height, Html.escape(bars.title())));
        List<String> parts = parts(bars);
        int y = APART;
        for (Bar bar : bars.bars()) {
            draw(svg, bar, parts, y, (WIDTH - LEFT - RIGHT) / highest, bars.unit());
            y += THICK + APART;
        }
        svg.append("</svg>\n");
        return svg.toString();
    }

    /** Each once, in the order in which they come; its place is its colour. */
    static List<String> parts(Bars bars) {
        return bars.bars().stream().flatMap(bar -> bar.parts().stream()).map(Part::name).distinct().toList();
    }

    private static void draw(StringBuilder svg, Bar bar, List<String> parts, int y, double scale, String unit) {
        int middle = y + THICK / 2 + 5;
        svg.append(String.format(Locale.ROOT, "<text class=\"name\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n",
                LEFT - 10, middle,
                Html.escape(bar.name())));
        double x = LEFT;
        for (Part part : bar.parts()) {
            double width = part.value() * scale;
            svg.append(String.format(Locale.ROOT,
                    "<rect class=\"p%d\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s: %.2f %s</title></rect>\n",
                    parts.indexOf(part.name()), x, y, width, THICK, Html.escape(part.name()), part.value(),
                    Html.escape(unit)));
            x += width;
        }
        svg.append(String.format(Locale.ROOT, "<text class=\"name\" x=\"%.1f\" y=\"%d\">%.2f %s</text>\n", x + 8,
                middle, bar.total(),
                Html.escape(unit)));
    }
}
