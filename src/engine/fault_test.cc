// SPDX-License-Identifier: MIT
#include "engine/fault.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include <array>

#include "engine/store_child.h"
#include "engine/store_testing.h"

namespace engine {
namespace {

/// A mapped file of two pages that has just been cut to one.
class CutFile {
 public:
  explicit CutFile(const TemporaryFolder& folder) {
    std::string path = folder.path() + "/cut";
    int descriptor = open(path.c_str(), O_RDWR | O_CREAT, 0644);
    if (ftruncate(descriptor, 8192) != 0) _exit(99);
    bytes_ = static_cast<volatile char*>(mmap(nullptr, 8192, PROT_READ, MAP_SHARED, descriptor, 0));
    if (ftruncate(descriptor, 4096) != 0) _exit(99);
  }
  char* bytes() const { return const_cast<char*>(bytes_); }
  void touch() const { (void)bytes_[5000]; }

 private:
  volatile char* bytes_;
};

/// As in a program that nobody watches; sanitizers have handlers of their own.
void forget_handlers() {
  for (int each : {SIGBUS, SIGSEGV, SIGABRT}) signal(each, SIG_DFL);
}

TEST(fault, a_fault_inside_a_guarded_range_restarts_the_program) {
  TemporaryFolder folder;
  EXPECT_EQ(in_child([&] {
              CutFile file(folder);
              guard_faults(restart_arguments());
              GuardedRange range(file.bytes(), 8192);
              file.touch();
              return 0;
            }),
            k_restarted);
}

TEST(fault, a_fault_in_another_thread_restarts_the_program_too) {
  TemporaryFolder folder;
  EXPECT_EQ(in_child([&] {
              CutFile file(folder);
              guard_faults(restart_arguments());
              GuardedRange range(file.bytes(), 8192);
              std::jthread([&] { file.touch(); }).join();
              return 0;
            }),
            k_restarted);
}

TEST(fault, a_fault_outside_of_the_ranges_ends_the_program_by_its_signal) {
  TemporaryFolder folder;
  auto fault = [&] {
    CutFile file(folder);
    forget_handlers();
    guard_faults(restart_arguments());
    {
      GuardedRange range(file.bytes(), 8192);
    }
    file.touch();
    return 0;
  };
  EXPECT_EQ(in_child(fault), -SIGBUS);
  EXPECT_EQ(in_child([] {
              forget_handlers();
              guard_faults(restart_arguments());
              kill(getpid(), SIGSEGV);
              return 0;
            }),
            -SIGSEGV);
  EXPECT_EQ(in_child([] {
              forget_handlers();
              guard_faults(restart_arguments());
              std::abort();
              return 0;
            }),
            -SIGABRT);
}

TEST(fault, a_fault_or_abort_inside_a_guarded_call_restarts_the_program) {
  EXPECT_EQ(in_child([] {
              guard_faults(restart_arguments());
              GuardedCall call;
              *reinterpret_cast<volatile char*>(std::uintptr_t{16}) = 1;
              return 0;
            }),
            k_restarted);
  EXPECT_EQ(in_child([] {
              guard_faults(restart_arguments());
              GuardedCall call;
              std::abort();
              return 0;
            }),
            k_restarted);
}

TEST(fault, a_program_that_runs_without_its_cache_is_not_restarted_again) {
  TemporaryFolder folder;
  EXPECT_EQ(in_child([&] {
              setenv(k_without_cache, "1", 1);
              forget_handlers();
              CutFile file(folder);
              guard_faults(restart_arguments());
              GuardedRange range(file.bytes(), 8192);
              file.touch();
              return 0;
            }),
            -SIGBUS);
}

TEST(fault, more_ranges_than_there_is_room_for_are_only_not_guarded) {
  std::array<char, 16> bytes{};
  std::vector<std::unique_ptr<GuardedRange>> ranges;
  for (int i = 0; i < 200; ++i) ranges.push_back(std::make_unique<GuardedRange>(bytes.data(), bytes.size()));
  ranges.clear();
  TemporaryFolder folder;
  EXPECT_EQ(in_child([&] {
              CutFile file(folder);
              guard_faults(restart_arguments());
              GuardedRange range(file.bytes(), 8192);
              file.touch();
              return 0;
            }),
            k_restarted);
}

TEST(fault, a_store_cut_short_while_it_is_open_restarts_the_program) {
  TemporaryFolder folder;
  Batch batch;
  for (int i = 0; i < 500; ++i) batch.put(Table::inputs, std::to_string(i), std::string(3000, 'x'));
  ASSERT_TRUE(open_store(folder).store->commit(std::move(batch)));
  EXPECT_EQ(in_child([&] {
              guard_faults(restart_arguments());
              Store::Opened opened = open_store(folder);
              if (truncate(folder.file().c_str(), 8192) != 0) return 1;
              all_of(*opened.store, Table::inputs);
              return 0;
            }),
            k_restarted);
}

}  // namespace
}  // namespace engine

/// The tests, or what a restart of a test makes of this program.
int main(int argc, char** argv) {
  if (std::getenv(engine::k_without_cache) != nullptr) return engine::k_restarted;
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
