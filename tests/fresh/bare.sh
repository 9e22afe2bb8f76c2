#!/usr/bin/env bash
# Tries `make demo` and `make test`, each alone, on a bare Debian 12 in a folder, where nothing of this machine helps.
#
#   tests/fresh/bare.sh FOLDER [demo|test ...]
#
# Needs root and debootstrap. Prints for each command how long the first and the second run took, and what was fetched.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,7p' "$0"; exit 2; }
folder=$(realpath -m "$1")
shift
commands=("${@:-demo}")
[ $# -gt 0 ] || commands=(demo test)
source=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
authorities=/etc/ssl/certs/ca-certificates.crt

mkdir -p "$folder"
[ -e "$folder/base.tar" ] || {
    debootstrap --variant=minbase bookworm "$folder/base" >"$folder/debootstrap.log"
    tar -C "$folder/base" -cf "$folder/base.tar" .
    rm -rf "$folder/base"
}

for command in "${commands[@]}"; do
    root=$folder/$command
    [ ! -e "$root" ] || { echo "$root is there already; remove it first" >&2; exit 1; }
    mkdir "$root"
    tar -C "$root" -xf "$folder/base.tar"
    cp /etc/resolv.conf /etc/hosts "$root/etc/"
    mount -t proc proc "$root/proc"
    mount --bind /dev/pts "$root/dev/pts" # as on every real machine; tests open pseudo-terminals
    trap 'umount -l "$root/dev/pts" "$root/proc" || true' EXIT
    inside() { chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 CI=true "$@"; }
    inside apt-get update -qq
    inside apt-get install -y -qq --no-install-recommends python3 git make ca-certificates >/dev/null
    cp "$authorities" "$root$authorities" # a network may have an authority of its own
    before=$(du -sb "$root/var/cache/apt/archives" | cut -f1)
    git clone -q "file://$source" "$root/yimen"
    for run in first second; do
        started=$(date +%s)
        inside make -C /yimen "$command" >"$folder/$command-$run.log" 2>&1 || { tail -n 40 "$folder/$command-$run.log"; echo "FAILED: make $command, $run run"; exit 1; }
        echo "make $command, $run run: $(($(date +%s) - started)) s"
    done
    apt=$(($(du -sb "$root/var/cache/apt/archives" | cut -f1) - before))
    pip=$(grep -oP '^ *Downloading .*\(\K[0-9.]+ [kM]B' "$folder/$command-first.log" |
        awk '{ sum += $2 == "MB" ? $1 : $1 / 1000 } END { printf "%.0f", sum }')
    echo "fetched for make $command: $((apt / 1000000)) MB of Debian packages, $pip MB of Python packages"
    umount -l "$root/dev/pts" "$root/proc"
    trap - EXIT
done
