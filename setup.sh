#!/usr/bin/env bash
# Makes this checkout ready to run: system packages, a virtual environment, the pinned Python packages.
# Runs again only when one of the files that say what is needed has changed.
set -euo pipefail
cd "$(dirname "$0")"

needs=(setup.sh system-packages.txt constraints.txt pyproject.toml)
stamp=.venv/ready-$(cat "${needs[@]}" | sha256sum | cut -c1-16)
[ -e "$stamp" ] && exit 0

say() { printf '\033[1m%s\033[0m\n' "$*"; }

there() { # there KIND NAME: is it on this machine?
    case $1 in
        program) PATH=$PATH:/usr/sbin:/sbin command -v "$2" >/dev/null ;;
        library) PATH=$PATH:/usr/sbin:/sbin ldconfig -p | grep -qF "$2" ;;
        module) python3 -c "import $2" 2>/dev/null ;;
        file) [ -e "$2" ] ;;
        header) [ -e "$(python3 -c 'import sysconfig; print(sysconfig.get_path("include"))')/$2" ] ;;
    esac
}

missing=()
while read -r package kind name; do
    case $package in '' | '#'*) continue ;; esac
    there "$kind" "$name" || missing+=("$package")
done <system-packages.txt

if [ ${#missing[@]} -gt 0 ]; then
    say "1/3  System packages: ${missing[*]}"
    if ! command -v apt-get >/dev/null; then
        echo "There is no apt-get here. Install what these Debian packages hold, then run make again:" >&2
        printf '  %s\n' "${missing[@]}" >&2
        exit 1
    fi
    root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "Installing them needs root: run 'make' as root once, or install sudo." >&2; exit 1; }
        root=(sudo)
    fi
    "${root[@]}" apt-get update -q
    # A hall runs the MQTT server by its own settings; Debian's service on the same port is not wanted with it.
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
        -o Dpkg::Options::=--path-exclude=/etc/reader.conf.d/vpcd "${missing[@]}" # see system-packages.txt
else
    say "1/3  System packages: all here"
fi

say "2/3  Virtual environment: .venv"
python3 -m venv --clear .venv # another python3 than last time must not find its leavings

say "3/3  Python packages (about 240 MB the first time)"
.venv/bin/python -m pip install --disable-pip-version-check --progress-bar on -c constraints.txt -e '.[test]'
rm -f .venv/ready-*
touch "$stamp"
say "Ready."
