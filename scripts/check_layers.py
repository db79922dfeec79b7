#!/usr/bin/env python3
"""Holds every #include of the program to the modules that CMakeLists.txt lets its module use.

The build shares one include folder, so the compiler would not notice. A module may include the
public headers of its DEPS and of theirs, and its own private ones."""

import pathlib
import re
import sys

# Headers of libraries that one module keeps to itself.
CONFINED = {
    "boost/asio": "http",
    "boost/beast": "http",
    "rocksdb/": "storage",
    "CLI/": "app",
}


def modules_of(cmake):
    """Module path -> direct DEPS, in the order of declaration."""
    modules = {}
    for body in re.findall(r"^dynarock_module\(([^)]*)\)", cmake, re.MULTILINE):
        words = body.split()
        names, keyword = [], None
        for word in words[1:]:
            if word in ("DEPS", "LIBS"):
                keyword = word
            elif keyword == "DEPS":
                names.append(word)
        modules[words[0]] = names
    return modules


def declaration_problems(modules):
    declared = set()
    for module, deps in modules.items():
        for dep in deps:
            if dep not in declared:
                yield f"CMakeLists.txt: {module} depends on {dep}, which is not declared above it"
        declared.add(module)


def reach(modules, module):
    """The module, its DEPS and theirs."""
    found, left = set(), [module]
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left += modules.get(one, [])
    return found


def owner(modules, path):
    """The module whose folder this path below src or include/dynarock is in, the deepest one. What
    lies beside a service's modules, such as dynamodb/service.h, belongs to its topmost one."""
    folders = [str(parent) for parent in pathlib.PurePosixPath(path).parents]
    inside = [folder for folder in folders if folder in modules]
    beside = [module for module in modules if module.startswith(folders[0] + "/")]
    return (inside or beside[-1:] or [None])[0]


def file_problems(root, modules, path, module, allowed):
    text = (root / path).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        include = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if not include:
            continue
        quoted, name = include[1] == '"', include[2]
        where = f"{path}:{number}"
        for prefix, home in CONFINED.items():
            if name.startswith(prefix) and module != home:
                yield f"{where}: <{name}> stays inside {home}; go through its headers"
        if not quoted:
            continue
        if name.startswith("dynarock/"):
            other = owner(modules, name.removeprefix("dynarock/"))
            if not (root / "include" / name).is_file():
                yield f"{where}: there is no include/{name}"
            elif other not in allowed:
                yield f"{where}: {module} may not use {other}; see its DEPS in CMakeLists.txt"
        elif (root / "src" / name).is_file():
            other = owner(modules, name)
            if other != module:
                yield f"{where}: {name} is private to {other}; put it under include/ to share it"
        elif (root / path).with_name(name).is_file() and path.startswith("src/"):
            folder = path.removeprefix("src/").rpartition("/")[0]
            yield f'{where}: write the path from src, "{folder}/{name}"'
        else:
            yield f'{where}: "{name}" is neither below include/dynarock nor below src'


def problems(root):
    modules = modules_of((root / "CMakeLists.txt").read_text(encoding="utf-8"))
    yield from declaration_problems(modules)
    for base in ("include/dynarock", "src"):
        for file in sorted((root / base).rglob("*")):
            if file.suffix not in (".h", ".cc"):
                continue
            path = file.relative_to(root).as_posix()
            module = owner(modules, path.removeprefix(base + "/"))
            if module is None:
                yield f"{path}: is in no dynarock_module of CMakeLists.txt"
                continue
            yield from file_problems(root, modules, path, module, reach(modules, module))


def main():
    found = list(problems(pathlib.Path(__file__).resolve().parents[1]))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
