# shellcheck shell=bash
# What scripts/run and scripts/stop both need to know of a server. Sourced, not run.

# All state lies here; a relative one counts from the caller's folder.
RECENSION_HOME=${RECENSION_HOME:-$root/.recension}
case $RECENSION_HOME in /*) ;; *) RECENSION_HOME=$PWD/$RECENSION_HOME ;; esac
export RECENSION_HOME

say() { printf '%s\n' "$*" >&2; }

# Whether process $1 is a recensiond, of whatever state directory.
is_recensiond() {
  local program
  program=$(readlink "/proc/$1/exe" 2>/dev/null) || return 1
  program=${program##*/}
  # A rebuilt program leaves " (deleted)" behind the name of the one that runs.
  [ "${program% (deleted)}" = recensiond ]
}

# Whether process $1 is the recensiond of our state directory: it has the lock file open.
is_server() {
  local descriptor
  is_recensiond "$1" || return 1
  for descriptor in "/proc/$1/fd/"*; do
    if [ "$descriptor" -ef "$RECENSION_HOME/lock" ]; then return 0; fi
  done
  return 1
}

# Reads server.json into server_url and server_pid; fails when it is not there, half a file, or names a process
# that is not our server.
server_url="" server_pid=""
read_server() {
  local text
  text=$(cat "$RECENSION_HOME/server.json" 2>/dev/null) || return 1
  [[ $text =~ \"url\"[[:space:]]*:[[:space:]]*\"([^\"]+)\" ]] || return 1
  # JSON may write a slash as \/.
  server_url=${BASH_REMATCH[1]//\\\//\/}
  [[ $text =~ \"pid\"[[:space:]]*:[[:space:]]*([0-9]+) ]] || return 1
  server_pid=${BASH_REMATCH[1]}
  is_server "$server_pid"
}

# Prints what GET /readyz of the server that read_server found says: ready, read-only, catching-up, unavailable and so on;
# silent where the question is taken and not answered; fails where nobody takes it. A subshell, so that a server that hangs
# up on us ends only this question.
readiness() (
  [[ $server_url =~ ^http://\[?([^]/]+)\]?:([0-9]+)/?$ ]] || exit 1
  host=${BASH_REMATCH[1]} port=${BASH_REMATCH[2]} status="" answer=""
  trap '' PIPE
  exec 2>/dev/null 3<>"/dev/tcp/$host/$port" || exit 1
  printf 'GET /readyz HTTP/1.1\r\nHost: %s:%s\r\nConnection: close\r\n\r\n' "$host" "$port" >&3 || true
  # Above 128 it is the time that ended.
  IFS= read -r -t 5 status <&3 || (($? <= 128)) || { echo silent; exit; }
  if [[ $status == HTTP/1.?\ 200* ]]; then
    echo ready
    exit
  fi
  IFS= read -r -d '' -t 5 answer <&3 || true
  [[ $answer =~ \"status\":\"([a-z-]+)\" ]] && printf '%s\n' "${BASH_REMATCH[1]}"
)

# Whether the server that read_server found is ready, or can be read and not written for now.
is_ready() {
  case $(readiness) in
    ready | read-only) ;;
    *) return 1 ;;
  esac
}

# Prints the process that holds the state directory, ready or not; fails when none does.
holder() {
  local process
  process=$(cat "$RECENSION_HOME/lock" 2>/dev/null) && [ -n "$process" ] && is_server "$process" &&
    printf '%s\n' "$process"
}
