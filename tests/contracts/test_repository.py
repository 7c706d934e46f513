"""The repository: dependencies with reasons, locks that agree, nothing of anybody's machine in a file."""

import ast
import re
import sys
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.contracts.files import PACKAGES, kept, kept_files, project, read, shown

BINARY = {".png", ".jpg", ".jpeg", ".webp", ".avif", ".woff2", ".ico", ".mo", ".gz", ".br", ".pdf", ".zip"}
# Folders that exist on one machine only. /usr, /etc, /var, /run and /tmp are everybody's.
MACHINE = re.compile(r"(?<![\w.$])/(?:home|Users|root|work|workspace|mnt|opt)/[\w.-]+")
ADDRESS = re.compile(r"https?://|--index-url|--extra-index-url|--find-links|@ file:")
# What comes with a declared dependency and belongs to its interface.
BUNDLED = {
    "modelcluster": "Wagtail's child objects and their fields are imported from it by Wagtail's own advice",
    "django_filters": "the filters of Wagtail's listings",
    "taggit": "Wagtail's tags",
}
# What a dependency installs under another name than its own.
MODULE_NAMES = {
    "django": "django",
    "django-allauth": "allauth",
    "django-tasks": "django_tasks",
    "pillow": "PIL",
    "chunspell": "hunspell",
    "harper-py": "harper",
    "django-linear-migrations": "django_linear_migrations",
}


def lock(name: str) -> dict[str, Version]:
    pins = re.findall(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", read(name), re.MULTILINE)
    return {canonicalize_name(package): Version(version) for package, version in pins}


def dependencies() -> list[Requirement]:
    return [Requirement(text) for text in project()["project"]["dependencies"]]


def development() -> list[Requirement]:
    return [Requirement(text) for text in project()["project"]["optional-dependencies"]["dev"]]


def test_every_dependency_says_what_it_is_for() -> None:
    text = read("pyproject.toml")
    block = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    entries = [line for line in block.splitlines() if re.match(r'\s*"[A-Za-z]', line)]

    assert len(entries) == len(dependencies()) + len(development())
    assert [line.strip() for line in entries if not re.search(r'",\s*# \S+ \S+', line)] == []


def test_lock_files_agree_with_the_project() -> None:
    running, testing = lock("requirements.txt"), lock("requirements-dev.txt")
    wrong = [str(wish) for wish in dependencies() if not satisfied(wish, running)]
    wrong += [str(wish) for wish in [*dependencies(), *development()] if not satisfied(wish, testing)]

    assert wrong == []
    assert {name: version for name, version in running.items() if testing.get(name) != version} == {}


def satisfied(wish: Requirement, pins: dict[str, Version]) -> bool:
    version = pins.get(canonicalize_name(wish.name))
    return version is not None and wish.specifier.contains(version, prereleases=True)


def test_lock_files_have_digests_and_no_addresses() -> None:
    for name in ("requirements-build.txt", "requirements.txt", "requirements-dev.txt"):
        text = read(name)
        assert not ADDRESS.search(text), name
        assert text.count("==") <= text.count("--hash=sha256:"), name


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    found = []
    for path in kept_files():
        if path.suffix in BINARY or path.name == "test_repository.py":
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{shown(path)}: {match[0]}" for match in MACHINE.finditer(text)]

    assert found == []


def test_nothing_is_fetched_from_a_registry_by_address() -> None:
    settings = tomllib.loads(read("pyproject.toml"))

    assert "index" not in settings.get("tool", {}).get("uv", {})
    assert not ADDRESS.search(read("Makefile").replace("--no-emit-index-url", ""))


def test_every_import_is_a_declared_dependency() -> None:
    """What is there only because something else installs it goes away with that something."""
    declared = {
        MODULE_NAMES.get(wish.name.lower(), wish.name.lower().replace("-", "_")) for wish in dependencies()
    }
    declared |= {"dateline", *BUNDLED, *sys.stdlib_module_names}
    undeclared = set()
    for path in kept(".py", under=PACKAGES):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            undeclared |= {f"{shown(path)}: {name}" for name in names if name.split(".")[0] not in declared}

    assert undeclared == set()


def test_suppressions_give_code_and_reason() -> None:
    """A suppression says which rule it silences and why; a reason may also stand in the comment above."""
    bare = []
    for path in kept(".py"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            comment = line.partition("# noqa")[2] if "# noqa" in line else ""
            is_bare = "# noqa" in line and not re.match(r": [A-Z]+\d+", comment)
            if is_bare or re.search(r"# type: ignore(?!\[)", line):
                bare.append(f"{shown(path)}:{number}")

    assert [place for place in bare if "test_repository" not in place] == []
