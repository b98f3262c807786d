package dwell.casefile;

import dwell.evidence.HostProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What made the case, {@code case.json}: the tool, the data it judged by, the options of the last
 * pass over evidence, and what the evidence tells of its hosts, so that the case can be
 * reconstructed without it.
 *
 * @param schema the form of the case folder
 * @param jdk runtime version
 * @param tzdata version of the time zone rules
 * @param options of the last pass, as given
 * @param hosts by name
 */
public record CaseDescription(
    String schema,
    Tool tool,
    String jdk,
    String tzdata,
    Map<String, String> options,
    Map<String, HostProfile> hosts) {

  /** The form that this version writes and reads. */
  public static final String SCHEMA = "dwell-case/1";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * What ran.
   *
   * @param build identifies the sources it was built from; empty where unknown
   * @param jarSha256 of the program itself; empty where it does not run from a jar
   * @param catalogueSha256 of the message shapes that it knew; empty where it had none
   */
  public record Tool(
      String name, String version, String build, String jarSha256, String catalogueSha256) {}

  public CaseDescription {
    options = new TreeMap<>(options);
    hosts = new TreeMap<>(hosts);
  }

  /** A description of a case made by this process. */
  static CaseDescription of(
      Tool tool, Map<String, String> options, Map<String, HostProfile> hosts) {
    return new CaseDescription(
        SCHEMA,
        tool,
        Runtime.version().toString(),
        ZoneRulesProvider.getVersions("UTC").lastKey(),
        options,
        hosts);
  }

  void write(Path file) throws IOException {
    AtomicFile.write(
        file,
        (JSON.writeValueAsString(this) + '\n').getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /**
   * Reads {@code case.json}.
   *
   * @throws CaseException where it is missing, or of a version that is not known
   */
  public static CaseDescription read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new CaseException("this is no case: " + file + " is missing");
    }
    try {
      CaseDescription description = JSON.readValue(Files.readAllBytes(file), CaseDescription.class);
      if (!SCHEMA.equals(description.schema)) {
        throw new CaseException("the case is of another version: " + description.schema);
      }
      return description;
    } catch (JacksonException e) {
      throw new CaseException("case.json cannot be read: " + e.getOriginalMessage(), e);
    }
  }
}
