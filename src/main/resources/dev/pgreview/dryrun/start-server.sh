# Runs inside of the container, as the image's user postgres: makes a cluster in memory and starts the server.
# usage: sh start-server.sh SECONDS [INITDB OPTION...]
set -eu
umask 077
seconds=$1
shift
setup=/pgreview/setup
cluster=/pgreview/data/cluster

made=no
for locale in C.UTF-8 en_US.UTF-8 C; do
  rm -rf "$cluster"
  if initdb --pgdata="$cluster" --username=pgreview --pwfile="$setup/password" "$@" --locale="$locale"; then
    made=yes
    break
  fi
done
[ $made = yes ]
cp "$setup/postgresql.conf" "$setup/pg_hba.conf" "$cluster/"

# Not by exec: the first process of a container cannot be killed from within, and the time is up for whoever is left.
env -i PATH="$PATH" LC_ALL=C timeout -s KILL "$seconds" postgres -D "$cluster"
exit $?
