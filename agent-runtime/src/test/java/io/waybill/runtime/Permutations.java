package io.waybill.runtime;

import java.util.List;
import java.util.stream.Stream;

/** Every order in which things can arrive. */
final class Permutations {

    private Permutations() {}

    static Stream<List<String>> of(List<String> names) {
        return names.size() == 1
                ? Stream.of(names)
                : names.stream().flatMap(first -> of(
                        names.stream().filter(name -> !name.equals(first)).toList())
                        .map(rest -> Stream.concat(Stream.of(first), rest.stream()).toList()));
    }
}
