# shellcheck shell=bash
# What the scripts share. Source it; it moves to the repository's root.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

# A clone elsewhere finds what another one compiled.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

# Debian packages: what the program is built from, and what its tests take beyond that.
export build_packages="
  g++ cmake ninja-build ccache
  libboost1.81-dev nlohmann-json3-dev librocksdb-dev libcli11-dev libexpected-dev
  libssl-dev zlib1g-dev libzstd-dev liblz4-dev libsnappy-dev libbz2-dev
  libgflags-dev"
export test_packages="
  libgtest-dev libgmock-dev clang libclang-rt-14-dev clang-format clang-tidy shellcheck git"

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$(basename "$0"): $*"
  exit 1
}

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "needs root or sudo to run: $*"
  fi
}

# install_packages "name..."...: installs what is missing, without a question; quick when nothing is.
install_packages() {
  local name missing=()
  # The names come as lists; splitting them is what is meant.
  # shellcheck disable=SC2048
  for name in $*; do
    is_installed "$name" || missing+=("$name")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0
  command -v apt-get >/dev/null || die "knows Debian's packages only; install by hand: ${missing[*]}"
  say "Installing ${missing[*]}"
  mkdir -p build/logs
  if ! {
    as_root apt-get -q update &&
      as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y --no-install-recommends install "${missing[@]}"
  } >build/logs/packages.log 2>&1 </dev/null; then
    tail -n 20 build/logs/packages.log >&2
    die "could not install the packages; all of it is in build/logs/packages.log"
  fi
}

is_installed() {
  [[ $(dpkg-query -W -f '${Status}' "$1" 2>/dev/null) == *' installed' ]]
}

# need_tool command package...: installs the packages when there is no such command.
need_tool() {
  command -v "$1" >/dev/null || install_packages "${@:2}"
}

# build_preset name [cmake argument...] [-- target...]: configures the first time, and builds.
build_preset() {
  local preset=$1 arguments=()
  shift
  while [[ $# -gt 0 && $1 != -- ]]; do
    arguments+=("$1")
    shift
  done
  if [[ ! -f build/$preset/build.ninja || ${#arguments[@]} -gt 0 ]]; then
    cmake --preset "$preset" "${arguments[@]}"
  fi
  cmake --build "build/$preset" ${2:+--target "${@:2}"}
}

# build_fuzzers: builds all of tests/fuzz, and leaves their names in `fuzzers`.
build_fuzzers() {
  fuzzers=(tests/fuzz/*_fuzz.cc)
  fuzzers=("${fuzzers[@]##*/}")
  fuzzers=("${fuzzers[@]%.cc}")
  build_preset fuzz -- "${fuzzers[@]}"
}

# run_fuzzer name [libFuzzer flag...]: keeps what it finds under build/corpus.
run_fuzzer() {
  mkdir -p "build/corpus/$1"
  "build/fuzz/tests/$1" -timeout=10 -rss_limit_mb=2048 "${@:2}" \
    -artifact_prefix="build/corpus/$1-" "build/corpus/$1"
}
