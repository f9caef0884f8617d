package dev.pgreview.dryrun;

import java.util.List;
import java.util.Optional;

/** ALTER … OWNER TO a role, and nothing else. */
record OwnerStatement(String newOwner) {
  static Optional<OwnerStatement> of(String sql) {
    return SqlWords.of(sql).flatMap(OwnerStatement::read);
  }

  private static Optional<OwnerStatement> read(List<SqlWords.Word> words) {
    int end = words.size();
    boolean fits =
        end >= 6
            && words.getFirst().is("alter")
            && words.get(end - 3).is("owner")
            && words.get(end - 2).is("to")
            && words.getLast().isName();
    return fits ? Optional.of(new OwnerStatement(words.getLast().text())) : Optional.empty();
  }
}
