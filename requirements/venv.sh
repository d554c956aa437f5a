#!/bin/sh
# Makes .venv with Python 3.11 or newer and the pinned pip and setuptools. Debian's python3 without python3-venv
# has no ensurepip: there, the pip that stands beside it fills the environment from outside.
set -eu
cd "$(dirname "$0")/.."

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python=""
for candidate in ${PYTHON:-python3.11 python3.12 python3.13 python3}; do
    if new_enough "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Cannot make .venv: no Python 3.11 or newer was found (PYTHON=${PYTHON:-not set})." >&2
    echo "Install one (Debian 12 or newer: apt-get install python3), or name it: make run PYTHON=/path/to/python3." >&2
    exit 1
fi

inside=.venv/bin/python
whole() { new_enough "$inside" && "$inside" -m pip --version >/dev/null 2>&1; }

whole || "$python" -m venv --clear .venv >/dev/null 2>&1 || {
    rm -rf .venv
    "$python" -m venv --without-pip .venv
    # --target is a private folder, so the system's own packages are neither touched nor in the way.
    "$python" -m pip install --quiet --root-user-action ignore --require-hashes --requirement requirements/build.txt \
        --target "$("$inside" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" || {
        rm -rf .venv
        echo "Cannot make .venv: $python has neither venv's ensurepip nor a pip that can install." >&2
        echo "On Debian or Ubuntu: apt-get install python3-venv, then try again." >&2
        exit 1
    }
}
"$inside" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/build.txt
