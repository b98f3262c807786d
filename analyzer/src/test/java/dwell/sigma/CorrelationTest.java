package dwell.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Field;
import dwell.event.Outcome;
import dwell.incident.Incident;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows of correlations, their borders, and how correlations build on each other. */
final class CorrelationTest {
  private static final Instant START = Instant.parse("2024-05-06T10:00:00Z");
  private static final String BASE =
      """
      title: Refused
      id: refused
      logsource: {product: linux, service: sshd}
      detection:
          s: {event.action: login, event.outcome: failure}
          condition: s
      ---
      title: Granted
      id: granted
      logsource: {product: linux, service: sshd}
      detection:
          s: {event.action: login, event.outcome: success}
          condition: s
      ---
      """;

  private final MemoryCursor cursor = new MemoryCursor();

  private void login(long second, String ip, String user, Outcome outcome) {
    cursor
        .add(Dataset.SSH)
        .did(Action.LOGIN, outcome)
        .at(START.plusSeconds(second).toString())
        .with(Field.SOURCE_IP, ip)
        .with(Field.USER, user)
        .with(Field.MESSAGE, second + ip + user + outcome);
  }

  private void refused(long second, String ip, String user) {
    login(second, ip, user, Outcome.FAILURE);
  }

  private List<Incident.Finding> found(String correlation) {
    RuleSet set = RuleFiles.of(BASE + correlation, "test.yml");
    assertThat(set.refusals()).isEmpty();
    return Rules.run(set, cursor);
  }

  private static String correlation(String type, String rules, String more) {
    return "title: It\nid: it\nlevel: high\ncorrelation:\n    type: "
        + type
        + "\n    rules: ["
        + rules
        + "]\n    group-by: [src_ip]\n    timespan: 60s\n"
        + more.indent(4);
  }

  @Test
  void countsWithinTheSpanEndsIncluded() {
    refused(0, "192.0.2.1", "a");
    refused(30, "192.0.2.1", "a");
    refused(60, "192.0.2.1", "a");
    List<Incident.Finding> found =
        found(correlation("event_count", "refused", "condition: {gte: 3}"));
    assertThat(found)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.id()).isEqualTo("it");
          assertThat(finding.count()).isEqualTo(1);
          assertThat(finding.evidence()).containsExactly("e0", "e1", "e2");
          assertThat(finding.rule()).isEqualTo("test.yml");
          assertThat(String.valueOf(finding.first())).isEqualTo("2024-05-06T10:00:00Z");
          assertThat(String.valueOf(finding.last())).isEqualTo("2024-05-06T10:01:00Z");
        });
    assertThat(found(correlation("event_count", "refused", "condition: {gt: 2}"))).hasSize(1);
    assertThat(found(correlation("event_count", "refused", "condition: {gt: 3}"))).isEmpty();
  }

  @Test
  void whatLiesBeyondTheSpanDoesNotCount() {
    refused(0, "192.0.2.1", "a");
    refused(30, "192.0.2.1", "a");
    refused(61, "192.0.2.1", "a");
    assertThat(found(correlation("event_count", "refused", "condition: {gte: 3}"))).isEmpty();
  }

  @Test
  void groupsAreCountedEachForItself() {
    refused(0, "192.0.2.1", "a");
    refused(1, "192.0.2.2", "a");
    refused(2, "192.0.2.1", "a");
    assertThat(found(correlation("event_count", "refused", "condition: {gte: 3}"))).isEmpty();
    assertThat(found(correlation("event_count", "refused", "condition: {gte: 2}")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.evidence()).containsExactly("e0", "e2"));
  }

  @Test
  void whatGoesOnIsFoundOnce() {
    for (int second = 0; second < 20; second++) {
      refused(second, "192.0.2.1", "a");
    }
    for (int second = 500; second < 505; second++) {
      refused(second, "192.0.2.1", "a");
    }
    assertThat(found(correlation("event_count", "refused", "condition: {gte: 3}")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.count()).isEqualTo(2);
          assertThat(finding.evidence()).hasSize(25);
        });
  }

  @Test
  void anUpperBoundIsJudgedWhenTheWindowIsOver() {
    for (int second : new int[] {0, 1, 100, 101, 102, 200}) {
      refused(second, "192.0.2.1", "a");
    }
    assertThat(found(correlation("event_count", "refused", "condition: {eq: 2}")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.evidence()).containsExactly("e0", "e1"));
    assertThat(found(correlation("event_count", "refused", "condition: {lte: 2}")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.count()).isEqualTo(2));
    assertThat(found(correlation("event_count", "refused", "condition: {gt: 1, lt: 4}")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.count()).isEqualTo(2));
  }

  @Test
  void countsDistinctValues() {
    refused(0, "192.0.2.1", "a");
    refused(1, "192.0.2.1", "b");
    refused(2, "192.0.2.1", "a");
    String rule = correlation("value_count", "refused", "condition: {field: username, gte: 3}");
    assertThat(found(rule)).isEmpty();
    refused(60, "192.0.2.1", "c");
    assertThat(found(rule)).hasSize(1);
  }

  @Test
  void aValueSeenTooLongAgoDoesNotCount() {
    refused(0, "192.0.2.1", "a");
    refused(30, "192.0.2.1", "b");
    refused(61, "192.0.2.1", "c");
    assertThat(found(correlation("value_count", "refused", "condition: {field: username, gte: 3}")))
        .isEmpty();
  }

  @Test
  void eventsOfSeveralRulesTogetherInAnyOrder() {
    login(0, "192.0.2.1", "a", Outcome.SUCCESS);
    refused(60, "192.0.2.1", "a");
    assertThat(found(correlation("temporal", "refused, granted", ""))).hasSize(1);
    assertThat(found(correlation("temporal_ordered", "refused, granted", ""))).isEmpty();
    assertThat(found(correlation("temporal_ordered", "granted, refused", ""))).hasSize(1);
  }

  @Test
  void theOrderHoldsWithinTheSpanAlone() {
    refused(0, "192.0.2.1", "a");
    login(61, "192.0.2.1", "a", Outcome.SUCCESS);
    assertThat(found(correlation("temporal_ordered", "refused, granted", ""))).isEmpty();
    refused(70, "192.0.2.1", "a");
    login(130, "192.0.2.1", "a", Outcome.SUCCESS);
    assertThat(found(correlation("temporal_ordered", "refused, granted", "")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.evidence()).containsExactly("e2", "e3"));
  }

  @Test
  void oneEventDoesNotFollowItself() {
    String same = BASE.replace("outcome: success", "outcome: failure");
    refused(0, "192.0.2.1", "a");
    RuleSet set =
        RuleFiles.of(same + correlation("temporal_ordered", "refused, granted", ""), "test.yml");
    assertThat(Rules.run(set, cursor)).isEmpty();
    refused(1, "192.0.2.1", "a");
    assertThat(Rules.run(set, cursor))
        .singleElement()
        .satisfies(finding -> assertThat(finding.evidence()).containsExactly("e0", "e1"));
  }

  private static final String CHAIN =
      """
      title: Guessing that ended in a login
      id: it
      correlation:
          type: temporal_ordered
          rules: [guessing, granted]
          group-by: [src_ip]
          timespan: 10m
      ---
      title: Guessing
      id: guessing-id
      name: guessing
      correlation:
          type: event_count
          rules: [refused]
          group-by: [src_ip]
          timespan: 60s
          condition: {gte: 3}
      """;

  @Test
  void correlationsBuildOnEachOtherInAnyOrderOfTheFile() {
    for (int second = 0; second < 1_200; second += 10) {
      refused(second, "192.0.2.1", "a");
    }
    // The guessing began long before; it still went on within the span.
    login(1_500, "192.0.2.1", "a", Outcome.SUCCESS);
    login(1_600, "192.0.2.9", "a", Outcome.SUCCESS);
    assertThat(found(CHAIN))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.title()).isEqualTo("Guessing that ended in a login");
          assertThat(finding.count()).isEqualTo(1);
        });
  }

  @Test
  void whatOthersAreMadeOfIsFoundOnlyWhereAskedFor() {
    refused(0, "192.0.2.1", "a");
    refused(1, "192.0.2.1", "a");
    String rule = correlation("event_count", "refused", "condition: {gte: 2}");
    assertThat(found(rule)).extracting(Incident.Finding::id).containsExactly("it");
    assertThat(found(rule + "    generate: true\n"))
        .extracting(Incident.Finding::id)
        .containsExactly("it", "refused");
  }

  @Test
  void aliasesNameTheSameThingInDifferentFields() {
    String rules =
        """
        title: Asked
        id: asked
        name: asked
        logsource: {category: webserver}
        detection:
            s: {sc-status: 200}
            condition: s
        ---
        title: It
        id: it
        correlation:
            type: temporal
            rules: [asked, granted]
            group-by: [who]
            timespan: 60s
            aliases:
                who:
                    asked: cs-username
                    granted: User
        """;
    login(0, "192.0.2.1", "ada", Outcome.SUCCESS);
    cursor
        .add(Dataset.WEB_ACCESS)
        .at(START.toString())
        .with(Field.USER, "ada")
        .with(Field.HTTP_STATUS, 200L);
    assertThat(found(rules)).hasSize(1);
  }

  @Test
  void copiesOfALineCountOnce() {
    for (int artifact = 1; artifact <= 3; artifact++) {
      for (int times = 0; times < 2; times++) {
        cursor
            .add(Dataset.SSH)
            .in(artifact)
            .did(Action.LOGIN, Outcome.FAILURE)
            .at(START.plusMillis(artifact * 300L).toString())
            .with(Field.SOURCE_IP, "192.0.2.1")
            .with(Field.MESSAGE, artifact == 2 ? " same" : "same");
      }
    }
    RuleSet set = RuleFiles.of(BASE, "test.yml");
    assertThat(Rules.run(set, cursor))
        .singleElement()
        .satisfies(finding -> assertThat(finding.count()).isEqualTo(2));
  }

  @Test
  void eventsWithoutATimeOrAGroupDoNotCount() {
    cursor.add(Dataset.SSH).did(Action.LOGIN, Outcome.FAILURE).with(Field.SOURCE_IP, "192.0.2.1");
    cursor.add(Dataset.SSH).did(Action.LOGIN, Outcome.FAILURE).at(START.toString());
    assertThat(found(correlation("event_count", "refused", "condition: {gte: 1}"))).isEmpty();
  }

  @Test
  void whatCannotBeRunIsSaid() {
    assertThat(refused("event_count", "refused", "")).contains("no condition");
    assertThat(refused("event_count", "nobody", "condition: {gte: 1}")).contains("nobody");
    assertThat(refused("event_count", "it", "condition: {gte: 1}")).contains("itself");
    assertThat(refused("value_count", "refused", "condition: {gte: 1}")).contains("no field");
    assertThat(refused("value_avg", "refused", "condition: {gte: 1}")).contains("value_avg");
    assertThat(refused("event_count", "refused", "condition: {gte: 20000}")).contains("20000");
    assertThat(refused("event_count", "refused", "condition: {gte: 5, lt: 5}")).contains("never");
    assertThat(refused("event_count", "refused", "condition: {neq: 5}")).contains("neq");
    assertThat(refused("temporal", "refused, granted", "condition: refused and granted"))
        .contains("no map");
    assertThat(refused("event_count", "refused", "condition: {gte: 1}")).isEmpty();
    String unknown =
        correlation("event_count", "refused", "condition: {gte: 1}").replace("src_ip", "unheard");
    assertThat(Rules.refused(RuleFiles.of(BASE + unknown, "test.yml"))).contains("unheard");
    String span =
        correlation("event_count", "refused", "condition: {gte: 1}").replace("60s", "60y");
    assertThat(Rules.refused(RuleFiles.of(BASE + span, "test.yml"))).contains("timespan");
  }

  private static String refused(String type, String rules, String more) {
    return Rules.refused(RuleFiles.of(BASE + correlation(type, rules, more), "test.yml"));
  }

  @Test
  void manyGroupsStayBounded() {
    RuleSet set =
        RuleFiles.of(
            BASE + correlation("event_count", "refused", "condition: {gte: 2}"), "test.yml");
    for (int i = 0; i < CorrelationRun.MOST_GROUPS + 10; i++) {
      refused(0, "192.0.2." + i, "a");
    }
    SigmaRun.Result result = SigmaRun.run(cursor, cursor.view(), set);
    assertThat(result.findings()).isEmpty();
    assertThat(result.notes()).singleElement().asString().contains("forgotten", ": 10");
  }
}
