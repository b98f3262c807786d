/**
 * MongoDB's own log: mongod's and mongos' structured records (from 4.4, src/mongo/logv2) and the
 * text of the versions before (src/mongo/logger).
 */
@NullMarked
package dwell.format.mongodb;

import org.jspecify.annotations.NullMarked;
