#!/bin/sh
# Pins every version that pyproject.toml leads to, with hashes, into build.txt, run.txt and dev.txt.
# Pins that still fit are kept; UPGRADE=1 takes the newest. torch is kept apart: torch.txt says why.
set -eu
cd "$(dirname "$0")/.."
export CUSTOM_COMPILE_COMMAND="make lock"

compile() { # output file, then what to compile
    output=$1
    shift
    .venv/bin/pip-compile --quiet --generate-hashes --strip-extras --unsafe-package torch --no-build-isolation \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
        ${UPGRADE:+--upgrade} --output-file "$output" "$@"
    # pip-compile ends with a warning that torch is not pinned here; it is, in torch.txt.
    sed '/^# WARNING: The following packages were not pinned/,$d' "$output" > "$output.new"
    mv "$output.new" "$output"
}

compile requirements/run.txt pyproject.toml
compile requirements/dev.txt --extra dev --constraint requirements/run.txt pyproject.toml
printf 'pip\nsetuptools\nwheel\n' | compile requirements/build.txt --constraint requirements/dev.txt -
echo "Pinned. (That torch is not pinned in these files is meant: it is in torch.txt.)"
