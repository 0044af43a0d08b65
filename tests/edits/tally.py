# SPDX-License-Identifier: MIT
"""Counts renders by kind of edit, and how many of them were needed."""

import collections


class Tally:
    def __init__(self):
        self.steps = collections.Counter()
        self.rendered = collections.Counter()
        self.needed = collections.Counter()
        self.worst = {}

    def add(self, seed, counts):
        for count in counts:
            name = count.names[0] if len(count.names) == 1 else f"({len(count.names)} edits)"
            self.steps[name] += 1
            self.rendered[name] += count.rendered
            self.needed[name] += count.needed
            waste = count.rendered - count.needed
            if waste > self.worst.get(name, (0,))[0]:
                self.worst[name] = (waste, seed, count.step, count.example)

    def totals(self):
        return sum(self.rendered.values()), sum(self.needed.values())

    def is_over(self, percent):
        """True when more was rendered than needed, beyond some percent and half an output a step."""
        rendered, needed = self.totals()
        return rendered > needed * (1 + percent / 100) + 0.5 * sum(self.steps.values())

    def table(self):
        lines = [f"{'kind of edit':48} {'steps':>6} {'rendered':>9} {'needed':>7} {'waste':>7}  worst example"]
        for name in sorted(self.steps, key=lambda name: (self.needed[name] - self.rendered[name], name)):
            waste = self.rendered[name] - self.needed[name]
            worst = self.worst.get(name)
            example = f"{worst[0]} too many: --seed {worst[1]} --stop-before {worst[2]}; {worst[3]}" if worst else ""
            lines.append(f"{name[:48]:48} {self.steps[name]:6} {self.rendered[name]:9} {self.needed[name]:7} {waste:7}  {example[:150]}")
        rendered, needed = self.totals()
        over = f"{100 * (rendered - needed) / needed:.1f} %" if needed else "-"
        lines.append(f"{'all':48} {sum(self.steps.values()):6} {rendered:9} {needed:7} {rendered - needed:7}  over-rendering {over}")
        return "\n".join(lines) + "\n"
