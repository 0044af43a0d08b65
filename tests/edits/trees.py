# SPDX-License-Identifier: MIT
"""Folders on the disk: read whole, copied, removed, compared."""

import difflib
import os
import shutil
import stat

LARGE = 1 << 24  # files of this size are holes: they are copied without reading


def snapshot(folder):
    """{path: bytes} of the files below a folder; None when there is no such folder."""
    if not os.path.isdir(folder):
        return None
    files = {}
    for base, folders, names in os.walk(folder):
        for name in names + [each for each in folders if os.path.islink(os.path.join(base, each))]:
            path = os.path.join(base, name)
            key = os.path.relpath(path, folder)
            if os.path.islink(path):
                files[key] = b"link to " + os.readlink(path).encode()
            elif not stat.S_ISREG(os.lstat(path).st_mode):
                files[key] = b"special file"
            else:
                with open(path, "rb") as file:
                    files[key] = file.read()
    return files


def tree_stamps(folder):
    """{path: what `stat` says} of everything in a folder and of the folder itself; empty when there is none."""
    stamps = {}
    for base, folders, names in os.walk(folder):
        for path in [base] + [os.path.join(base, name) for name in folders + names]:
            found = os.lstat(path)
            stamps[path] = (found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    return stamps


def empty_folders(folder):
    return sorted(os.path.relpath(base, folder) for base, folders, names in os.walk(folder) if not folders and not names and base != folder)


def copy_inputs(source, target, outputs):
    """Copies a site without its cache and its outputs; nothing keeps its time. Links stay links."""
    os.makedirs(target)
    for entry in os.scandir(source):
        if entry.name == ".bengal" or entry.name in outputs:
            continue
        copy_entry(entry, os.path.join(target, entry.name))


def copy_entry(entry, target):
    if entry.is_symlink():
        os.symlink(os.readlink(entry.path), target)
    elif entry.is_dir():
        os.mkdir(target)
        for each in os.scandir(entry.path):
            copy_entry(each, os.path.join(target, each.name))
    elif not entry.is_file():
        os.mkfifo(target)
    elif entry.stat().st_size >= LARGE:
        with open(target, "wb") as file:
            file.truncate(entry.stat().st_size)
    else:
        shutil.copyfile(entry.path, target)
    if not entry.is_symlink() and entry.is_file():
        shutil.copymode(entry.path, target)


def remove(path):
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.remove(path)


def first_difference(wanted, found):
    """What is wrong with a tree, as text: names of all paths concerned, and a diff of the first."""
    missing = sorted(set(wanted) - set(found))
    extra = sorted(set(found) - set(wanted))
    changed = sorted(path for path in wanted if path in found and wanted[path] != found[path])
    text = ""
    for name, paths in (("missing", missing), ("left over", extra), ("different", changed)):
        if paths:
            text += f"{name}: {len(paths)}: " + ", ".join(paths[:8]) + (" ..." if len(paths) > 8 else "") + "\n"
    if changed:
        text += difference(changed[0], wanted[changed[0]], found[changed[0]])
    return text


def difference(name, wanted, found):
    lines = [data.decode(errors="replace").splitlines() for data in (wanted, found)]
    diff = list(difflib.unified_diff(*lines, f"clean/{name}", f"incremental/{name}", lineterm="", n=1))
    return "\n".join(line[:300] for line in diff[:40]) + "\n"
