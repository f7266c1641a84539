package io.waybill.contracts;

/**
 * One thing that is wrong with a document.
 *
 * @param pointer where, as a JSON pointer (RFC 6901); empty for the whole document
 * @param detail what, and how to mend it
 */
public record Violation(String pointer, String detail) {}
