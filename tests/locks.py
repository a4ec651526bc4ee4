"""Whether requirements/*.txt still say what pyproject.toml asks for: ``python -m tests.locks``.

Nothing is fetched. The environment was made from the locks, so what its packages themselves ask for is
known; following that from pyproject.toml must lead to exactly the locked packages.
"""

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
RENEW = "Run 'make lock', then 'make setup'."


def locked(text: str) -> dict[str, Requirement]:
    """The pins of a lock file by name."""
    pins = [Requirement(line.removesuffix(" \\")) for line in text.splitlines() if line and not line.startswith(" ")]
    return {canonicalize_name(pin.name): pin for pin in pins}


def here(requirement: Requirement, extra: str = "") -> bool:
    """Whether a requirement is one on this machine."""
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def wanted(direct: list[Requirement]) -> set[str]:
    """Names of everything that these requirements lead to on this machine."""
    names: set[str] = set()
    seen: set[tuple[str, str]] = set()
    queue = [requirement for requirement in direct if here(requirement)]
    while queue:
        requirement = queue.pop()
        name = canonicalize_name(requirement.name)
        names.add(name)
        for extra in {"", *requirement.extras} - {extra for known, extra in seen if known == name}:
            seen.add((name, extra))
            for line in requires(name) or ():
                if here(further := Requirement(line), extra):
                    queue.append(further)
    return names


def mistakes(direct: list[Requirement], lock: str, *, name: str) -> list[str]:
    """What is wrong with one lock, in words."""
    found = []
    if "://" in lock or re.search(r"^\s*(--(?!hash=sha256:)|-[a-z])", lock, re.MULTILINE):
        return [f"{name} holds an address or an option; it may hold pins and hashes only."]
    pins = locked(lock)
    for requirement in direct:
        pin = pins.get(canonicalize_name(requirement.name))
        if pin is None:
            found.append(f"{name} does not pin {requirement.name}.")
        elif not requirement.specifier.contains(str(pin.specifier).removeprefix("==")):
            found.append(f"{name} pins {pin.name}{pin.specifier}, but pyproject.toml asks for {requirement}.")
    if not found:
        try:
            expected = wanted(direct)
        except PackageNotFoundError as missing:
            return [f"{name} does not pin {missing.name}, or the environment lacks it."]
        pinned = {key for key, pin in pins.items() if here(pin)}
        found.extend(f"{name} does not pin {key}." for key in sorted(expected - pinned))
        found.extend(f"{name} pins {key}, which nothing asks for." for key in sorted(pinned - expected))
    for block in re.split(r"^(?=\S)", lock, flags=re.MULTILINE):
        if block.strip() and "--hash=sha256:" not in block:
            found.append(f"{name} has no hash for {block.split()[0]}.")
    return found


def main() -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = [Requirement(line) for line in project["project"]["dependencies"]]
    dev = runtime + [Requirement(line) for line in project["dependency-groups"]["dev"]]
    texts = {name: (ROOT / "requirements" / name).read_text(encoding="utf-8") for name in ("runtime.txt", "dev.txt")}
    found = mistakes(runtime, texts["runtime.txt"], name="runtime.txt")
    found += mistakes(dev, texts["dev.txt"], name="dev.txt")
    tested = locked(texts["dev.txt"])
    for key, pin in locked(texts["runtime.txt"]).items():
        if key not in tested or tested[key].specifier != pin.specifier:
            found.append(f"dev.txt does not test {pin.name}{pin.specifier}, which runtime.txt installs.")
    for line in found:
        print(line, file=sys.stderr)
    if found:
        print(RENEW, file=sys.stderr)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
