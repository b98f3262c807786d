package dwell.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntrusionWordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "host compromised, response starts",
        "possible break-in, somebody was here",
        "Konto von fremder Hand: Eindringling auf web1",
        "Server kompromittiert, Hintertür gefunden",
        "Hintertuer in /usr/local/bin",
        "serveur compromis, on coupe l'accès",
        "compte piraté, réponse lancée",
        "porte derobee trouvee",
        "cuenta comprometida, empieza la respuesta",
        "hay un intruso en db2",
        "conta marcos invadida a partir de fora",
        "INVASÃO no servidor",
        "sito compromesso, intrusione in corso",
        "inbraak op server, aanvaller is nog binnen",
        "serwer: włamanie, odcinamy sieć",
        "útočník na serveru, kompromitovaný účet",
        "intrång på webbservern",
        "bakdør funnet",
        "tietomurto palvelimella",
        "сервер взломан",
        "サーバーに不正アクセスあり",
        "服务器被入侵",
      })
  void whatRespondersWrite(String text) {
    assertThat(IntrusionWords.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deployment of release 4.2 starts",
        "compromiso de entrega el lunes",
        "compromisso marcado para segunda",
        "Leistungseinbruch bei der Abfrage",
        "hackathon registration opens",
        "intrusive check skipped",
        "disk replaced on data1",
        "nuovo certificato per il sito",
        "backup terminé sans erreur",
        "wijziging aan firewall voltooid",
      })
  void whatTheyWriteOtherwise(String text) {
    assertThat(IntrusionWords.in(text)).isFalse();
  }
}
