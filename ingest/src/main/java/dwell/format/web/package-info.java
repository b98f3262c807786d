/** Logs of web servers: access and error logs of nginx and Apache httpd. */
@NullMarked
package dwell.format.web;

import org.jspecify.annotations.NullMarked;
