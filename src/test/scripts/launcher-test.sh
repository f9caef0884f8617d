#!/bin/sh
# Tests ./pgreview and ./verify with a checkout, a JDK and a Maven made of shell scripts: what they do is what is asked here.
# Usage: launcher-test.sh CHECKOUT. Prints a line for each test; exit code 1 when one fails.
set -u
source=$1
work=$(mktemp -d)
trap 'chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
failed=0

check() { # NAME EXPECTED ACTUAL
  if [ "$2" = "$3" ]; then
    echo "ok   $1"
  else
    echo "FAIL $1: expected [$2], got [$3]"
    failed=1
  fi
}
has() { # NAME PART TEXT
  case $3 in *"$2"*) echo "ok   $1" ;; *) echo "FAIL $1: [$2] is not in [$3]"; failed=1 ;; esac
}

jdk() { # FOLDER MAJOR
  mkdir -p "$1/bin"
  printf 'JAVA_VERSION="%s.0.1"\n' "$2" >"$1/release"
  printf '#!/bin/sh\n' >"$1/bin/javac"
  cat >"$1/bin/java" <<'STUB'
#!/bin/sh
jar=0
for one in "$@"; do
  case $one in
    -XX:AOTCacheOutput=*) echo cache >"${one#*=}"; exit 0 ;;
  esac
  [ "$jar" = 2 ] && printf '<%s>' "$one"
  [ "$jar" = 1 ] && jar=2
  [ "$one" = -jar ] && jar=1
done
echo " LC_ALL=${LC_ALL:-}"
exit "${STUB_EXIT:-0}"
STUB
  chmod +x "$1/bin/java" "$1/bin/javac"
}

checkout() { # FOLDER
  mkdir -p "$1/src/launcher" "$1/src/main" "$1/src/build"
  cp "$source/pgreview" "$source/verify" "$1/"
  cp "$source/src/launcher/find-jdk.sh" "$1/src/launcher/"
  echo one >"$1/pom.xml"
  echo one >"$1/src/main/A.java"
}

tools=$work/tools
mkdir -p "$tools"
for tool in sh env cat cp rm mv mkdir rmdir touch find head grep sed dirname readlink flock sleep printf tput mktemp chmod ln; do
  path=$(command -v "$tool" 2>/dev/null) && [ -x "$path" ] && ln -s "$path" "$tools/$tool"
done
cat >"$tools/mvn" <<'STUB'
#!/bin/sh
echo "mvn $PWD $JAVA_HOME $*" >>"$MVN_LOG"
case " $* " in *" verify "*) printf '<%s>' "$@"; exit "${STUB_EXIT:-0}" ;; esac
mkdir -p target
echo half >target/pgreview.jar
[ -n "${MVN_SLOW:-}" ] && sleep "$MVN_SLOW"
[ -n "${MVN_FAIL:-}" ] && { echo "[ERROR] it is broken"; exit 1; }
echo whole >target/pgreview.jar
STUB
printf '#!/bin/sh\n' >"$tools/npm"
chmod +x "$tools/mvn" "$tools/npm"
MVN_LOG=$work/mvn.log
export MVN_LOG
builds() { if [ -f "$MVN_LOG" ]; then grep -c . "$MVN_LOG"; else echo 0; fi; }
again() { rm -f "$MVN_LOG"; }

jdk "$work/jdk25" 25
jdk "$work/jdk17" 17
# No other JDK of this machine may be found: the folders that are searched are replaced.
PATH=$tools
HOME=$work/home
LC_ALL=C.UTF-8
export PATH HOME LC_ALL
JAVA_HOME=$work/jdk25
export JAVA_HOME

home="$work/a b/prüfung's \$x"
checkout "$home"
jdk "$work/usual/jdk-25" 25
isolate() { # points the usual folders to one of ours
  sed -i "s#/usr/lib/jvm/\* /opt/\* /usr/local/lib/jvm/\*#$1/*#; s#/Library/Java/JavaVirtualMachines/\*/Contents/Home#$1/none#" "$home/src/launcher/find-jdk.sh"
}
isolate "$work/usual"

again
out=$("$home/pgreview" one 'two words' '*' '' "quo'te" 2>"$work/err")
check "arguments are passed on intact" "<one><two words><*><><quo'te> LC_ALL=C.UTF-8" "$out"
check "the first start builds once" 1 "$(builds)"
check "the second start builds nothing" 1 "$("$home/pgreview" x >/dev/null 2>&1; builds)"

for code in 0 1 2 7; do
  STUB_EXIT=$code "$home/pgreview" x >/dev/null 2>&1
  check "exit code $code is passed on" "$code" "$?"
done

mkdir -p "$work/bin dir"
ln -s "$home/pgreview" "$work/bin dir/direct"
ln -s "direct" "$work/bin dir/relative"
check "through links, from another folder" "<x> LC_ALL=C.UTF-8" "$(cd / && "$work/bin dir/relative" x 2>&1)"
check "with CDPATH" "<x> LC_ALL=C.UTF-8" "$(cd "$home/.." && CDPATH=/tmp "./${home##*/}/pgreview" x 2>&1)"

check "JAVA_HOME of 17: the JDK 25 is found" "<x> LC_ALL=C.UTF-8" "$(JAVA_HOME=$work/jdk17 "$home/pgreview" x 2>&1)"
check "JAVA_HOME that is wrong" "<x> LC_ALL=C.UTF-8" "$(JAVA_HOME=/no/such/folder "$home/pgreview" x 2>&1)"
check "no JAVA_HOME and no HOME" "<x> LC_ALL=C.UTF-8" "$(unset JAVA_HOME HOME; "$home/pgreview" x 2>&1)"
isolate_none=$(sed "s#$work/usual/\*#$work/empty/*#" "$home/src/launcher/find-jdk.sh")
cp "$home/src/launcher/find-jdk.sh" "$work/find-jdk.kept"
printf '%s\n' "$isolate_none" >"$home/src/launcher/find-jdk.sh"
out=$(JAVA_HOME=$work/jdk17 "$home/pgreview" x 2>&1)
check "no JDK 25: exit code" 2 "$?"
has "no JDK 25: one sentence" "pgreview needs a JDK 25" "$out"
check "no JDK 25: one line" 1 "$(printf '%s\n' "$out" | grep -c .)"
cp "$work/find-jdk.kept" "$home/src/launcher/find-jdk.sh"

check "LC_ALL=C becomes UTF-8" "<x> LC_ALL=C.UTF-8" "$(LC_ALL=C "$home/pgreview" x 2>&1)"
check "another UTF-8 stays" "<x> LC_ALL=de_DE.utf8" "$(LC_ALL=de_DE.utf8 "$home/pgreview" x 2>&1)"

again
sleep 1
echo two >"$home/src/main/A.java"
"$home/pgreview" x >/dev/null 2>&1
check "changed sources are built" 1 "$(builds)"
sleep 1
rm "$home/src/main/A.java"
"$home/pgreview" x >/dev/null 2>&1
check "removed sources are built" 2 "$(builds)"

again
rm -rf "$home/target"
MVN_SLOW=1 "$home/pgreview" first >"$work/1" 2>&1 &
one=$!
MVN_SLOW=1 "$home/pgreview" second >"$work/2" 2>&1 &
wait "$one" "$!"
check "two first starts at once build once" 1 "$(builds)"
has "the first of them runs" "<first>" "$(cat "$work/1")"
has "the second of them runs" "<second>" "$(cat "$work/2")"

# The stamp is there and the jar is not: a build that is broken off must not leave half a jar that passes.
again
rm "$home/target/pgreview.jar"
MVN_SLOW=30 "$home/pgreview" x >/dev/null 2>&1 &
pid=$!
tries=0
while [ ! -f "$home/target/pgreview.jar" ] && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
kill -9 "$pid"
wait "$pid" 2>/dev/null
check "the jar is half done" half "$(cat "$home/target/pgreview.jar")"
again
rm -f "$home/target.lock" # its holder, the slow Maven, was not killed with the launcher
"$home/pgreview" x >/dev/null 2>&1
check "a build that was broken off is done again" "1 whole" "$(builds) $(cat "$home/target/pgreview.jar")"

again
rm -rf "$home/target"
out=$(MVN_FAIL=1 "$home/pgreview" x 2>&1)
check "a failed build: exit code" 2 "$?"
has "a failed build: why" "[ERROR] it is broken" "$out"
has "a failed build: where the rest is" "target/build.log" "$out"
"$home/pgreview" x >/dev/null 2>&1
check "a failed build is tried again" 2 "$(builds)"

for tool in mvn npm; do
  rm -rf "$home/target"
  mv "$tools/$tool" "$work/$tool.away"
  out=$("$home/pgreview" x 2>&1)
  check "without $tool: exit code" 2 "$?"
  has "without $tool: one sentence" "pgreview needs $tool to build itself the first time" "$out"
  out=$("$home/verify" 2>&1)
  check "verify without $tool: exit code" 2 "$?"
  has "verify without $tool: one sentence" "pgreview needs $tool to build" "$out"
  mv "$work/$tool.away" "$tools/$tool"
done

"$home/pgreview" x >/dev/null 2>&1
rm -rf "$home/target/pgreview.aot" && mkdir "$home/target/pgreview.aot.lock"
touch -d '1 hour ago' "$home/target/pgreview.aot.lock"
"$home/pgreview" x >/dev/null 2>&1
check "the lock of a killed training run goes" "cache" "$(cat "$home/target/pgreview.aot" 2>/dev/null)"

again
out=$(cd / && "$work/bin dir/relative" x 2>&1)
check "nothing is built in between" "0" "$(builds)"
ln -s "$home/verify" "$work/verify-link"
check "verify through a link passes arguments on" "<--batch-mode><--no-transfer-progress><verify><-Dtest=A B>" "$(cd / && "$work/verify-link" '-Dtest=A B' 2>&1)"

if [ "$(id -u 2>/dev/null || /usr/bin/id -u)" != 0 ]; then
  chmod -R a-w "$home"
  check "a read-only checkout runs" "<x> LC_ALL=C.UTF-8" "$("$home/pgreview" x 2>&1)"
  chmod u+w "$home/target" "$home/target/built.stamp" && rm -f "$home/target/built.stamp" && chmod a-w "$home/target"
  out=$("$home/pgreview" x 2>&1)
  check "a read-only checkout that has to be built: exit code" 2 "$?"
  has "a read-only checkout that has to be built: one sentence" "cannot write to $home" "$out"
else
  echo "skip a read-only checkout: root writes everywhere"
fi
exit $failed
