package dev.pgreview.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandParserTest {
  private final CommandParser parser =
      new CommandParser(List.of("drop-column", "add-fk-validating"));

  @Test
  void readsEachCommand() {
    assertThat(parser.parse("/pgreview review")).containsExactly(new Command.Review());
    assertThat(parser.parse("  /pgreview   plan  ")).containsExactly(new Command.Plan());
    assertThat(parser.parse("/pgreview")).containsExactly(new Command.Help());
    assertThat(parser.parse("/pgreview help me")).containsExactly(new Command.Help());
    assertThat(parser.parse("/pgreview explain"))
        .containsExactly(new Command.Explain(Optional.empty()));
    assertThat(parser.parse("/pgreview explain `drop-column`"))
        .containsExactly(new Command.Explain(Optional.of(new Command.RuleSubject("drop-column"))));
    assertThat(parser.parse("/pgreview explain db/migration/V2__a b.sql:12"))
        .containsExactly(
            new Command.Explain(
                Optional.of(new Command.LineSubject("db/migration/V2__a b.sql", 12))));
    assertThat(parser.parse("/pgreview accept drop-column nobody reads it since 2024"))
        .containsExactly(new Command.Accept("drop-column", "nobody reads it since 2024"));
  }

  @Test
  void readsCommandsAmongText() {
    assertThat(parser.parse("Thanks!\n\n/pgreview review\nand then\n/pgreview plan\r\n"))
        .containsExactly(new Command.Review(), new Command.Plan());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "> /pgreview review",
        "> quoted\n/pgreview review",
        "```\n/pgreview review\n```",
        "~~~ sh\n/pgreview review",
        "    /pgreview review",
        "`/pgreview review`",
        "`a\n/pgreview review`",
        "<!-- /pgreview review -->",
        "<!--\n/pgreview review\n-->",
        "text <!--\n/pgreview review\n--> text",
        "<pre>\n/pgreview review\n</pre>",
        "- /pgreview review",
        "1. /pgreview review",
        "# /pgreview review",
        "see /pgreview review",
        "/pgreviews review",
        "/pgreview-review",
        "\\/pgreview review",
        "/PGREVIEW review",
        ""
      })
  void isNotTriggeredBy(String comment) {
    assertThat(parser.parse(comment)).isEmpty();
  }

  @Test
  void saysWhatWasMeant() {
    assertThat(parser.parse("/pgreview reveiw"))
        .containsExactly(
            new Command.Mistake(
                "There is no command `reveiw`. Did you mean `/pgreview review`? `/pgreview help`"
                    + " lists them."));
    assertThat(parser.parse("/pgreview accept drop-colum because").getFirst())
        .asString()
        .contains("Did you mean `drop-column`?");
    assertThat(parser.parse("/pgreview accept drop-column").getFirst()).asString().contains("why");
    assertThat(parser.parse("/pgreview accept").getFirst()).isInstanceOf(Command.Mistake.class);
    assertThat(parser.parse("/pgreview review now").getFirst()).isInstanceOf(Command.Mistake.class);
  }

  @Test
  void repeatsNothingThatCouldActInAComment() {
    assertThat(parser.parse("/pgreview x`@org/team`<img> [a](http://b)").getFirst())
        .isEqualTo(
            new Command.Mistake(
                "There is no command `x@org/team<img>`. `/pgreview help` lists them."));
  }

  @Test
  void readsOnlyTheFirstFew() {
    assertThat(parser.parse("/pgreview review\n".repeat(100))).hasSize(5);
  }

  @Property(tries = 500)
  void neverThrows(@ForAll String text) {
    assertThat(parser.parse("/pgreview " + text)).isNotNull();
    assertThat(parser.parse(text + "\n/pgreview explain " + text)).isNotNull();
  }
}
