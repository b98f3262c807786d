package dwell.search;

import dwell.casefile.EventFilter;
import dwell.casefile.IndexSchema;
import dwell.casefile.Manifest;
import dwell.casefile.Network;
import dwell.casefile.OpenCase;
import dwell.event.Action;
import dwell.event.Dataset;
import dwell.event.Event;
import dwell.event.EventTime;
import dwell.event.Field;
import dwell.event.Flag;
import dwell.event.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RegexpQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.automaton.RegExp;
import org.jspecify.annotations.Nullable;

/**
 * Lucene's query syntax over the keys of an event. Words without a field are looked for in the text
 * of records, in accounts, hosts, programs and addresses; words side by side must all be there. A
 * value of an address field may be a network. For one query at a time.
 */
final class EventQueryParser extends QueryParser {
  private static final String ANYWHERE = "";

  /**
   * Fields whose whole value a word without a field may be: those that repeat what a record says.
   */
  private static final List<Field> NAMED =
      Arrays.stream(Field.values())
          .filter(field -> field.kind() == Field.Kind.KEYWORD || field.kind() == Field.Kind.LIST)
          .filter(field -> !Set.of(Field.SHAPE, Field.TEMPLATE, Field.REASON).contains(field))
          .toList();

  /** Fields that a number without a field may be. */
  private static final List<Field> NUMBERED =
      List.of(Field.PID, Field.SOURCE_PORT, Field.DESTINATION_PORT);

  private static final List<Field> ADDRESSES = List.of(Field.SOURCE_IP, Field.DESTINATION_IP);

  private static final List<Field> TEXTS =
      List.of(Field.MESSAGE, Field.DB_QUERY, Field.COMMAND_LINE, Field.URL);

  private final OpenCase openCase;
  private final ShapeWords shapeWords;

  EventQueryParser(OpenCase openCase, ShapeWords shapeWords) {
    super(ANYWHERE, new StandardAnalyzer());
    this.openCase = openCase;
    this.shapeWords = shapeWords;
    setAllowLeadingWildcard(true);
    setSplitOnWhitespace(true);
    setDefaultOperator(Operator.AND);
  }

  /**
   * The query of a text; every event for an empty one.
   *
   * @throws SearchException where the text is no query, or names a field that there is none of
   */
  Query read(String text) {
    if (text.isBlank()) {
      return MatchAllDocsQuery.INSTANCE;
    }
    try {
      return super.parse(QueryText.escape(text));
    } catch (ParseException e) {
      if (e.getCause() instanceof SearchException cause) {
        throw cause;
      }
      throw new SearchException("not a query: " + firstLine(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw new SearchException("the case cannot be read: " + e.getMessage());
    }
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  @Override
  protected Query getFieldQuery(String name, String text, boolean quoted) {
    if (name.isEmpty()) {
      return anywhere(text);
    }
    return switch (name) {
      case "@timestamp" -> during(TimeArgument.parse(text), TimeArgument.parse(text));
      case "event.id" -> byId(text);
      case "event.action" -> filter(new EventFilter.Actions(known(Action.of(text), name, text)));
      case "event.outcome" -> filter(new EventFilter.Outcomes(known(Outcome.of(text), name, text)));
      case "event.dataset" -> filter(new EventFilter.Datasets(known(Dataset.of(text), name, text)));
      case "dwell.flags" ->
          filter(new EventFilter.Flagged(known(Flag.of(text), name, text).iterator().next()));
      case "log.file.path" -> artifacts(text::equals);
      case "_exists_" -> filter(new EventFilter.Has(field(text)));
      default -> field(field(name), text);
    };
  }

  @Override
  protected Query getFieldQuery(String name, String text, int slop) {
    return getFieldQuery(name, text, true);
  }

  @Override
  protected Query getPrefixQuery(String name, String prefix) {
    return getWildcardQuery(name, prefix + '*');
  }

  @Override
  protected Query getWildcardQuery(String name, String pattern) {
    if (name.equals("*") && pattern.equals("*")) {
      return MatchAllDocsQuery.INSTANCE;
    }
    Glob glob = Glob.of(pattern);
    return switch (name) {
      case "" -> wildAnywhere(pattern, glob);
      case "event.action" ->
          filter(new EventFilter.Actions(matching(Action.values(), Action::id, glob)));
      case "event.outcome" ->
          filter(new EventFilter.Outcomes(matching(Outcome.values(), Outcome::id, glob)));
      case "event.dataset" ->
          filter(new EventFilter.Datasets(matching(Dataset.values(), Dataset::id, glob)));
      case "log.file.path" -> artifacts(glob::matches);
      default -> {
        Field field = field(name);
        yield switch (field.kind()) {
          case KEYWORD, LIST -> constant(new WildcardQuery(new Term(field.key(), pattern)));
          case TEXT -> text(field, pattern, value -> glob.matches(value.toLowerCase(Locale.ROOT)));
          case ADDRESS ->
              throw new SearchException(
                  "write a network for " + name + " instead of a pattern: 192.0.2.0/24");
          case NUMBER, INSTANT ->
              throw new SearchException(name + " is a number: write a range, [1 TO 9]");
        };
      }
    };
  }

  @Override
  protected Query getRegexpQuery(String name, String pattern) {
    Field field = name.isEmpty() ? null : field(name);
    if (field == null || field.kind() != Field.Kind.KEYWORD && field.kind() != Field.Kind.LIST) {
      throw new SearchException(
          "a regular expression needs a field of short values: user.name:/adm.*/");
    }
    try {
      return constant(new RegexpQuery(new Term(field.key(), pattern)));
    } catch (IllegalArgumentException e) {
      throw new SearchException("not a regular expression: " + pattern);
    }
  }

  @Override
  protected Query getFuzzyQuery(String name, String text, float similarity) {
    throw new SearchException(
        "similar words (~) are not looked for: write a pattern, " + text + "*");
  }

  @Override
  protected Query getRangeQuery(
      String name, @Nullable String low, @Nullable String high, boolean withLow, boolean withHigh) {
    if (name.equals("@timestamp")) {
      long from = low == null ? Long.MIN_VALUE + 1 : EventTime.nanos(bound(low, withLow));
      long to = high == null ? Long.MAX_VALUE : EventTime.nanos(bound(high, !withHigh));
      return filter(new EventFilter.During(from, to));
    }
    Field field = field(name);
    return switch (field.kind()) {
      case NUMBER -> {
        long from = low == null ? Long.MIN_VALUE + 1 : number(name, low) + (withLow ? 0 : 1);
        long to = high == null ? Long.MAX_VALUE : number(name, high) - (withHigh ? 0 : 1);
        yield filter(new EventFilter.Between(field, from, to));
      }
      case INSTANT -> {
        long from = low == null ? Long.MIN_VALUE + 1 : EventTime.nanos(bound(low, withLow));
        long to = high == null ? Long.MAX_VALUE : EventTime.nanos(bound(high, !withHigh)) - 1;
        yield filter(new EventFilter.Between(field, from, to));
      }
      default -> throw new SearchException(name + " has no order: a range says nothing of it");
    };
  }

  /** The start of a time where it is included, else its end. */
  private static Instant bound(String text, boolean start) {
    TimeArgument time = TimeArgument.parse(text);
    return start ? time.start() : time.end();
  }

  private Query during(TimeArgument from, TimeArgument to) {
    return filter(new EventFilter.During(EventTime.nanos(from.start()), EventTime.nanos(to.end())));
  }

  private Query field(Field field, String text) {
    return switch (field.kind()) {
      case KEYWORD, LIST -> filter(EventFilter.is(field, text));
      case NUMBER ->
          filter(
              new EventFilter.Between(field, number(field.key(), text), number(field.key(), text)));
      case INSTANT -> {
        TimeArgument time = TimeArgument.parse(text);
        yield filter(
            new EventFilter.Between(
                field, EventTime.nanos(time.start()), EventTime.nanos(time.end()) - 1));
      }
      case ADDRESS -> {
        Network network = Network.parse(text);
        if (network == null) {
          throw new SearchException("neither an address nor a network: " + text);
        }
        yield filter(new EventFilter.Within(field, network));
      }
      case TEXT -> text(field, text, contains(text));
    };
  }

  /** A word or phrase without a field. */
  private Query anywhere(String text) {
    List<Query> ways = new ArrayList<>(named(text));
    Network network = Network.parse(text);
    if (network != null) {
      ADDRESSES.forEach(field -> ways.add(filter(new EventFilter.Within(field, network))));
    }
    if (isNumber(text)) {
      long number = number("", text);
      NUMBERED.forEach(field -> ways.add(filter(new EventFilter.Between(field, number, number))));
    }
    ways.add(inTexts(text));
    return any(ways);
  }

  private List<Query> named(String text) {
    return NAMED.stream().map(field -> filter(EventFilter.is(field, text))).toList();
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 18
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Events that have all words of the text, and where there are several, as they stand in it. */
  private Query inTexts(String text) {
    List<String> words = words(text);
    if (words.isEmpty()) {
      return new MatchNoDocsQuery();
    }
    if (words.size() == 1 && words.getFirst().equals(text.toLowerCase(Locale.ROOT))) {
      return any(List.of(filter(new EventFilter.Word(words.getFirst())), shapes(words.getFirst())));
    }
    // A part of the text may be an address, a number or a name, which are no words of the index:
    // the
    // others choose the candidates, and the text itself decides.
    BooleanQuery.Builder candidates = new BooleanQuery.Builder();
    candidates.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
    for (String part : parts(text)) {
      List<String> inPart = words(part);
      boolean plain = inPart.size() == 1 && inPart.getFirst().equals(part.toLowerCase(Locale.ROOT));
      if (plain && !isNumber(part)) {
        List<Query> ways = new ArrayList<>(named(part));
        ways.add(filter(new EventFilter.Word(inPart.getFirst())));
        ways.add(shapes(inPart.getFirst()));
        candidates.add(any(ways), Occur.FILTER);
      }
    }
    Query chosen = candidates.build();
    return any(
        TEXTS.stream()
            .map(field -> openCase.textQuery(chosen, field, '"' + text + '"', contains(text)))
            .toList());
  }

  /** The parts of a text between blanks. */
  private static List<String> parts(String text) {
    return Arrays.stream(text.split("\\s+")).filter(part -> !part.isEmpty()).toList();
  }

  /** Events of the shapes and templates that have the word in their fixed text. */
  private Query shapes(String word) {
    List<Query> ways = new ArrayList<>();
    Set<String> certain = shapeWords.with(word);
    if (!certain.isEmpty()) {
      ways.add(filter(new EventFilter.AnyOf(Field.SHAPE, certain)));
    }
    Set<String> possible = shapeWords.perhapsWith(word);
    if (!possible.isEmpty()) {
      Query candidates = filter(new EventFilter.AnyOf(Field.SHAPE, possible));
      ways.add(
          openCase.textQuery(candidates, Field.MESSAGE, word, text -> words(text).contains(word)));
    }
    ways.add(
        constant(
            new RegexpQuery(
                new Term(
                    Field.TEMPLATE.key(),
                    "(.*[^A-Za-z0-9_])?" + caseless(word) + "([^A-Za-z0-9_].*)?"),
                RegExp.NONE)));
    return any(ways);
  }

  private static String caseless(String word) {
    StringBuilder out = new StringBuilder();
    for (char c : word.toCharArray()) {
      if (c >= 'a' && c <= 'z') {
        out.append('[').append(c).append(Character.toUpperCase(c)).append(']');
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private Query wildAnywhere(String pattern, Glob glob) {
    List<Query> ways = new ArrayList<>();
    NAMED.forEach(field -> ways.add(constant(new WildcardQuery(new Term(field.key(), pattern)))));
    ways.add(
        constant(new WildcardQuery(new Term(IndexSchema.WORDS, pattern.toLowerCase(Locale.ROOT)))));
    return any(ways);
  }

  private Query text(Field field, String description, Predicate<String> test) {
    return openCase.textQuery(filter(new EventFilter.Has(field)), field, description, test);
  }

  private static Predicate<String> contains(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return value -> value.toLowerCase(Locale.ROOT).contains(wanted);
  }

  /** The words of a text as {@link dwell.event.EventBatch#words} makes them. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (c >= 128 || c == '_' || c < 128 && Character.isLetterOrDigit(c)) {
        word.append(c < 128 ? Character.toLowerCase(c) : c);
      } else if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    return words;
  }

  private Query byId(String id) {
    try {
      Event event = openCase.event(id);
      if (event == null) {
        return new MatchNoDocsQuery();
      }
      return constant(openCase.recordOf(event));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Query artifacts(Predicate<String> path) {
    Set<Integer> numbers = new HashSet<>();
    for (Manifest.Entry entry : openCase.manifest().entries()) {
      if (path.test(entry.report().path())) {
        numbers.add(entry.number());
      }
    }
    return filter(new EventFilter.InArtifacts(numbers));
  }

  private Query filter(EventFilter filter) {
    try {
      return constant(openCase.queryOfAll(filter));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Query constant(Query query) {
    return new ConstantScoreQuery(query);
  }

  private static Query any(List<Query> queries) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    queries.forEach(query -> any.add(query, Occur.SHOULD));
    return any.build();
  }

  private static <E> Set<E> known(@Nullable E value, String name, String text) {
    if (value == null) {
      throw new SearchException("no " + name + " is called " + text);
    }
    return Set.of(value);
  }

  private static <E> Set<E> matching(E[] values, Function<E, String> id, Glob glob) {
    Set<E> matching = new HashSet<>();
    for (E value : values) {
      if (glob.matches(id.apply(value))) {
        matching.add(value);
      }
    }
    return matching;
  }

  private static Field field(String name) {
    Field field = Field.of(name);
    if (field == null) {
      String near =
          Arrays.stream(Field.values())
              .map(Field::key)
              .filter(key -> key.endsWith('.' + name) || key.startsWith(name + '.'))
              .findFirst()
              .map(key -> "; did you mean " + key + "?")
              .orElse("");
      throw new SearchException("no field is called " + name + near);
    }
    return field;
  }

  private static long number(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new SearchException(name + " is a number, which " + text + " is not");
    }
  }
}
