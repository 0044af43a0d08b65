# SPDX-License-Identifier: MIT
"""A site on the disk: changes are applied to it, and it is built by the real executable.

A change is a list: a word and its arguments, all of them plain values, so that a script of changes can be shortened,
kept in a file and run again. Whatever does not fit any more when other changes were left out (a file to rename that is
not there) does nothing.
"""

import collections
import datetime
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import time

from trees import copy_inputs, remove, snapshot, tree_stamps

Built = collections.namedtuple("Built", "code problems summary errors")

TIMEOUT = 120
OUTPUTS = ("public", "public2")
VARIABLES = ("BENGAL_ENV", "BENGAL_BASEURL", "NETLIFY", "VERCEL", "VERCEL_ENV", "CF_PAGES", "GITHUB_ACTIONS", "GITHUB_REPOSITORY")


class World:
    def __init__(self, folder, bengal, supports_cache, ignored=()):
        self.folder = folder
        self.bengal = bengal
        self.supports_cache = supports_cache
        self.ignored = ignored
        self.moves = 0
        self.site = os.path.join(folder, "site")
        self.flags = []
        self.variables = {}
        self.due = None         # when a page appears or expires by the clock
        self.cache_hurt = False  # the manifest may be lost: files of earlier builds may count as foreign
        self.blocked = False    # the cache cannot be written: what the build says about it is not compared
        self.complaint = None   # what a change of this script found to be wrong
        self.foreign_in = collections.defaultdict(set)  # by output folder: files that were put there by hand
        os.makedirs(self.site)

    def path(self, name):
        return os.path.join(self.site, name)

    def apply(self, change):
        getattr(self, "do_" + change[0])(*change[1:])

    # Building.

    def environment(self):
        inherited = {name: value for name, value in os.environ.items() if name not in VARIABLES}
        return {**inherited, "TZ": "UTC", **self.variables}

    def command(self, *extra, flags=None, program=None):
        return [program or self.bengal, "build", "--json", *(self.flags if flags is None else flags), *extra]

    def build(self, *extra, site=None, flags=None, limit=None):
        done = subprocess.run(self.command(*extra, flags=flags), cwd=site or self.site, env=self.environment(), capture_output=True,
                              timeout=TIMEOUT, check=False, preexec_fn=limit)
        return understand(done, site or self.site, self.ignored)

    def start(self, *extra, program=None):
        return subprocess.Popen(self.command(*extra, program=program), cwd=self.site, env=self.environment(), stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)

    def output_name(self):
        return self.flags[self.flags.index("--output") + 1] if "--output" in self.flags else "public"

    def output(self):
        return self.path(self.output_name())

    @property
    def foreign(self):
        return self.foreign_in[self.output_name()]

    # Changes of inputs.

    def make_room(self, path):
        """Removes what stands at a path, and files where its folders must be."""
        full = self.path(path)
        remove(full)
        folder = self.site
        for part in path.split("/")[:-1]:
            folder = os.path.join(folder, part)
            if os.path.islink(folder) or (os.path.lexists(folder) and not os.path.isdir(folder)):
                os.remove(folder)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        return full

    def do_write(self, path, data):
        full = self.path(path)
        if not os.path.isfile(full) or os.path.islink(full):
            full = self.make_room(path)
        with open(full, "wb") as file:
            file.write(data)

    def do_delete(self, path):
        remove(self.path(path))
        folder = os.path.dirname(path)
        while folder and os.path.isdir(self.path(folder)) and not os.listdir(self.path(folder)):
            os.rmdir(self.path(folder))
            folder = os.path.dirname(folder)

    def do_rename(self, old, new):
        if os.path.lexists(self.path(old)) and not (new + "/").startswith(old + "/"):
            os.rename(self.path(old), self.make_room(new))
            self.do_delete(old)

    def do_link(self, path, target):
        os.symlink(target, self.make_room(path))

    def do_fifo(self, path):
        os.mkfifo(self.make_room(path))

    def do_sparse(self, path, size):
        with open(self.make_room(path), "wb") as file:
            file.truncate(size)

    def do_mkdir(self, path):
        os.makedirs(self.make_room(path))

    def do_chmod(self, path, mode):
        if os.path.isfile(self.path(path)):
            os.chmod(self.path(path), mode)

    def do_mtime(self, path, seconds):
        """Sets the time of a file: seconds from now, or none for now."""
        if os.path.isfile(self.path(path)):
            os.utime(self.path(path), None if seconds is None else (time.time() + seconds,) * 2)

    def do_same_stat(self, path, data, replace):
        """Other bytes, with the time of the file as it was; in place or by a new file that takes its name."""
        if not os.path.isfile(self.path(path)):
            return
        before = os.stat(self.path(path))
        if replace:
            with open(self.path(path) + ".new", "wb") as file:
                file.write(data)
            os.utime(self.path(path) + ".new", ns=(before.st_atime_ns, before.st_mtime_ns))
            os.rename(self.path(path) + ".new", self.path(path))
        else:
            self.do_write(path, data)
            os.utime(self.path(path), ns=(before.st_atime_ns, before.st_mtime_ns))

    def do_checkout(self):
        """All inputs written again with their bytes, as a fresh checkout does."""
        old = self.site + ".old"
        os.rename(self.site, old)
        copy_inputs(old, self.site, OUTPUTS)
        for kept in (".bengal", *OUTPUTS):
            if os.path.lexists(os.path.join(old, kept)):
                os.rename(os.path.join(old, kept), self.path(kept))
        shutil.rmtree(old)

    def do_move(self):
        self.moves += 1
        new = os.path.join(self.folder, f"moved-{self.moves}")
        os.rename(self.site, new)
        self.site = new

    def do_due(self, path, before, after, seconds):
        """A page whose text holds a date that is some seconds ahead; see `wait`."""
        self.due = time.time() + seconds
        moment = datetime.datetime.fromtimestamp(self.due, datetime.timezone.utc).isoformat()
        self.do_write(path, before + moment.encode() + after)

    def do_wait(self):
        if self.due is not None:
            time.sleep(max(0, self.due - time.time()) + 0.05)
            self.due = None

    def do_flags(self, flags):
        before = self.output_name()
        self.flags = list(flags)
        # What is ours is known of one output folder only.
        self.cache_hurt = self.cache_hurt or self.output_name() != before

    def do_variables(self, variables):
        self.variables = dict(variables)

    # Changes of the output.

    def outputs(self):
        return sorted(path for path in snapshot(self.output()) or {} if path not in self.foreign)

    def pick_output(self, fraction):
        files = self.outputs()
        return os.path.join(self.output(), files[int(fraction * len(files))]) if files else None

    def do_out_delete(self, fraction):
        if path := self.pick_output(fraction):
            os.remove(path)

    def do_out_edit(self, fraction, how):
        path = self.pick_output(fraction)
        if not path:
            return
        before = os.stat(path)
        with open(path, "rb") as file:
            data = file.read()
        flipped = data[:-1] + bytes([data[-1] ^ 1]) if data else b"x"
        with open(path, "wb") as file:
            file.write(data + b"by hand" if how == "longer" else flipped)
        if how == "same time":
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def do_out_touch(self, fraction):
        if path := self.pick_output(fraction):
            os.utime(path)

    def do_out_to_folder(self, fraction):
        if path := self.pick_output(fraction):
            os.remove(path)
            os.mkdir(path)

    def do_out_delete_all(self):
        remove(self.output())
        self.foreign.clear()

    def do_out_foreign(self, name, data):
        if not os.path.lexists(os.path.join(self.output(), name)):
            self.do_write(self.output_name() + "/" + name, data)
            self.foreign.add(name)

    # Changes of the cache.

    def cache_files(self):
        return sorted(os.path.join(base, name) for base, _, names in os.walk(self.path(".bengal")) for name in names)

    def pick_cache(self, fraction):
        files = [path for path in self.cache_files() if os.path.getsize(path)]
        if not files:
            return None
        path = files[int(fraction * len(files))]
        # Of the manifest of outputs alone hangs what is ours in the output folder.
        self.cache_hurt = self.cache_hurt or os.path.basename(path) == "outputs"
        return path

    def do_cache_delete(self):
        remove(self.path(".bengal"))
        self.cache_hurt = True

    def do_cache_delete_store(self):
        remove(self.path(".bengal/cache"))

    def do_cache_delete_one(self, fraction):
        if path := self.pick_cache(fraction):
            os.remove(path)

    def do_cache_truncate(self, fraction, length):
        if path := self.pick_cache(fraction):
            os.truncate(path, int(os.path.getsize(path) * length))

    def do_cache_flip(self, fraction, seed, bits):
        path = self.pick_cache(fraction)
        if not path:
            return
        numbers = random.Random(seed)
        with open(path, "r+b") as file:
            size = os.path.getsize(path)
            for _ in range(bits):
                # Half of the flips near the beginning, where versions and counts stand.
                at = numbers.randrange(min(size, 4096) if numbers.random() < 0.5 else size)
                file.seek(at)
                byte = file.read(1)[0]
                file.seek(at)
                file.write(bytes([byte ^ (1 << numbers.randrange(8))]))

    def do_cache_fill(self, fraction, byte):
        """A stretch of one byte over part of a file, as a disk that lost a block leaves it."""
        path = self.pick_cache(fraction)
        if path:
            with open(path, "r+b") as file:
                file.seek(os.path.getsize(path) // 2 // 4096 * 4096)
                file.write(bytes([byte]) * min(4096, os.path.getsize(path)))

    def do_cache_swap(self, manifest):
        """The cache of another site in the place of this one's."""
        other = os.path.join(self.folder, "other")
        if not os.path.exists(other):
            os.makedirs(os.path.join(other, "content/blog"))
            for name in ("index", "blog/a", "blog/b", "about"):
                with open(os.path.join(other, f"content/{name}.md"), "w", encoding="utf-8") as file:
                    file.write(f"---\ntitle: Other {name}\ndate: 2020-02-02\n---\nother\n")
            self.build(site=other, flags=[])
        for name in os.listdir(os.path.join(other, ".bengal")):
            if name != "outputs" or manifest:
                remove(self.path(".bengal/" + name))
                source = os.path.join(other, ".bengal", name)
                os.makedirs(self.path(".bengal"), exist_ok=True)
                copy = shutil.copytree if os.path.isdir(source) else shutil.copyfile
                copy(source, self.path(".bengal/" + name))
        self.cache_hurt = self.cache_hurt or manifest

    def do_cache_keep_old(self, slot):
        """Puts the cache aside; `cache_put_back` returns it later, out of date."""
        kept = os.path.join(self.folder, "kept-" + slot)
        remove(kept)
        if os.path.isdir(self.path(".bengal")):
            shutil.copytree(self.path(".bengal"), kept)

    def do_cache_put_back(self, slot):
        kept = os.path.join(self.folder, "kept-" + slot)
        if os.path.isdir(kept):
            remove(self.path(".bengal"))
            shutil.copytree(kept, self.path(".bengal"))
            self.cache_hurt = True

    def do_cache_block(self):
        """A file where the cache's folder must be: it cannot be read nor written, whoever runs the build."""
        remove(self.path(".bengal"))
        self.do_write(".bengal", b"not a folder\n")
        self.cache_hurt = self.blocked = True

    def do_cache_unblock(self):
        if os.path.isfile(self.path(".bengal")):
            os.remove(self.path(".bengal"))
        self.blocked, self.cache_hurt = False, True

    # Builds whose result is not looked at, before the one that is compared.

    def do_build(self, extra):
        if self.supports_cache or not {"--no-cache", "--no-incremental"} & set(extra):
            self.build(*extra)

    def do_killed_build(self, seconds):
        process = self.start()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def do_warm(self, seconds=None):
        """Fills the cache without writing outputs; with seconds it is killed then."""
        if not self.supports_cache:
            return
        before = tree_stamps(self.output())
        command = [self.bengal, "cache", "warm", "--json", *self.flags]
        process = subprocess.Popen(command, cwd=self.site, env=self.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if seconds is not None:
            time.sleep(seconds)
            process.send_signal(signal.SIGKILL)
        code = process.wait(TIMEOUT)
        if code < 0 and seconds is None:
            self.complaint = f"`cache warm` ended with {code}"
        if tree_stamps(self.output()) != before:
            self.complaint = "`cache warm` touched the output folder"

    def do_limited_build(self, size):
        """A build on a disk that takes no file longer than this."""
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        self.build(limit=limit)
        # A manifest that could not be written whole names less than was written.
        self.cache_hurt = True

    def do_two_builds(self):
        for process in [self.start(), self.start()]:
            process.wait(TIMEOUT)

    def do_edit_during_build(self, path, data, seconds):
        process = self.start()
        time.sleep(seconds)
        self.do_write(path, data)
        process.wait(TIMEOUT)

    def do_clean(self, extra):
        subprocess.run([self.bengal, "clean", *extra], cwd=self.site, env=self.environment(), capture_output=True, timeout=TIMEOUT, check=False)
        if extra:
            self.foreign.clear()

    def do_other_program(self):
        """A build by what looks like another version: the same program with another identity and age."""
        program = os.path.join(self.folder, "other-bengal")
        if not os.path.exists(program):
            with open(self.bengal, "rb") as file:
                data = file.read()
            # The note of the linker: length of the name, length of the identity, kind 3, name; then the identity.
            note = b"\x04\0\0\0\x14\0\0\0\x03\0\0\0GNU\0"
            at = data.find(note)
            if at >= 0:
                at += len(note)
                data = data[:at] + bytes(byte ^ 255 for byte in data[at:at + 20]) + data[at + 20:]
            with open(program, "wb") as file:
                file.write(data)
            os.chmod(program, 0o755)
        self.start(program=program).wait(TIMEOUT)


def understand(done, site, ignored):
    """The result of a build whose problems do not name the place of the site."""
    text = done.stdout.decode(errors="replace").replace(os.path.realpath(site), "SITE").replace(site, "SITE")
    problems, summary = [], None
    for line in text.splitlines():
        try:
            value = json.loads(line)
        except ValueError:
            problems.append("not JSON: " + line)
            continue
        if "summary" in value:
            summary = value["summary"]
        else:
            value = {key: each for key, each in value.items() if key not in ignored}
            problems.append(json.dumps(value, sort_keys=True, ensure_ascii=False))
    return Built(done.returncode, sorted(problems), summary, done.stderr.decode(errors="replace"))
