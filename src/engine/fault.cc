// SPDX-License-Identifier: MIT
#include "engine/fault.h"

#include <signal.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace engine {

namespace {

constexpr std::array k_signals{SIGBUS, SIGSEGV, SIGABRT, SIGFPE};

/// What a restart needs, made while allocating is still allowed.
struct Restart {
  char** arguments = nullptr;
  std::vector<std::string> environment;
  std::vector<char*> environment_pointers;
  sigset_t mask;
  std::array<struct sigaction, k_signals.size()> before;
};

struct Range {
  std::atomic<bool> taken = false;
  std::atomic<std::uintptr_t> begin = 0;
  std::atomic<std::uintptr_t> end = 0;
};

// A signal handler is given no argument of ours, so these three are global.
std::atomic<Restart*> the_restart = nullptr;
std::array<Range, 64> the_ranges;
thread_local volatile int calls_of_this_thread = 0;

bool is_guarded(std::uintptr_t address) {
  for (const Range& range : the_ranges) {
    if (address >= range.begin.load(std::memory_order_acquire) && address < range.end.load(std::memory_order_acquire)) {
      return true;
    }
  }
  return false;
}

bool is_fault_of_store(int signal, const siginfo_t& info) {
  if (calls_of_this_thread > 0) return true;
  return (signal == SIGBUS || signal == SIGSEGV) && info.si_code > 0 &&
         is_guarded(reinterpret_cast<std::uintptr_t>(info.si_addr));
}

/// Lets the signal do what it would have done: the instruction faults again after the return, anything else is sent
/// again.
void hand_back(int signal, const siginfo_t& info) {
  const Restart& restart = *the_restart.load(std::memory_order_acquire);
  for (std::size_t i = 0; i < k_signals.size(); ++i) {
    if (k_signals[i] == signal) sigaction(signal, &restart.before[i], nullptr);
  }
  if (info.si_code <= 0) raise(signal);
}

void on_fault(int signal, siginfo_t* info, void*) {
  if (is_fault_of_store(signal, *info)) restart_without_cache();
  hand_back(signal, *info);
}

void use_alternate_stack() {
  alignas(16) static std::array<char, 64 * 1024> stack;
  stack_t description{};
  description.ss_sp = stack.data();
  description.ss_size = stack.size();
  sigaltstack(&description, nullptr);
}

}  // namespace

void guard_faults(char** arguments) {
  if (std::getenv(k_without_cache) != nullptr || the_restart.load() != nullptr) return;
  static Restart restart;
  restart.arguments = arguments;
  for (char** each = environ; *each != nullptr; ++each) restart.environment.emplace_back(*each);
  restart.environment.push_back(std::string(k_without_cache) + "=1");
  for (std::string& each : restart.environment) restart.environment_pointers.push_back(each.data());
  restart.environment_pointers.push_back(nullptr);
  pthread_sigmask(SIG_SETMASK, nullptr, &restart.mask);
  the_restart.store(&restart, std::memory_order_release);

  use_alternate_stack();
  struct sigaction action{};
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < k_signals.size(); ++i) sigaction(k_signals[i], &action, &restart.before[i]);
}

void restart_without_cache() {
  Restart* restart = the_restart.load(std::memory_order_acquire);
  if (restart == nullptr) return;
  pthread_sigmask(SIG_SETMASK, &restart->mask, nullptr);
  execve("/proc/self/exe", restart->arguments, restart->environment_pointers.data());
}

GuardedRange::GuardedRange(const void* begin, std::size_t bytes) {
  for (std::size_t i = 0; i < the_ranges.size(); ++i) {
    Range& range = the_ranges[i];
    if (range.taken.exchange(true, std::memory_order_acq_rel)) continue;
    auto first = reinterpret_cast<std::uintptr_t>(begin);
    range.begin.store(first, std::memory_order_release);
    range.end.store(first + bytes, std::memory_order_release);
    slot_ = static_cast<int>(i);
    return;
  }
}

GuardedRange::~GuardedRange() {
  if (slot_ < 0) return;
  Range& range = the_ranges[static_cast<std::size_t>(slot_)];
  range.end.store(0, std::memory_order_release);
  range.begin.store(0, std::memory_order_release);
  range.taken.store(false, std::memory_order_release);
}

GuardedCall::GuardedCall() { calls_of_this_thread = calls_of_this_thread + 1; }
GuardedCall::~GuardedCall() { calls_of_this_thread = calls_of_this_thread - 1; }

}  // namespace engine
