#!/usr/bin/env bash
# Figures of the service as a process of its own, on the double of GitHub and a PostgreSQL store.
# usage: src/test/scripts/service-figures.sh latency [PULL_REQUESTS]     webhook to lint, and to the conclusion; default 50
#        src/test/scripts/service-figures.sh load [WEBHOOKS]             sent by a second process; default 5000
# PGREVIEW_DRY_RUN counts; default embedded. Wants `./pgreview` built, and the tests compiled (`mvn test-compile`).
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
cd "$root"
. src/launcher/find-jdk.sh
find_jdk
case ${1:-} in
  latency) count=${2:-50} ;;
  load) count=${2:-5000} ;;
  *) sed -n '3,4p' "$0" >&2; exit 2 ;;
esac
./pgreview --version >/dev/null
[ -d target/test-classes ] || { echo "compile the tests first: mvn test-compile" >&2; exit 2; }
classpath=target/service-figures.classpath
mvn -q --batch-mode --no-transfer-progress dependency:build-classpath -Dmdep.outputFile="$classpath" >/dev/null
exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Xmx1500m -Xss4m \
  -cp "target/test-classes:target/classes:$(cat "$classpath")" \
  dev.pgreview.server.ServiceMeasurement "$1" "$count"
