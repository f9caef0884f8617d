package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.SqlComment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StatementSplitterProperties {
  private static final Pattern GOES_ON = Pattern.compile("'\\s*[\\r\\n]\\s*'");

  private static final Pattern COMMENT_IN_STRING =
      Pattern.compile("'\\s*(?:--[^\\r\\n]*[\\r\\n]\\s*)+'");

  /** Pieces that open, close or only look like something. */
  private static final String[] PIECES = {
    "'",
    "''",
    "\"",
    "\"\"",
    "$$",
    "$a$",
    "$",
    "$1",
    "E'",
    "e'\\'",
    "U&'",
    "\\",
    "\\'",
    "--",
    "-- c\n",
    "/*",
    "*/",
    "/* c */",
    ";",
    "(",
    ")",
    ",",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "a",
    "E",
    "$b",
    "1",
    "ü",
    "😀",
    "\u00a0",
    "\uFEFF",
    "\0",
    "BEGIN",
    " ATOMIC ",
    "CASE ",
    " END",
    "CREATE ",
    "FUNCTION ",
    "RULE ",
    "OR REPLACE ",
    "COPY t FROM stdin",
    "\\.",
    "\n\\.\n",
    "\\copy x from stdin",
    "\\gset",
    "AS ",
    ".",
    "SELECT 1",
    "DO ",
    "+",
    "-",
    "*",
    "/",
    "@-"
  };

  @Property(tries = 3000)
  void everyCharacterIsInAnItemACommentOrAGap(@ForAll("scripts") String script) {
    SplitScript split = StatementSplitter.split(script);

    List<TextRange> covered = new ArrayList<>();
    split.items().forEach(item -> covered.add(item.range()));
    split.looseComments().forEach(comment -> covered.add(comment.range()));
    split
        .statements()
        .forEach(s -> s.leadingComments().forEach(comment -> covered.add(comment.range())));
    covered.sort(Comparator.comparingInt(TextRange::start));
    int end = 0;
    for (TextRange range : covered) {
      assertThat(range.start()).isGreaterThanOrEqualTo(end);
      assertIsGap(script, end, range.start());
      end = range.end();
    }
    assertIsGap(script, end, script.length());
  }

  @Property(tries = 1000)
  void itemsKeepTheirOrderAndInnerCommentsAreInside(@ForAll("scripts") String script) {
    SplitScript split = StatementSplitter.split(script);

    assertThat(split.items())
        .isSortedAccordingTo(Comparator.comparingInt(item -> item.range().start()));
    for (ScriptItem.Statement statement : split.statements()) {
      for (SqlComment comment : statement.innerComments()) {
        assertThat(comment.range().start()).isGreaterThan(statement.range().start());
        assertThat(comment.range().end()).isLessThan(statement.range().end());
      }
    }
  }

  @Property(tries = 300)
  void agreesWithPostgresOnValidScripts(@ForAll("validScripts") String script) throws Exception {
    List<TextRange> expected =
        PgQueryPool.shared()
            .run(
                parser -> {
                  ParseTree tree = parser.parse(script);
                  List<TextRange> ranges = new ArrayList<>();
                  for (ParseNode raw : tree.root().path("stmts")) {
                    ranges.add(range(script, tree, raw));
                  }
                  return ranges;
                });

    assertThat(StatementSplitter.split(script).statements())
        .extracting(ScriptItem.Statement::range)
        .containsExactlyElementsOf(expected);
  }

  @Property(tries = 1000)
  void theLexerEndsQuotesAndCommentsWherePostgresDoes(@ForAll("scripts") String script) {
    // PostgreSQL takes comments between the parts of a string; libpg_query, which makes tokens of
    // comments, ends the string there.
    Assume.that(!COMMENT_IN_STRING.matcher(script).find());
    List<Token> tokens;
    try {
      tokens = PgQueryPool.shared().run(parser -> parser.scan(script));
    } catch (SqlSyntaxException notToBeScanned) {
      return;
    }
    List<TextRange> comments = new ArrayList<>();
    List<Integer> quoteEnds = new ArrayList<>();
    SqlLexer lexer = new SqlLexer(script);
    while (lexer.next() != SqlLexer.Kind.END) {
      if (lexer.kind() == SqlLexer.Kind.COMMENT) {
        comments.add(new TextRange(lexer.start(), lexer.end()));
      } else if (lexer.kind() == SqlLexer.Kind.QUOTED) {
        quoteEnds.add(lexer.end());
      }
    }
    // Strings on lines that follow each other are several to the lexer, and one token to
    // PostgreSQL.
    quoteEnds.removeIf(end -> GOES_ON.matcher(script).region(end - 1, script.length()).lookingAt());

    assertThat(tokens)
        .filteredOn(Token::isComment)
        .extracting(t -> new TextRange(t.start(), t.end()))
        .isEqualTo(comments);
    assertThat(tokens).extracting(Token::end).containsAll(quoteEnds);
  }

  @Provide
  Arbitrary<String> scripts() {
    return Arbitraries.of(PIECES).list().ofMaxSize(25).map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> validScripts() {
    Arbitrary<String> separators =
        Arbitraries.of(
            ";",
            " ;\n",
            ";\r\n-- ü;'\n",
            "; /* /* ; */ $$ */",
            ";;\n\t;",
            "-- end\n;",
            "/* ' */;\f");
    Arbitrary<String> parts =
        Combinators.combine(Arbitraries.of(SampleStatements.ALL), separators)
            .as((statement, gap) -> statement + gap);
    return parts.list().ofMinSize(1).ofMaxSize(12).map(list -> String.join("", list));
  }

  /**
   * PostgreSQL's length of a statement goes to the semicolon, and so may take a comment before it.
   */
  private static TextRange range(String script, ParseTree tree, ParseNode raw) {
    int location = raw.path("stmt_location").asInt();
    int length = raw.path("stmt_len").asInt();
    int start = tree.offset(location);
    int limit = length == 0 ? script.length() : tree.offset(location + length);
    SqlLexer lexer = new SqlLexer(script, start);
    int end = start;
    while (lexer.next() != SqlLexer.Kind.END && lexer.end() <= limit) {
      end = lexer.kind() == SqlLexer.Kind.COMMENT ? end : lexer.end();
    }
    return new TextRange(start, end);
  }

  private static void assertIsGap(String script, int from, int to) {
    String gap = script.substring(from, to);
    String blank = from == 0 && gap.startsWith("\uFEFF") ? gap.substring(1) : gap;
    assertThat(blank).matches("[ \\t\\n\\u000b\\f\\r;]*");
  }
}
