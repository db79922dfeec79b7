# shellcheck shell=bash
# What the run scripts under tests/sdk share. Source it; it moves to the repository's root.
source "$(dirname "${BASH_SOURCE[0]}")/../../scripts/lib.sh"

# install_or_skip what command...: a client that can't be installed, for want of a registry, leaves
# its suite with the exit code that says "skipped".
install_or_skip() {
  local what=$1
  shift
  if ! "$@"; then
    echo "$what: could not be installed, is its registry reachable?"
    exit 77
  fi
}

with_server() { tests/support/with_server -- "$@"; }

# python_clients: the virtual environment of tests/sdk/requirements.txt, at build/venv.
python_clients() {
  local wanted=tests/sdk/requirements.txt have=build/venv/requirements.txt
  cmp -s "$wanted" "$have" && return
  install_packages python3-venv
  rm -rf build/venv
  python3 -m venv build/venv &&
    build/venv/bin/pip install --quiet --disable-pip-version-check --requirement "$wanted" &&
    cp "$wanted" "$have"
}

# node_modules folder: what its package-lock.json says.
node_modules() {
  [[ $1/node_modules/.package-lock.json -nt $1/package-lock.json ]] && return
  need_tool node nodejs
  need_tool npm npm
  (cd "$1" && npm ci --prefer-offline --ignore-scripts)
}
