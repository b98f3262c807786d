/**
 * The catalogue: what free-text messages mean, as data.
 *
 * <p>Catalogue files (resources in {@code dwell/catalogue}, one per program family, and an
 * analyst's own) list message shapes with their meaning, their source and real examples; {@code
 * docs/catalogue.md} describes the language. {@link dwell.pattern.Catalogue} reads them and gives
 * each thread a {@link dwell.pattern.MessageMatcher}. No regular expression touches evidence: a
 * message walks a tree of leading literals to the few shapes that begin like it, and each of these
 * reads it in one pass, from the front, and from the end where the far side chose text in the
 * middle. Messages of no known shape get a template from {@link dwell.pattern.TemplateMiner}.
 *
 * <p>To teach dwell a message, add a shape with an example to a catalogue file; no Java is needed.
 */
@NullMarked
package dwell.pattern;

import org.jspecify.annotations.NullMarked;
