#!/usr/bin/env bash
# Makes the image pgreview/jdk:25 of this machine's JDK 25 and tools: the Dockerfile's base where no registry can be reached.
#
# usage: src/docker/jdk-image.sh
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin # ldconfig
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=src/launcher/find-jdk.sh
. "$here/../launcher/find-jdk.sh"
find_jdk
command -v docker >/dev/null || {
  echo "jdk-image: the command docker is missing" >&2
  exit 2
}

root=$(mktemp -d "${TMPDIR:-/tmp}/jdk-image.XXXXXX")
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"
mkdir -p "$root"/{bin,etc,tmp,opt,usr/bin,usr/lib/locale}
chmod 1777 "$root/tmp"
cp -R "$(readlink -f "$JAVA_HOME")" "$root/opt/jdk"
rm -rf "$root"/opt/jdk/{jmods,demo,man,include,lib/src.zip}
for tool in bash sh env cat chown cp kill ls mkdir mktemp rm seq sleep tar uname; do
  cp -L "$(type -P "$tool")" "$root/bin/$tool"
done
ln -s ../../bin/env "$root/usr/bin/env"
# Certificates that the JDK's own store links to, as some distributions do.
[ ! -d /etc/ssl/certs/java ] || { mkdir -p "$root/etc/ssl/certs" && cp -RL /etc/ssl/certs/java "$root/etc/ssl/certs/"; }

find "$root/bin" "$root/opt/jdk" \( -path '*/bin/*' -o -name '*.so*' \) -type f -exec ldd {} + 2>/dev/null |
  awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\/.*ld-linux/ { print $1 }' |
  grep -v -e '/opt/jdk/' -e '/jvm/' | sort -u |
  while read -r library; do
    [ -e "$root$library" ] || install -D "$(readlink -f "$library")" "$root$library"
  done
# What PostgreSQL's programs need besides, for embedded dry runs.
for library in libstdc++.so.6 libgcc_s.so.1 libm.so.6 librt.so.1 libpthread.so.0 libdl.so.2; do
  found=$(ldconfig -p | awk -v name="$library" '$1 == name { print $NF; exit }')
  [ -z "$found" ] || [ -e "$root$found" ] || install -D "$(readlink -f "$found")" "$root$found"
done
[ ! -d /usr/lib/locale/C.utf8 ] || cp -R /usr/lib/locale/C.utf8 "$root/usr/lib/locale/"
printf 'root:x:0:0:root:/:/bin/sh\n' >"$root/etc/passwd"
printf 'root:x:0:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"

tar -C "$root" --owner=0 --group=0 --numeric-owner -c . |
  docker import --change 'ENV PATH=/opt/jdk/bin:/bin JAVA_HOME=/opt/jdk LANG=C.UTF-8' - pgreview/jdk:25 >/dev/null
echo "pgreview/jdk:25 is made of $JAVA_HOME"
