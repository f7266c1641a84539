package io.waybill.fleet;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** A terminal on which each picture takes the place of the one before, without flicker: nothing is erased but what is over. */
record Screen(PrintWriter out) {

    private static final int WIDTH = 80;
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    /** Whether somebody looks, and not a file or another program. */
    static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /** The text in one line of a common terminal, behind an indent; what doesn't fit is cut off, whoever wrote it. */
    static String line(String indent, String text) {
        String line = indent + text.replaceAll("\\p{Cc}+", " ");
        return (line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…") + "\n";
    }

    /** All of the text behind an indent, in lines that fit a common terminal; a longer word stays whole, to be copied. */
    static String lines(String indent, String text) {
        var lines = new StringBuilder();
        var line = new StringBuilder(indent);
        for (String word : text.replaceAll("\\p{Cc}+", " ").strip().split(" +", -1)) {
            if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
                lines.append(line).append('\n');
                line = new StringBuilder(indent);
            }
            line.append(line.length() > indent.length() ? " " : "").append(word);
        }
        return lines.append(line).append('\n').toString();
    }

    /** @param picture lines that each end with a line break */
    void show(String picture) {
        out.print(HOME + picture.replace("\n", CLEAR_LINE + "\n") + CLEAR_BELOW);
        out.flush();
    }
}
