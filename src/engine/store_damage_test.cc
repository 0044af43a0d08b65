// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <sys/stat.h>

#include <array>

#include "engine/fault.h"
#include "engine/store_child.h"
#include "engine/store_testing.h"

namespace engine {
namespace {

using State = Store::State;
using Tables = std::array<Records, k_tables>;

constexpr std::size_t k_page = 4096;

/// A store with short, long, old and removed records, as bytes of its file and as what it holds.
class Sample {
 public:
  Sample() {
    base::SeededNumbers numbers(21);
    Store::Opened opened = open_store(folder_);
    for (int round = 0; round < 6; ++round) {
      Batch batch;
      for (int i = 0; i < 220; ++i) {
        std::string key = "content/posts/" + std::to_string(numbers.next() % 400);
        if (i % 40 == 0) key += std::string(550, 'k');
        std::size_t table = numbers.next() % 3;
        if (numbers.next() % 4 == 0) {
          batch.remove(static_cast<Table>(table), key);
          tables_[table].erase(key);
          continue;
        }
        std::string value = bytes_of(numbers, numbers.next() % (i % 25 == 0 ? 12'000 : 250));
        batch.put(static_cast<Table>(table), key, value);
        tables_[table][key] = value;
      }
      EXPECT_TRUE(opened.store->commit(std::move(batch)));
    }
    opened.store.reset();
    bytes_ = *base::DiskFileSystem().read(folder_.file());
  }
  const TemporaryFolder& folder() const { return folder_; }
  const std::string& bytes() const { return bytes_; }
  const Tables& tables() const { return tables_; }
  void write(std::string_view bytes) const {
    base::DiskFileSystem disk;
    ASSERT_TRUE(disk.remove_tree(folder_.cache()));
    ASSERT_TRUE(disk.create_directories(folder_.cache()));
    ASSERT_TRUE(disk.write(folder_.file(), bytes));
  }

 private:
  TemporaryFolder folder_;
  std::string bytes_;
  Tables tables_;
};

enum Verdict : int {
  k_intact = 0,       ///< everything was there
  k_noticed = 1,      ///< the store was dropped or says that it is damaged
  k_wrong_value = 2,  ///< a get or a whole walk gave something else than the truth
  k_lost = 3,         ///< records are missing and no walk says so
};

/// Every get gives the truth or nothing; a walk that is said to be sound gives the whole truth.
Verdict judge_tables(const Store& store, const Tables& truth) {
  bool missing = false;
  for (std::size_t i = 0; i < k_tables; ++i) {
    for (const auto& [key, value] : truth[i]) {
      auto found = store.get(static_cast<Table>(i), key);
      missing = missing || !found;
      if (found && *found != value) return k_wrong_value;
    }
    auto [records, is_sound] = all_of(store, static_cast<Table>(i));
    if (is_sound && records != truth[i]) return k_wrong_value;
  }
  if (store.damaged()) return k_noticed;
  return missing ? k_lost : k_intact;
}

/// What a build makes of a damaged store: opens it, reads everything, changes something, opens it again.
int use(const TemporaryFolder& folder, const Tables& truth) {
  Tables later = truth;
  Verdict first = k_noticed;
  {
    Store::Opened opened = open_store(folder);
    if (!opened.store) return k_wrong_value;
    if (opened.state == State::fresh) {
      for (std::size_t i = 0; i < k_tables; ++i) {
        if (!all_of(*opened.store, static_cast<Table>(i)).first.empty()) return k_wrong_value;
      }
      return opened.reason.empty() && truth[0].empty() ? k_wrong_value : k_noticed;
    }
    first = judge_tables(*opened.store, truth);
    if (first >= k_wrong_value) return first;
  }
  // A second store has seen no damage yet, so that it writes whatever the check before the commit lets pass.
  Store::Opened opened = open_store(folder);
  if (!opened.store) return k_wrong_value;
  Batch batch;
  for (int i = 0; i < 12; ++i) {
    std::string key = "content/posts/" + std::to_string(i * 31);
    std::size_t table = static_cast<std::size_t>(i) % 3;
    if (i % 3 == 0) {
      batch.remove(static_cast<Table>(table), key);
      later[table].erase(key);
    } else {
      later[table][key] = std::string(static_cast<std::size_t>(i) * 400, 'n');
      batch.put(static_cast<Table>(table), key, later[table][key]);
    }
  }
  if (opened.state == State::fresh) return k_noticed;
  if (!opened.store->commit(std::move(batch))) return k_noticed;
  opened.store.reset();
  opened = open_store(folder);
  if (!opened.store) return k_wrong_value;
  if (opened.state == State::fresh) return k_noticed;
  return std::max(first, judge_tables(*opened.store, later));
}

int use_in_child(const Sample& sample) {
  return in_child([&] {
    guard_faults(restart_arguments());
    return use(sample.folder(), sample.tables());
  });
}

TEST(store_damage, an_undamaged_file_is_intact) {
  Sample sample;
  EXPECT_GT(sample.bytes().size(), 50 * k_page);
  sample.write(sample.bytes());
  EXPECT_EQ(use_in_child(sample), k_intact);
}

TEST(store_damage, a_file_cut_at_any_page_is_noticed) {
  Sample sample;
  for (std::size_t length = 0; length < sample.bytes().size(); length += k_page) {
    sample.write(std::string_view(sample.bytes()).substr(0, length));
    ASSERT_EQ(use_in_child(sample), k_noticed) << length;
  }
}

TEST(store_damage, a_file_cut_at_any_length_is_noticed) {
  Sample sample;
  base::SeededNumbers numbers(31);
  for (int i = 0; i < 500; ++i) {
    std::size_t length = numbers.next() % (i % 4 == 0 ? 3 * k_page : sample.bytes().size());
    sample.write(std::string_view(sample.bytes()).substr(0, length));
    ASSERT_EQ(use_in_child(sample), k_noticed) << length;
  }
}

TEST(store_damage, a_file_with_something_after_its_end_is_intact) {
  Sample sample;
  sample.write(sample.bytes() + std::string(12'345, 'x'));
  EXPECT_EQ(use_in_child(sample), k_intact);
}

/// Half of the places are where pages keep their structure.
std::size_t random_place(base::SeededNumbers& numbers, std::size_t bytes) {
  if (numbers.next() % 2 == 0) return numbers.next() % bytes;
  return numbers.next() % (bytes / k_page) * k_page + numbers.next() % 160;
}

/// Runs `damage` many times; no run may end by a signal or give a wrong value.
void expect_no_harm(int runs, const std::function<void(std::string& bytes, base::SeededNumbers& numbers)>& damage) {
  Sample sample;
  base::SeededNumbers numbers(41);
  std::map<int, int> verdicts;
  for (int i = 0; i < runs; ++i) {
    std::string bytes = sample.bytes();
    damage(bytes, numbers);
    sample.write(bytes);
    int verdict = use_in_child(sample);
    ++verdicts[verdict];
    ASSERT_TRUE(verdict == k_intact || verdict == k_noticed || verdict == k_restarted) << verdict << " in run " << i;
  }
  EXPECT_GT(verdicts[k_noticed], 0);
  for (auto [verdict, count] : verdicts) testing::Test::RecordProperty("verdict_" + std::to_string(verdict), count);
}

TEST(store_damage, flipped_bits_do_no_harm) {
  expect_no_harm(2000, [](std::string& bytes, base::SeededNumbers& numbers) {
    std::size_t place = random_place(numbers, bytes.size());
    bytes[place] = static_cast<char>(bytes[place] ^ 1 << numbers.next() % 8);
  });
}

TEST(store_damage, many_flipped_bits_do_no_harm) {
  expect_no_harm(300, [](std::string& bytes, base::SeededNumbers& numbers) {
    for (int i = 0; i < 30; ++i) {
      std::size_t place = random_place(numbers, bytes.size());
      bytes[place] = static_cast<char>(bytes[place] ^ 1 << numbers.next() % 8);
    }
  });
}

TEST(store_damage, pages_in_place_of_others_do_no_harm) {
  expect_no_harm(300, [](std::string& bytes, base::SeededNumbers& numbers) {
    std::size_t pages = bytes.size() / k_page;
    std::string page = bytes.substr(numbers.next() % pages * k_page, k_page);
    bytes.replace(numbers.next() % pages * k_page, k_page, page);
  });
}

/// With the right number a page looks at home. That may be an older version of the very page, so that values may be
/// older ones here.
TEST(store_damage, forged_pages_do_not_end_the_program) {
  Sample sample;
  base::SeededNumbers numbers(71);
  for (int i = 0; i < 300; ++i) {
    std::string bytes = sample.bytes();
    std::size_t pages = bytes.size() / k_page;
    std::size_t to = numbers.next() % pages * k_page;
    std::string page = bytes.substr(numbers.next() % pages * k_page, k_page);
    bytes.replace(to + 8, k_page - 8, page, 8, k_page - 8);
    sample.write(bytes);
    int verdict = use_in_child(sample);
    ASSERT_TRUE(verdict >= 0) << "signal " << -verdict << " in run " << i;
  }
}

TEST(store_damage, pages_of_zeros_and_noise_do_no_harm) {
  expect_no_harm(300, [](std::string& bytes, base::SeededNumbers& numbers) {
    std::size_t length = numbers.next() % 3 == 0 ? k_page : 512;
    std::size_t place = numbers.next() % (bytes.size() / length) * length;
    bytes.replace(place, length, numbers.next() % 2 == 0 ? std::string(length, '\0') : bytes_of(numbers, length));
  });
}

TEST(store_damage, a_file_that_is_no_store_is_dropped_with_a_reason) {
  Sample sample;
  base::SeededNumbers numbers(51);
  std::string other_byte_order = sample.bytes();
  for (std::size_t page : {std::size_t{0}, k_page}) {
    std::reverse(other_byte_order.begin() + static_cast<long>(page) + 16,
                 other_byte_order.begin() + static_cast<long>(page) + 20);
  }
  for (const std::string& bytes :
       {bytes_of(numbers, 100'000), std::string("x"), std::string(100'000, '\0'), other_byte_order}) {
    sample.write(bytes);
    Store::Opened reader = open_store(sample.folder(), Store::Mode::read_only);
    EXPECT_EQ(reader.state, State::refused);
    EXPECT_EQ(reader.reason, "it is cut short or damaged");
    Store::Opened opened = open_store(sample.folder());
    ASSERT_EQ(opened.state, State::fresh);
    EXPECT_EQ(opened.reason, "it is cut short or damaged");
    Batch batch;
    batch.put(Table::build, "a", "1");
    EXPECT_TRUE(opened.store->commit(std::move(batch)));
    EXPECT_EQ(opened.store->get(Table::build, "a"), "1");
  }
}

TEST(store_damage, a_folder_or_a_pipe_in_place_of_the_file_is_dropped_with_a_reason) {
  TemporaryFolder folder;
  base::DiskFileSystem disk;
  ASSERT_TRUE(disk.create_directories(folder.file() + "/in/it"));
  {
    Store::Opened opened = open_store(folder);
    ASSERT_EQ(opened.state, State::fresh);
    EXPECT_EQ(opened.reason, "it is a folder where a file should be");
    EXPECT_FALSE(disk.exists(folder.file()));
  }
  ASSERT_EQ(mkfifo(folder.file().c_str(), 0644), 0);
  Store::Opened opened = open_store(folder);
  ASSERT_EQ(opened.state, State::fresh);
  EXPECT_EQ(opened.reason, "it is not a file");
}

TEST(store_damage, an_empty_file_is_a_fresh_store) {
  TemporaryFolder folder;
  base::DiskFileSystem disk;
  ASSERT_TRUE(disk.create_directories(folder.cache()));
  ASSERT_TRUE(disk.write(folder.file(), ""));
  Store::Opened opened = open_store(folder);
  EXPECT_EQ(opened.state, State::fresh);
  Batch batch;
  batch.put(Table::build, "a", "1");
  ASSERT_TRUE(opened.store->commit(std::move(batch)));
  EXPECT_EQ(opened.store->get(Table::build, "a"), "1");
}

TEST(store_damage, a_damaged_lock_file_of_lmdb_is_made_anew) {
  Sample sample;
  base::SeededNumbers numbers(61);
  for (std::size_t length : {0, 10, 100, 8192, 100'000}) {
    sample.write(sample.bytes());
    ASSERT_TRUE(base::DiskFileSystem().write(sample.folder().cache() + "/lock.mdb", bytes_of(numbers, length)));
    EXPECT_EQ(use_in_child(sample), k_intact) << length;
    sample.write(sample.bytes());
    ASSERT_TRUE(base::DiskFileSystem().write(sample.folder().cache() + "/lock.mdb", bytes_of(numbers, length)));
    EXPECT_EQ(open_store(sample.folder(), Store::Mode::read_only).state, State::opened) << length;
  }
}

}  // namespace
}  // namespace engine
