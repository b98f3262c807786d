package dwell.format.mongodb;

import dwell.record.Ascii;

/** The attributes of structured records that are read, by the names that the server gives them. */
enum Attribute {
  REMOTE("remote"),
  CLIENT("client"),
  CONNECTION("connectionId"),
  MECHANISM("mechanism"),
  /** The account, to version 6 in {@code Authentication …}. */
  PRINCIPAL("principalName"),
  PRINCIPAL_DATABASE("authenticationDatabase"),
  /** The account, from version 5 in {@code … authenticate…}. */
  USER("user"),
  DATABASE("db"),
  ERROR("error"),
  RESULT("result"),
  TYPE("type"),
  NAMESPACE("ns"),
  LONG_NAMESPACE("namespace"),
  COMMAND("command"),
  RETURNED("nreturned"),
  EXAMINED("docsExamined"),
  OK("ok"),
  ERROR_CODE("errCode"),
  MILLIS("durationMillis"),
  PID("pid"),
  EXIT_CODE("exitCode");

  final byte[] text;

  Attribute(String text) {
    this.text = Ascii.bytes(text);
  }
}
