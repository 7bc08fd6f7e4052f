# What Convoscope needs from the system, in one place; sourced by app/run and tests/run.
# shellcheck shell=bash disable=SC2034
repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

# To build and run the program. What is missing here and has a CMake build is fetched by CMake (app/cmake).
program_packages=(
  g++ cmake ninja-build pkg-config
  libcairo2-dev libfreetype-dev libgif-dev libpng-dev libjpeg-dev zlib1g-dev libfontconfig-dev libharfbuzz-dev
  libfmt-dev libprotozero-dev nlohmann-json3-dev libcli11-dev libglm-dev libhwy-dev libstb-dev libmd4c-dev libzip-dev libxlsxwriter-dev
  libimgui-dev libglfw3-dev libx11-dev libepoxy-dev
  libgl1 libglx-mesa0 libegl1 libgl1-mesa-dri
  fontconfig fonts-inter fonts-dejavu-core fonts-wqy-microhei
)

# To build and run the tests besides: the virtual display and its mouse and keyboard, the referees of our files.
test_packages=(
  libgtest-dev libgmock-dev librapidcheck-dev clang libclang-rt-dev clang-format ccache git
  xvfb xdotool x11-utils xserver-xorg-core xserver-xorg-video-dummy x11-xserver-utils
  librsvg2-bin libxml2-utils poppler-utils imagemagick giflib-tools ffmpeg chromium python3 jq
  mandoc zsh fish dpkg-dev file desktop-file-utils libreoffice-calc
)

# To build the program for a browser besides: the compiler, the libraries' sources, the cutting of fonts, the packing of the single file.
web_packages=(emscripten node-acorn dpkg-dev libharfbuzz-bin libpixman-1-dev python3 zopfli)

say() { echo "convoscope: $*" >&2; }

# as_root COMMAND...: with sudo where needed; without a terminal sudo must not ask for a password.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif ! command -v sudo >/dev/null; then
    say "not root, and there is no sudo: run as root: $*"
    return 1
  elif [ -t 0 ]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

# install_packages PACKAGE...: installs those that are missing. Goes on after a failure, having said what is missing:
# the build may do without (CMake fetches some libraries), and names precisely what it cannot do without.
install_packages() {
  local package status missing=() known=() tried=$repo/build/packages_missing
  local log=$repo/build/packages.log
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    if [ ! -e "$repo/build/release/build.ninja" ]; then
      say "this system has no apt-get; install what corresponds to these Debian packages:"
      say "  $*"
    fi
    return 0
  fi
  local -A installed=()
  while read -r status package; do
    [ "$status" = ii ] && installed[${package%%:*}]=1
  done < <(dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null)
  for package in "$@"; do
    [ -n "${installed[$package]:-}" ] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  # What could not be installed the last time is not tried at every start, once there is a build.
  if [ -e "$repo/build/release/build.ninja" ] && [ "${missing[*]}" = "$(cat "$tried" 2>/dev/null)" ]; then
    say "not installed: ${missing[*]} (to try again, remove $tried)"
    return 0
  fi

  say "installing: ${missing[*]}"
  mkdir -p "$repo/build" && rm -f "$tried"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >"$log" 2>&1 </dev/null ||
    say "apt-get update failed; trying with what is known"
  for package in "${missing[@]}"; do
    # One package that this release does not have must not keep the others from being installed.
    if apt-cache show "$package" >/dev/null 2>&1; then
      known+=("$package")
    else
      say "no package $package in this release; going on without it"
      echo "${missing[*]}" >"$tried"
    fi
  done
  [ ${#known[@]} -gt 0 ] || return 0
  # The lock: a machine that has just started may be installing its own updates.
  if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
    -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "${known[@]}" >>"$log" 2>&1 </dev/null; then
    echo "${missing[*]}" >"$tried"
    tail -n 15 "$log" >&2
    say "could not install all of them; going on, install them by hand if the build stops (log: $log)"
  fi
}

# configure PRESET [CMAKE-ARGUMENT...]: the first time, after the folder has moved, or when an argument changes what
# the build folder was configured with. Otherwise ninja itself notices changed CMake files.
configure() {
  local preset=$1 cache="$repo/build/$1/CMakeCache.txt" fresh=() argument needed=no
  shift
  if [ -e "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$repo" "$cache"; then
    fresh=(--fresh)
  fi
  [ -e "$repo/build/$preset/build.ninja" ] && [ ${#fresh[@]} -eq 0 ] || needed=yes
  for argument in "$@"; do # -DNAME=VALUE
    argument=${argument#-D}
    grep -qE "^${argument%%=*}:[A-Z]+=${argument#*=}\$" "$cache" 2>/dev/null || needed=yes
  done
  [ $needed = yes ] || return 0
  (cd "$repo" && cmake --preset "$preset" ${fresh[@]+"${fresh[@]}"} "$@") >&2
}

# build PRESET TARGET...: quiet when there is nothing to do.
build() {
  local preset=$1
  shift
  cmake --build "$repo/build/$preset" --target "$@" 2>&1 |
    sed -u -e '/^ninja: no work to do\.$/d' -e '/Re-checking globbed directories/d' >&2
  return "${PIPESTATUS[0]}"
}
