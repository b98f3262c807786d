package dwell.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ssh maya@store|store|maya",
        "ssh -p 2222 -l maya 192.0.2.20|192.0.2.20|maya",
        "scp -q f maya@store:/tmp/f|store|maya",
        "scp maya@[2001:db8::2]:f .|2001:db8::2|maya",
        "ssh ssh://maya@store:22|store|maya",
        "sshpass -p x ssh maya@store id|store|maya",
        "sudo mysql -h store -u app -px|store|app",
        "mysqldump --host=store --user=app db|store|app",
        "PGPASSWORD=x psql -h store -U app db|store|app",
        "psql postgresql://app:pw@store:5432/db|store|app",
        "psql 'host=store user=app dbname=d'|store|app",
      })
  void targetsAndAccountsAreFound(String line, String target, String user) {
    ClientCommand client = ClientCommand.in(line).getFirst();
    assertThat(client.targets()).contains(target);
    assertThat(client.user()).isEqualTo(user);
  }

  @Test
  void whoMayAskForAPasswordIsSlow() {
    assertThat(ClientCommand.in("mysql -u a -psecret").getFirst().asks()).isFalse();
    assertThat(ClientCommand.in("mysql -u a -p").getFirst().asks()).isTrue();
    assertThat(ClientCommand.in("psql -U a").getFirst().asks()).isTrue();
    assertThat(ClientCommand.in("PGPASSWORD=x psql -U a").getFirst().asks()).isFalse();
  }

  @Test
  void othersAreNoClients() {
    assertThat(ClientCommand.in("echo ssh; ls mysql")).isEmpty();
  }
}
