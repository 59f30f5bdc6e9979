#!/bin/sh
# Write the two lock files anew: exact versions with hashes, no addresses.
# Needs uv (pip install uv). Run after changing dependencies in pyproject.toml.
set -eu
options="--generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-header --quiet"
uv pip compile pyproject.toml --extra build $options -o requirements.txt
uv pip compile pyproject.toml --extra dev $options -c requirements.txt -o requirements-dev.txt
