package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A virtual machine of its own, with the class path of this one. */
final class JavaProcess {
  private JavaProcess() {}

  static Process start(Class<?> main, Path argument, String... more) throws IOException {
    List<String> command = new ArrayList<>(command(System.getProperty("java.class.path"), main));
    command.add(argument.toString());
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  static List<String> command(String classPath, Class<?> main) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath, main.getName());
  }
}
