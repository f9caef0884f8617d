#!/usr/bin/env bash
# Makes the image pgreview/postgres:MAJOR for dry runs in containers, where no registry can be reached.
#
# usage: src/docker/postgres-image.sh MAJOR [PROGRAMS]
#
# PROGRAMS is a folder with PostgreSQL's bin, lib and share; without it the one is taken that pgreview has unpacked for
# embedded dry runs. What else a server needs, a shell and some tools, comes from this machine. Nothing is downloaded.
set -euo pipefail

fail() {
  echo "postgres-image: $1" >&2
  exit 2
}

major=${1:-}
case $major in
  14 | 15 | 16 | 17 | 18) ;;
  *) fail "the first argument is PostgreSQL's major version, 14 to 18" ;;
esac
tag=pgreview/postgres:$major

programs=${2:-}
if [ -z "$programs" ]; then
  for data in "${PGREVIEW_DATA_DIR:-$HOME/.pgreview}" /var/cache/pgreview; do
    for found in "$data/postgres/$major".*/; do
      [ ! -x "${found}bin/postgres" ] || programs=${found%/}
    done
    [ -z "$programs" ] || break
  done
  [ -n "$programs" ] ||
    fail "no programs of PostgreSQL $major are unpacked here; PGREVIEW_DRY_RUN=embedded ./pgreview review --postgres $major does that"
fi
[ -x "$programs/bin/initdb" ] || fail "$programs holds no PostgreSQL: there is no bin/initdb"
command -v docker >/dev/null || fail "the command docker is missing"
docker version >/dev/null 2>&1 || fail "no Docker engine answers: start it, or set DOCKER_HOST"

# Made of the same programs by the same script: then it need not be made again.
label=dev.pgreview.made-of
made_of="$(basename "$programs") $(sha256sum <"$0" | cut -c 1-16)"
if [ "$(docker image inspect --format "{{ index .Config.Labels \"$label\" }}" "$tag" 2>/dev/null)" = "$made_of" ]; then
  echo "$tag is there already"
  exit
fi

root=$(mktemp -d "${TMPDIR:-/tmp}/postgres-image.XXXXXX")
trap 'rm -rf "$root"' EXIT
mkdir -p "$root"/{bin,etc,tmp,usr/lib/locale,usr/local} "$root/var/lib/postgresql"
chmod 755 "$root"
chmod 1777 "$root/tmp"
cp -R "$programs" "$root/usr/local/pgsql"
rm -f "$root"/usr/local/pgsql/lib/*.a
for tool in sh env cp rm mkdir chmod cat tar timeout; do
  cp -L "$(command -v "$tool")" "$root/bin/$tool"
done

# The libraries of this machine that all of these are linked with.
find "$root/bin" "$root/usr/local/pgsql" \( -path '*/bin/*' -o -name '*.so*' \) -type f -exec ldd {} + 2>/dev/null |
  awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\/.*ld-linux/ { print $1 }' |
  grep -v -e '/pgsql/' -e python -e perl -e tcl | sort -u |
  while read -r library; do
    [ -e "$root$library" ] || install -D "$(readlink -f "$library")" "$root$library"
  done
[ ! -d /usr/lib/locale/C.utf8 ] || cp -R /usr/lib/locale/C.utf8 "$root/usr/lib/locale/"

printf 'root:x:0:0:root:/:/bin/sh\npostgres:x:70:70::/var/lib/postgresql:/bin/sh\n' >"$root/etc/passwd"
printf 'root:x:0:\npostgres:x:70:\n' >"$root/etc/group"

tar -C "$root" --owner=0 --group=0 --numeric-owner -c . |
  docker import --change 'ENV PATH=/usr/local/pgsql/bin:/bin' --change 'USER postgres' \
    --change "LABEL $label='$made_of'" - "$tag" >/dev/null
echo "$tag is made of $programs"
