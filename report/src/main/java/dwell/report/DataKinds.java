package dwell.report;

import dwell.incident.Incident;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the columns of a table hold, guessed from their names, in words that are not those names.
 *
 * @param kinds what was recognised
 * @param whole every column was read
 * @param others columns of which nothing is known
 */
record DataKinds(Set<Kind> kinds, boolean whole, long others) {

  /** A kind of data, and the words of columns that hold it. */
  enum Kind {
    CARD("details of payment cards", "card", "cvv", "cvc", "pan"),
    BANK("bank details", "iban", "bic", "bank", "account_number"),
    PASSWORD("passwords or what they can be worked out from", "passw", "pwd", "pw_hash", "salt"),
    TOKEN("keys or tokens that open accounts", "token", "secret", "api_key", "apikey", "otp"),
    EMAIL("e-mail addresses", "email", "e_mail", "mail"),
    PHONE("telephone numbers", "phone", "mobile", "fax"),
    ADDRESS("postal addresses", "address", "street", "city", "postcode", "zip", "postal"),
    BIRTH("dates of birth", "birth", "dob"),
    IDENTITY("numbers of identity documents", "ssn", "passport", "national_id", "tax_id"),
    HEALTH("health data", "patient", "diagnos", "health", "medical", "blood"),
    PAY("pay and salaries", "salary", "wage", "payroll"),
    ORDER("purchases and payments", "order", "invoice", "amount", "price", "payment", "total"),
    MESSAGE("messages and notes", "message", "note", "comment", "body", "subject"),
    NAME("names", "name", "surname"),
    NUMBER("record numbers", "id", "uuid");

    private final String words;
    private final List<String> parts;

    Kind(String words, String... parts) {
      this.words = words;
      this.parts = List.of(parts);
    }

    private boolean holds(String column) {
      // Two letters stand in too many words.
      return parts.stream()
          .anyMatch(part -> part.length() > 2 ? column.contains(part) : isWord(column, part));
    }

    private static boolean isWord(String column, String part) {
      return List.of(column.split("[^a-z0-9]+")).contains(part);
    }
  }

  /** The kinds of a table. */
  static DataKinds of(Incident.Data table) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    boolean whole = false;
    long others = 0;
    for (String name : table.columns()) {
      if (name.equals("*")) {
        whole = true;
        continue;
      }
      Kind kind = of(name.toLowerCase(Locale.ROOT));
      if (kind == null) {
        others++;
      } else {
        kinds.add(kind);
      }
    }
    return new DataKinds(kinds, whole, others);
  }

  private static @org.jspecify.annotations.Nullable Kind of(String column) {
    // The first that fits: an address of e-mail is no postal one, and a card's name is no name.
    for (Kind kind : Kind.values()) {
      if (kind.holds(column)) {
        return kind;
      }
    }
    return null;
  }

  boolean has(Kind kind) {
    return kinds.contains(kind);
  }

  /** In words; "of unknown kind" where nothing was recognised. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    kinds.forEach(kind -> words.add(kind.words));
    if (others > 0) {
      words.add(Numbers.of(others, "further field", "further fields"));
    }
    return words.isEmpty() ? List.of("of unknown kind") : words;
  }
}
