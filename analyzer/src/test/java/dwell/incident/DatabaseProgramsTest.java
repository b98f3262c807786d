package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that a database runs on its host are deeds of whoever asked for them. */
class ServerProgramsTest {
  private static final String STRANGER = "203.0.113.7";
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGtQw0yB1xkB7l7e7q2mJ8k1yq2nq3b8m1v5c0x9s4dZ own";

  private static Incident planted(String statement) {
    Story story = ReconstructionTest.office();
    story.fails(
        "data1", "postgresql", STRANGER, "5 22:00:00", 9, "postgres", "admin", "root", "sa");
    story
        .database("data1", "postgresql", "odoo", STRANGER, "5 22:11:00")
        .in("crm")
        .until("5 22:30:00")
        .asks("5 22:11:05", "CREATE TABLE zz(t text)", 0)
        .asks("5 22:12:05", statement, 0);
    return story.incident();
  }

  private static List<String> accounts(Incident incident) {
    return incident.actors().stream()
        .flatMap(actor -> actor.accounts().stream())
        .map(account -> account.system() + ' ' + account.name())
        .toList();
  }

  @Test
  void aKeyPutInByTheServersAccount() {
    Incident incident =
        planted(
            "COPY zz FROM PROGRAM 'mkdir -p /var/lib/postgresql/.ssh; echo \""
                + KEY
                + "\" >> /var/lib/postgresql/.ssh/authorized_keys'");
    assertThat(accounts(incident)).contains("postgresql odoo", "os postgres");
    assertThat(incident.persistence())
        .anySatisfy(door -> {
          assertThat(door.kind()).isEqualTo(PersistenceKind.AUTHORIZED_KEY);
          assertThat(door.host()).isEqualTo("data1");
          assertThat(door.path()).isEqualTo("/var/lib/postgresql/.ssh/authorized_keys");
        });
  }

  @Test
  void whatIsCopiedFromAFileRunsNothing() {
    Incident incident = planted("COPY zz FROM '/var/lib/postgresql/.ssh/authorized_keys'");
    assertThat(accounts(incident)).containsExactly("postgresql odoo");
    assertThat(incident.persistence()).isEmpty();
  }
}
