/**
 * Detections: what in the events is suspicious, with its level, its techniques and what may explain
 * it away. The registry names them all, in order.
 */
@NullMarked
package dwell.detect;

import org.jspecify.annotations.NullMarked;
