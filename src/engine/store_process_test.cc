// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <array>

#include "engine/store_child.h"
#include "engine/store_testing.h"

namespace engine {
namespace {

using State = Store::State;

class Pipe {
 public:
  Pipe() {
    if (pipe2(ends_.data(), O_CLOEXEC) != 0) abort();
  }
  ~Pipe() {
    close(ends_[0]);
    close(ends_[1]);
  }
  void send(std::uint32_t number) {
    if (write(ends_[1], &number, sizeof number) != sizeof number) abort();
  }
  std::uint32_t receive() {
    std::uint32_t number = 0;
    return read(ends_[0], &number, sizeof number) == sizeof number ? number : 0;
  }
  /// The last number that was sent, of those sent until now.
  std::uint32_t receive_last() {
    fcntl(ends_[0], F_SETFL, O_NONBLOCK);
    std::uint32_t last = 0;
    while (std::uint32_t number = receive()) last = number;
    return last;
  }

 private:
  std::array<int, 2> ends_;
};

constexpr int k_records_of_generation = 60;

/// Records that all say the same number, of lengths and in tables that change.
Batch generation(std::uint32_t number) {
  Batch batch;
  std::string text = std::to_string(number);
  batch.put(Table::build, "generation", text);
  for (int i = 0; i < k_records_of_generation; ++i) {
    std::size_t length = (number * 37 + static_cast<std::uint32_t>(i) * 911) % (i % 10 == 0 ? 9000 : 300);
    batch.put(Table::outputs, std::to_string(i), text + "/" + std::string(length, 'x'));
  }
  if (number % 5 == 0) batch.clear(Table::fragments);
  batch.put(Table::fragments, text, text);
  return batch;
}

/// The number that all records of a store say; nothing when they do not agree.
std::optional<std::uint32_t> generation_of(const Store& store) {
  auto text = store.get(Table::build, "generation");
  auto [records, is_sound] = all_of(store, Table::outputs);
  if (!text || !is_sound || records.size() != k_records_of_generation || store.damaged()) return std::nullopt;
  for (const auto& [key, value] : records) {
    if (value.substr(0, value.find('/')) != *text) return std::nullopt;
  }
  if (!all_of(store, Table::fragments).second || store.get(Table::fragments, *text) != *text) return std::nullopt;
  return static_cast<std::uint32_t>(std::stoul(std::string(*text)));
}

TEST(store_process, another_process_that_writes_is_named_until_it_ends) {
  TemporaryFolder folder;
  Pipe ready;
  pid_t child = fork();
  if (child == 0) {
    Store::Opened opened = open_store(folder);
    ready.send(opened.store ? 1 : 2);
    pause();
  }
  ASSERT_EQ(ready.receive(), 1u);
  Store::Opened opened = open_store(folder);
  EXPECT_EQ(opened.state, State::busy);
  EXPECT_EQ(opened.reason, "process " + std::to_string(child) + " is writing to it");
  auto removed = remove_store(folder.cache());
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().message, opened.reason);
  kill(child, SIGKILL);
  wait_for(child);
  EXPECT_EQ(open_store(folder).state, State::fresh);
}

TEST(store_process, a_lock_file_that_holds_nonsense_is_no_obstacle) {
  TemporaryFolder folder;
  base::DiskFileSystem disk;
  ASSERT_TRUE(disk.create_directories(folder.cache()));
  ASSERT_TRUE(disk.write(folder.cache() + "/writer", std::string(100'000, '9')));
  {
    Store::Opened opened = open_store(folder);
    EXPECT_EQ(opened.state, State::fresh);
    EXPECT_EQ(open_store(folder).reason, "process " + std::to_string(getpid()) + " is writing to it");
    ASSERT_TRUE(disk.write(folder.cache() + "/writer", "nonsense"));
    EXPECT_EQ(open_store(folder).reason, "another process is writing to it");
  }
}

TEST(store_process, a_store_killed_at_any_instant_opens_in_a_committed_state) {
  TemporaryFolder folder;
  base::SeededNumbers numbers(5);
  std::uint32_t known = 0;
  int killed_between_commits = 0;
  for (int round = 0; round < 100; ++round) {
    Pipe committed;
    pid_t child = fork();
    if (child == 0) {
      Store::Opened opened = open_store(folder);
      if (!opened.store) _exit(1);
      for (std::uint32_t number = known + 1;; ++number) {
        if (round % 3 == 0 && number % 50 == 0 && !opened.store->compact()) _exit(2);
        bool done = number % 40 == 0 ? opened.store->commit_synced(generation(number)).has_value()
                                     : opened.store->commit(generation(number)).has_value();
        if (!done) _exit(3);
        committed.send(number);
      }
    }
    usleep(static_cast<useconds_t>(numbers.next() % 20'000));
    kill(child, SIGKILL);
    ASSERT_EQ(wait_for(child), -SIGKILL);
    std::uint32_t last = std::max(known, committed.receive_last());
    Store::Opened opened = open_store(folder);
    ASSERT_EQ(opened.reason, "") << "round " << round;
    if (opened.state == State::fresh) {
      ASSERT_EQ(last, 0u);
      continue;
    }
    auto found = generation_of(*opened.store);
    ASSERT_TRUE(found) << "round " << round;
    ASSERT_TRUE(*found == last || *found == last + 1) << *found << " but " << last << " was committed";
    killed_between_commits += *found == last ? 1 : 0;
    known = *found;
  }
  EXPECT_GT(known, 100u);
  EXPECT_GT(killed_between_commits, 0);
}

TEST(store_process, readers_see_one_state_each_while_a_writer_commits_compacts_and_clears) {
  TemporaryFolder folder;
  Store::Opened writer = open_store(folder);
  ASSERT_TRUE(writer.store->commit(generation(1)));
  Pipe stop;
  std::vector<pid_t> readers;
  for (int i = 0; i < 2; ++i) {
    readers.push_back(fork());
    if (readers.back() != 0) continue;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    alarm(60);
    std::uint32_t last = 0;
    for (int seen = 0; seen < 200;) {
      Store::Opened opened = open_store(folder, Store::Mode::read_only);
      if (!opened.store) continue;  // between the removal and the next commit
      for (int again = 0; again < 3; ++again) {
        auto found = generation_of(*opened.store);
        if (!found) _exit(1);
        if (*found < last) _exit(2);
        last = *found;
      }
      ++seen;
    }
    _exit(0);
  }
  std::uint32_t number = 1;
  for (; waitpid(readers[0], nullptr, WNOHANG) == 0; ++number) {
    if (number % 50 == 0) {
      ASSERT_TRUE(writer.store->compact());
    }
    if (number % 70 == 0) {
      ASSERT_TRUE(writer.store->clear());
    }
    auto committed = writer.store->commit(generation(number + 1));
    ASSERT_TRUE(committed) << committed.error().message;
  }
  EXPECT_EQ(wait_for(readers[1]), 0);
  EXPECT_EQ(generation_of(*writer.store), number);
}

TEST(store_process, a_reader_keeps_its_state_however_often_a_writer_commits) {
  TemporaryFolder folder;
  Store::Opened writer = open_store(folder);
  ASSERT_TRUE(writer.store->commit(generation(1)));
  Pipe opened;
  Pipe written;
  pid_t child = fork();
  if (child == 0) {
    Store::Opened reader = open_store(folder, Store::Mode::read_only);
    opened.send(1);
    if (written.receive() != 1) _exit(1);
    _exit(reader.store && generation_of(*reader.store) == 1 ? 0 : 2);
  }
  ASSERT_EQ(opened.receive(), 1u);
  for (std::uint32_t number = 2; number < 200; ++number) ASSERT_TRUE(writer.store->commit(generation(number)));
  written.send(1);
  EXPECT_EQ(wait_for(child), 0);
}

TEST(store_process, readers_that_were_killed_do_not_make_the_file_grow) {
  TemporaryFolder folder;
  Store::Opened writer = open_store(folder);
  ASSERT_TRUE(writer.store->commit(generation(1)));
  for (int i = 0; i < 5; ++i) {
    ASSERT_EQ(in_child([&] {
                Store::Opened reader = open_store(folder, Store::Mode::read_only);
                kill(getpid(), SIGKILL);
                return 1;
              }),
              -SIGKILL);
  }
  for (std::uint32_t number = 2; number < 300; ++number) ASSERT_TRUE(writer.store->commit(generation(number)));
  EXPECT_LT(writer.store->file_bytes(), 4u << 20);
}

TEST(store_process, a_full_disk_is_a_refusal_and_the_old_state_stays) {
  TemporaryFolder folder;
  ASSERT_TRUE(open_store(folder).store->commit(generation(1)));
  EXPECT_EQ(in_child([&] {
              signal(SIGXFSZ, SIG_IGN);
              rlimit limit{.rlim_cur = 400'000, .rlim_max = 400'000};
              setrlimit(RLIMIT_FSIZE, &limit);
              Store::Opened opened = open_store(folder);
              Batch large;
              for (int i = 0; i < 300; ++i) large.put(Table::linked, std::to_string(i), std::string(7000, 'y'));
              if (opened.state != State::opened) return 1;
              auto refused = opened.store->commit(large);
              if (refused || refused.error().code != base::ErrorCode::too_large) return 2;
              if (generation_of(*opened.store) != 1) return 3;
              if (opened.store->commit(large)) return 4;
              if (!opened.store->commit(generation(2)) || generation_of(*opened.store) != 2) return 5;
              return 0;
            }),
            0);
  Store::Opened opened = open_store(folder);
  ASSERT_EQ(opened.state, State::opened) << opened.reason;
  EXPECT_EQ(generation_of(*opened.store), 2u);
  EXPECT_EQ(base::DiskFileSystem().stat(folder.file())->size, opened.store->file_bytes());
}

TEST(store_process, a_full_disk_at_the_first_commit_is_a_refusal) {
  TemporaryFolder folder;
  EXPECT_EQ(in_child([&] {
              signal(SIGXFSZ, SIG_IGN);
              rlimit limit{.rlim_cur = 30'000, .rlim_max = 30'000};
              setrlimit(RLIMIT_FSIZE, &limit);
              Store::Opened opened = open_store(folder);
              return opened.state == State::fresh && !opened.store->commit(generation(1)) ? 0 : 1;
            }),
            0);
  Store::Opened opened = open_store(folder);
  EXPECT_EQ(opened.state, State::fresh);
  EXPECT_EQ(opened.reason, "");
  EXPECT_TRUE(opened.store->commit(generation(1)));
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST(store_process, little_address_space_is_enough) {
  TemporaryFolder folder;
  EXPECT_EQ(in_child([&] {
              rlimit limit{.rlim_cur = 600 << 20, .rlim_max = 600 << 20};
              setrlimit(RLIMIT_AS, &limit);
              Store::Opened opened = open_store(folder);
              return opened.store->commit(generation(1)) && generation_of(*opened.store) == 1 ? 0 : 1;
            }),
            0);
  EXPECT_EQ(generation_of(*open_store(folder).store), 1u);
}
#endif

}  // namespace
}  // namespace engine
