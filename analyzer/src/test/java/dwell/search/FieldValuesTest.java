package dwell.search;

import static org.assertj.core.api.Assertions.assertThat;

import dwell.event.Field;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class FieldValuesTest {
  @Test
  void aCharacterThatIsCutShortIsNoEndOfTheQuestion() {
    byte[] cut = {'e', 'v', 'e', (byte) 0xE2, (byte) 0x82};

    assertThat(FieldValues.of(Field.USER, new BytesRef(cut))).containsExactly("eve\uFFFD");
    assertThat(FieldValues.of(Field.DB_COLLECTION, new BytesRef(cut))).containsExactly("eve\uFFFD");
  }
}
