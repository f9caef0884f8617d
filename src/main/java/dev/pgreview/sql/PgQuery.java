package dev.pgreview.sql;

import dev.pgreview.sql.PgQueryInstance.Answer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * PostgreSQL 18's own parser (libpg_query). For one thread at a time, which must have a large
 * stack: get one from {@link PgQueryPool}.
 *
 * <p>Whatever a text does to the parser, the next text finds it in order: an instance that trapped
 * or has grown is replaced.
 */
final class PgQuery {
  /**
   * An instance that holds more than this after a statement is given back to the garbage collector.
   */
  private static final long KEPT_BYTES = 32L << 20;

  /** A text above this may make a tree that is worth to have to oneself. */
  private static final int LARGE_BYTES = 64 << 10;

  /** The trees of two large statements at once would be twice the memory. */
  private static final Semaphore ONE_LARGE = new Semaphore(1);

  private static final String TOO_DEEP = "the statement is nested too deeply to be analysed";
  private static final String TOO_LARGE = "the statement is too large to be analysed";
  private static final String TOO_LONG = "the statement takes too long to parse";

  private final TreeReader trees = new TreeReader();
  private @Nullable PgQueryInstance instance;

  /** The instance that is at work. */
  private volatile @Nullable PgQueryInstance asked;

  private final AtomicLong questions = new AtomicLong();

  /**
   * Parses one or more statements. Of a large one the tree may lack what only repeats: see {@link
   * StatementCondenser}.
   *
   * @throws SqlSyntaxException if PostgreSQL's grammar rejects any of them; if there is no
   *     statement; if the tree would be larger or deeper than what is read
   */
  ParseTree parse(String sql) throws SqlSyntaxException {
    CondensedSql condensed = StatementCondenser.condense(sql);
    if (!condensed.isWhole()) {
      try {
        return parse(condensed);
      } catch (SqlSyntaxException told) {
        // Told again with the words and the place in the whole text.
      }
    }
    return parse(CondensedSql.whole(sql));
  }

  /** Parses what is left of a statement. */
  ParseTree parse(CondensedSql sql) throws SqlSyntaxException {
    byte[] utf8 = encode(sql.text());
    boolean large = utf8.length > LARGE_BYTES;
    if (large) {
      ONE_LARGE.acquireUninterruptibly();
    }
    try {
      ParseNode root = tree(ask(sql.text(), utf8, PgQueryInstance::parse));
      if (root.path("stmts").isEmpty()) {
        throw new SqlSyntaxException("there is no statement", 0);
      }
      return new ParseTree(root, Utf8Offsets.of(sql.text(), utf8.length), sql);
    } finally {
      if (large) {
        ONE_LARGE.release();
      }
    }
  }

  /**
   * The tokens of a text, comments included.
   *
   * @throws SqlSyntaxException if a string, identifier or comment is not closed, or an escape is
   *     wrong
   */
  List<Token> scan(String sql) throws SqlSyntaxException {
    byte[] utf8 = encode(sql);
    Utf8Offsets offsets = Utf8Offsets.of(sql, utf8.length);
    List<Token> tokens = new ArrayList<>();
    for (ParseNode token : tree(ask(sql, utf8, PgQueryInstance::scan)).path("tokens")) {
      Token.Keyword keyword = Token.Keyword.of(token.path("keywordKind").asInt());
      String kind =
          keyword == Token.Keyword.NONE
              ? Nodes.text(token, "tokenName")
              : Nodes.text(token, "text").toUpperCase(Locale.ROOT);
      int start = offsets.toUtf16(token.path("start").asInt());
      tokens.add(new Token(kind, keyword, start, offsets.toUtf16(token.path("end").asInt())));
    }
    return tokens;
  }

  /**
   * Parses the body of a PL/pgSQL function, procedure or DO block.
   *
   * @param statement the whole CREATE FUNCTION, CREATE PROCEDURE or DO statement
   * @return {@code {"plpgsql_funcs": [{"PLpgSQL_function": …}]}}
   * @throws SqlSyntaxException if the statement or the body is rejected
   */
  ParseNode parsePlpgsql(String statement) throws SqlSyntaxException {
    return tree(ask(statement, encode(statement), PgQueryInstance::parsePlpgsql));
  }

  /** Bytes of WebAssembly memory held at the moment. */
  long memoryBytes() {
    return instance == null ? 0 : instance.memoryBytes();
  }

  /**
   * Ends a question that takes too long: it fails, and the next one gets another instance. Called
   * from another thread.
   */
  void stop() {
    PgQueryInstance running = asked;
    if (running != null) {
      running.stop();
    }
  }

  /** Changes with each question; 0 while there is none. Read from another thread. */
  long question() {
    return asked == null ? 0 : questions.get();
  }

  private byte[] ask(String sql, byte[] utf8, BiFunction<PgQueryInstance, byte[], Answer> question)
      throws SqlSyntaxException {
    PgQueryInstance mine = instance == null ? new PgQueryInstance() : instance;
    // Only an instance that came back in good order is kept.
    instance = null;
    questions.incrementAndGet();
    asked = mine;
    Answer answer;
    try {
      answer = question.apply(mine, utf8);
    } catch (ParserFailure failure) {
      throw SqlSyntaxException.unreadable(describe(failure, mine));
    } catch (RuntimeException failure) {
      // Stopped between two calls: while the text was written or the answer read.
      if (!mine.isStopped()) {
        throw failure;
      }
      throw SqlSyntaxException.unreadable(TOO_LONG);
    } finally {
      asked = null;
    }
    if (mine.memoryBytes() <= KEPT_BYTES && !mine.isStopped()) {
      instance = mine;
    }
    return switch (answer) {
      case Answer.Json(byte[] bytes) -> bytes;
      case Answer.TooLarge() -> throw SqlSyntaxException.unreadable(TOO_LARGE);
      case Answer.Rejected(String message, int position) ->
          throw new SqlSyntaxException(message, utf16Position(sql, position));
    };
  }

  private static String describe(ParserFailure failure, PgQueryInstance instance) {
    if (instance.isStopped()) {
      return TOO_LONG;
    }
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      switch (cause) {
        case StackOverflowError _ -> {
          return TOO_DEEP;
        }
        case PagedMemory.Exhausted _ -> {
          return TOO_LARGE;
        }
        default -> {}
      }
    }
    return "the parser gave up on this statement: " + failure.getMessage();
  }

  private ParseNode tree(byte[] json) throws SqlSyntaxException {
    try {
      return trees.read(json);
    } catch (StreamConstraintsException e) {
      throw SqlSyntaxException.unreadable(TOO_DEEP);
    }
  }

  /**
   * @param position counted in characters from 1; 0 or less is unknown
   */
  private static int utf16Position(String sql, int position) {
    if (position <= 0) {
      return -1;
    }
    int characters = Math.min(position - 1, sql.codePointCount(0, sql.length()));
    return sql.offsetByCodePoints(0, characters);
  }

  private static byte[] encode(String sql) throws SqlSyntaxException {
    int nul = sql.indexOf('\0');
    if (nul >= 0) {
      throw new SqlSyntaxException("PostgreSQL accepts no NUL character (U+0000) in SQL", nul);
    }
    if (sql.isBlank()) {
      throw new SqlSyntaxException("there is no statement", 0);
    }
    CharBuffer characters = CharBuffer.wrap(sql);
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(characters);
      return Arrays.copyOfRange(
          bytes.array(), bytes.arrayOffset(), bytes.arrayOffset() + bytes.limit());
    } catch (CharacterCodingException e) {
      throw new SqlSyntaxException(
          "the text is no valid Unicode: half of a surrogate pair", characters.position());
    }
  }
}
