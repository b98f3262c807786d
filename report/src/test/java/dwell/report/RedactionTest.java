package dwell.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mysql -u root -pHunter2 shop | mysql -u root -p[redacted] shop",
        "/usr/bin/mysqldump -uroot -p'a b c' shop > x | /usr/bin/mysqldump -uroot -p'[redacted]' shop > x",
        "PGPASSWORD=Hunter2 psql -h db -p5432 | PGPASSWORD=[redacted] psql -h db -p5432",
        "export MYSQL_PWD=\"Hunter2\" | export MYSQL_PWD=\"[redacted]\"",
        "mysql --password=Hunter2 -h db | mysql --password=[redacted] -h db",
        "tool --password Hunter2 --user x | tool --password [redacted] --user x",
        "sshpass -p Hunter2 ssh root@192.0.2.7 | sshpass -p [redacted] ssh root@192.0.2.7",
        "sshpass -pHunter2 ssh root@192.0.2.7 | sshpass -p[redacted] ssh root@192.0.2.7",
        "curl -u admin:Hunter2 https://192.0.2.7/ | curl -u admin:[redacted] https://192.0.2.7/",
        "curl https://admin:Hunter2@192.0.2.7/x?y=1 | curl https://admin:[redacted]@192.0.2.7/x?y=1",
        "redis-cli -a Hunter2 keys x | redis-cli -a [redacted] keys x",
        "useradd -p $6$abc$def -m eve | useradd -p [redacted] -m eve",
        "GRANT ALL ON *.* TO 'x'@'%' IDENTIFIED BY 'Hunter2' | GRANT ALL ON *.* TO 'x'@'%' IDENTIFIED BY '[redacted]'",
        "ALTER ROLE app WITH PASSWORD 'Hunter2' | ALTER ROLE app WITH PASSWORD '[redacted]'",
        "SET PASSWORD = PASSWORD('Hunter2') | SET PASSWORD = PASSWORD('[redacted]')",
        "sudo: eve : PWD=/home/eve ; USER=root ; COMMAND=/usr/bin/mysql -pHunter2 | sudo: eve : PWD=/home/eve ; USER=root ; COMMAND=/usr/bin/mysql -p[redacted]",
        "AWS_SECRET_ACCESS_KEY=Hunter2 aws s3 ls | AWS_SECRET_ACCESS_KEY=[redacted] aws s3 ls",
      })
  void takesTheSecretAndNothingElse(String text, String expected) {
    assertThat(Redaction.PASSWORDS.apply(text)).isEqualTo(expected);
  }

  @Test
  void knowsWhatIsFedThroughPipes() {
    assertThat(Redaction.PASSWORDS.apply("echo 'eve:Hunter2' |chpasswd"))
        .isEqualTo("echo 'eve:[redacted]' |chpasswd");
    assertThat(Redaction.PASSWORDS.apply("echo Hunter2 | passwd --stdin eve"))
        .isEqualTo("echo [redacted] | passwd --stdin eve");
    assertThat(Redaction.PASSWORDS.apply("echo -e \"Hunter2\\nHunter2\" | passwd eve"))
        .isEqualTo("echo -e \"[redacted]\" | passwd eve");
    assertThat(Redaction.PASSWORDS.apply("echo Hunter2 | sudo -S id"))
        .isEqualTo("echo [redacted] | sudo -S id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql -u root -p shop",
        "psql -p 5432 -U app shop",
        "cat /etc/passwd | grep root",
        "cp -p /a /b; ls -pl",
        "ssh -p 2222 root@192.0.2.7",
        "Mar 12 06:25:24 kiosk1 sshd[41]: Failed password for root from 203.0.113.7 port 4022 ssh2",
        "sudo: eve : TTY=pts/0 ; PWD=/home/eve ; USER=root ; COMMAND=/bin/ls",
        "curl https://192.0.2.7/a@b:c",
        ""
      })
  void leavesTheRest(String text) {
    assertThat(Redaction.PASSWORDS.apply(text)).isSameAs(text);
  }

  @Test
  void endsOnAnything() {
    String nasty =
        "mysql -p' \" \\ echo | passwd :// --password= identified password ( '".repeat(20_000);
    assertThat(Redaction.PASSWORDS.apply(nasty)).isNotEmpty();
    assertThat(Redaction.PASSWORDS.apply("'".repeat(200_000))).hasSize(200_000);
  }
}
