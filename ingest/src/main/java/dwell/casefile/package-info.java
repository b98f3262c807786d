/**
 * The case folder: index, raw records, manifest, custody ledger, and the facts that only people
 * know. The only door through which anything is written to the index.
 */
@NullMarked
package dwell.casefile;

import org.jspecify.annotations.NullMarked;
