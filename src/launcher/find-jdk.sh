# shellcheck shell=sh
# Sourced by ./pgreview and ./verify: sets JAVA_HOME to a JDK 25 or later, or ends with one sentence.
# The default java of a machine is often older, so the usual installation folders are searched too.

jdk_major() {
  # "openjdk 25.0.1 2025-10-21" -> 25, from the release file: starting java to ask costs 50 ms.
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] &&
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

is_jdk_25() {
  major=$(jdk_major "$1") && [ -n "$major" ] && [ "$major" -ge 25 ]
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && is_jdk_25 "$JAVA_HOME"; then
    return 0
  fi
  on_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$on_path" ]; then
    on_path=$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")
    on_path=${on_path%/bin/javac}
  fi
  for candidate in "$on_path" /usr/lib/jvm/* /opt/* /usr/local/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* \
    "${HOME:-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "pgreview needs a JDK 25: none was found in JAVA_HOME, on PATH or in the usual folders (/usr/lib/jvm, /opt, ~/.sdkman)." >&2
  exit 2
}
