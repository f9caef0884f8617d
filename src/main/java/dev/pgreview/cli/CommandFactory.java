package dev.pgreview.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands: with a constructor that takes a {@link Terminal} and the root, or with none. */
record CommandFactory(Terminal terminal, PgReview root) implements IFactory {
  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      Class<?>[] wanted = constructor.getParameterTypes();
      if (wanted.length == 1 && wanted[0] == Terminal.class) {
        return type.cast(constructor.newInstance(terminal));
      }
      if (wanted.length == 2 && wanted[0] == Terminal.class && wanted[1] == PgReview.class) {
        return type.cast(constructor.newInstance(terminal, root));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
