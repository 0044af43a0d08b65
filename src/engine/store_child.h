// SPDX-License-Identifier: MIT
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

/// Tests in processes of their own, for what may end a process.
namespace engine {

/// The exit status of a test program that `guard_faults` started again.
inline constexpr int k_restarted = 42;

/// What a restarted test program is given; it looks at its environment only.
inline char** restart_arguments() {
  static char name[] = "test";
  static char* arguments[] = {name, nullptr};
  return arguments;
}

/// Waits for a child: its exit status, or minus the signal that ended it.
inline int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/// Runs `work` in a child, which ends by an alarm when it takes longer than a minute: what it returns, or minus the
/// signal that ended it.
inline int in_child(const std::function<int()>& work) {
  pid_t child = fork();
  if (child == 0) {
    alarm(60);
    _exit(work());
  }
  return wait_for(child);
}

}  // namespace engine
