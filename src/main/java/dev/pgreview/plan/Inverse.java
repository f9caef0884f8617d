package dev.pgreview.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * How a statement is taken back, gathered while it is worked out. Mutable, for one thread.
 *
 * <p>Statements go in the order in which they have to run; what nobody but the author knows is a
 * question.
 */
final class Inverse {
  private final List<String> sql = new ArrayList<>();
  private final List<String> questions = new ArrayList<>();

  void run(String statement) {
    sql.add(statement);
  }

  void ask(String question) {
    questions.add(question);
  }

  List<String> sql() {
    return sql;
  }

  List<String> questions() {
    return questions;
  }
}
