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

  private static final String TOO_DEEP = "the statement is nested too deeply";

  private final TreeReader trees = new TreeReader();
  private @Nullable PgQueryInstance instance;

  /**
   * Parses one or more statements.
   *
   * @throws SqlSyntaxException if PostgreSQL's grammar rejects any of them; if there is no
   *     statement
   */
  ParseTree parse(String sql) throws SqlSyntaxException {
    byte[] utf8 = encode(sql);
    ParseNode root = tree(ask(sql, utf8, PgQueryInstance::parse));
    if (root.path("stmts").isEmpty()) {
      throw new SqlSyntaxException("there is no statement", 0);
    }
    return new ParseTree(root, Utf8Offsets.of(sql, utf8.length));
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

  private byte[] ask(String sql, byte[] utf8, BiFunction<PgQueryInstance, byte[], Answer> question)
      throws SqlSyntaxException {
    PgQueryInstance asked = instance == null ? new PgQueryInstance() : instance;
    // Only an instance that came back in good order is kept.
    instance = null;
    Answer answer;
    try {
      answer = question.apply(asked, utf8);
    } catch (ParserFailure failure) {
      throw new SqlSyntaxException(describe(failure), -1);
    }
    if (asked.memoryBytes() <= KEPT_BYTES) {
      instance = asked;
    }
    return switch (answer) {
      case Answer.Json(byte[] bytes) -> bytes;
      case Answer.Rejected(String message, int position) ->
          throw new SqlSyntaxException(message, utf16Position(sql, position));
    };
  }

  private static String describe(ParserFailure failure) {
    boolean stackOverflow = false;
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      stackOverflow |= cause instanceof StackOverflowError;
    }
    return stackOverflow
        ? TOO_DEEP
        : "the parser gave up on this statement: " + failure.getMessage();
  }

  private ParseNode tree(byte[] json) throws SqlSyntaxException {
    try {
      return trees.read(json);
    } catch (StreamConstraintsException e) {
      throw new SqlSyntaxException(TOO_DEEP, -1);
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
