package dwell.sigma;

/**
 * A field that rules ask for, bound to its reader.
 *
 * @param index its number in an {@link EventView}, which keeps the value while it stands there
 */
record FieldSlot(int index, FieldReader reader) {}
