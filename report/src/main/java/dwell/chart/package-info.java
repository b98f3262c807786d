/** Charts of an incident, drawn as SVG. */
@NullMarked
package dwell.chart;

import org.jspecify.annotations.NullMarked;
