// SPDX-License-Identifier: MIT
#pragma once

namespace base {

/// Lets the C library's allocator take memory from the system in large steps and keep what it has: for a process that
/// allocates much and ends soon. Called once, before threads start.
void allocate_in_large_steps();

/// Makes room in the calling thread's heap for what it is about to allocate. The heaps of threads other than the first
/// else grow by a page at a time, with a system call each, for which the page faults of all other threads wait.
void make_room_in_heap();

}  // namespace base
