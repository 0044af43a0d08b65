// SPDX-License-Identifier: MIT
#include "engine/store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "engine/store_format.h"
#include "engine/store_lmdb.h"
#include "engine/store_testing.h"

namespace engine {
namespace {

using State = Store::State;

TEST(store, a_new_store_is_fresh_and_empty_and_has_nothing_to_say) {
  TemporaryFolder folder;
  Store::Opened opened = open_store(folder);
  ASSERT_EQ(opened.state, State::fresh);
  EXPECT_EQ(opened.reason, "");
  EXPECT_FALSE(opened.store->get(Table::inputs, "a"));
  EXPECT_FALSE(opened.store->get(Table::inputs, ""));
  EXPECT_TRUE(all_of(*opened.store, Table::inputs).first.empty());
  EXPECT_EQ(opened.store->file_bytes(), 0u);
  EXPECT_EQ(opened.store->size(Table::inputs).records, 0u);
  EXPECT_FALSE(opened.store->damaged());
}

TEST(store, a_store_that_nothing_was_committed_to_is_fresh_again) {
  TemporaryFolder folder;
  {
    Store::Opened opened = open_store(folder);
  }
  Store::Opened opened = open_store(folder);
  EXPECT_EQ(opened.state, State::fresh);
  EXPECT_EQ(opened.reason, "");
}

TEST(store, what_is_put_is_found_after_the_commit_and_after_opening_again) {
  TemporaryFolder folder;
  {
    Store::Opened opened = open_store(folder);
    Batch batch;
    batch.put(Table::inputs, "content/a.md", "one");
    batch.put(Table::outputs, "content/a.md", "two");
    batch.put(Table::statistics, "empty", "");
    ASSERT_TRUE(opened.store->commit(std::move(batch)));
    EXPECT_EQ(opened.store->get(Table::inputs, "content/a.md"), "one");
  }
  Store::Opened opened = open_store(folder);
  ASSERT_EQ(opened.state, State::opened) << opened.reason;
  EXPECT_EQ(opened.store->get(Table::inputs, "content/a.md"), "one");
  EXPECT_EQ(opened.store->get(Table::outputs, "content/a.md"), "two");
  EXPECT_EQ(opened.store->get(Table::statistics, "empty"), "");
  EXPECT_FALSE(opened.store->get(Table::documents, "content/a.md"));
  EXPECT_FALSE(opened.store->get(Table::inputs, "content/a"));
  EXPECT_EQ(opened.store->size(Table::inputs).records, 1u);
  EXPECT_GT(opened.store->size(Table::inputs).bytes, 0u);
  EXPECT_GT(opened.store->file_bytes(), 0u);
}

TEST(store, a_walk_visits_all_records_in_order_of_key) {
  TemporaryFolder folder;
  Store::Opened opened = open_store(folder);
  Batch batch;
  for (std::string key : {"b", "a", "\xff", "ab", "B", "\x01"}) batch.put(Table::linked, key, "value of " + key);
  ASSERT_TRUE(opened.store->commit(std::move(batch)));
  std::vector<std::string> keys;
  EXPECT_TRUE(opened.store->for_each(Table::linked, [&](std::string_view key, std::string_view value) {
    EXPECT_EQ(value, "value of " + std::string(key));
    keys.emplace_back(key);
    return true;
  }));
  EXPECT_EQ(keys, (std::vector<std::string>{"\x01", "B", "a", "ab", "b", "\xff"}));
}

TEST(store, a_walk_ends_when_the_visitor_says_so) {
  TemporaryFolder folder;
  Store::Opened opened = open_store(folder);
  Batch batch;
  for (int i = 0; i < 1000; ++i) batch.put(Table::linked, std::to_string(i), "x");
  ASSERT_TRUE(opened.store->commit(std::move(batch)));
  int visited = 0;
  EXPECT_TRUE(opened.store->for_each(Table::linked, [&](std::string_view, std::string_view) { return ++visited < 7; }));
  EXPECT_EQ(visited, 7);
  EXPECT_FALSE(opened.store->damaged());
}

TEST(store, a_visitor_may_read_the_store) {
  TemporaryFolder folder;
  Store::Opened opened = open_store(folder);
  Batch batch;
  for (int i = 0; i < 100; ++i) batch.put(Table::linked, std::to_string(i), std::to_string(i * i));
  ASSERT_TRUE(opened.store->commit(std::move(batch)));
  int seen = 0;
  opened.store->for_each(Table::linked, [&](std::string_view key, std::string_view value) {
    seen += opened.store->get(Table::linked, key) == value ? 1 : 0;
    return true;
  });
  EXPECT_EQ(seen, 100);
}

TEST(store, keys_of_any_length_and_bytes_are_kept_apart) {
  TemporaryFolder folder;
  base::SeededNumbers numbers(3);
  Records records;
  std::string stem(600, 'k');
  for (std::size_t length : {1, 2, 478, 479, 480, 509, 510, 511, 512, 513, 599, 600}) {
    records[stem.substr(0, length)] = "value " + std::to_string(length);
  }
  for (int i = 0; i < 50; ++i) records[stem + std::to_string(i)] = bytes_of(numbers, numbers.next() % 9000);
  records[std::string(1, '\0')] = "zero";
  records[std::string(100'000, '\0')] = std::string(3'000'000, 'v');
  {
    Store::Opened opened = open_store(folder);
    Batch batch;
    for (const auto& [key, value] : records) batch.put(Table::fragments, key, value);
    ASSERT_TRUE(opened.store->commit(std::move(batch)));
  }
  Store::Opened opened = open_store(folder);
  for (const auto& [key, value] : records) EXPECT_EQ(opened.store->get(Table::fragments, key), value) << key.size();
  EXPECT_FALSE(opened.store->get(Table::fragments, stem + "50"));
  auto [found, is_sound] = all_of(*opened.store, Table::fragments);
  EXPECT_TRUE(is_sound);
  EXPECT_EQ(found, records);

  Batch batch;
  batch.remove(Table::fragments, stem + "7");
  batch.put(Table::fragments, stem + "8", "new");
  ASSERT_TRUE(opened.store->commit(std::move(batch)));
  EXPECT_FALSE(opened.store->get(Table::fragments, stem + "7"));
  EXPECT_EQ(opened.store->get(Table::fragments, stem + "8"), "new");
}

TEST(store, an_empty_key_is_refused) {
  TemporaryFolder folder;
  Store::Opened opened = open_store(folder);
  Batch batch;
  batch.put(Table::fragments, "a", "kept out");
  batch.put(Table::fragments, "", "x");
  EXPECT_FALSE(opened.store->commit(std::move(batch)));
  EXPECT_FALSE(opened.store->get(Table::fragments, "a"));
}

TEST(store, a_later_change_of_a_batch_replaces_an_earlier_one) {
  TemporaryFolder folder;
  Store::Opened opened = open_store(folder);
  Batch batch;
  batch.put(Table::build, "a", "1");
  batch.put(Table::build, "b", "1");
  batch.put(Table::build, "a", "2");
  batch.remove(Table::build, "b");
  batch.remove(Table::build, "c");
  batch.put(Table::build, "c", "3");
  EXPECT_FALSE(batch.empty());
  ASSERT_TRUE(opened.store->commit(std::move(batch)));
  EXPECT_EQ(all_of(*opened.store, Table::build).first, (Records{{"a", "2"}, {"c", "3"}}));
}

TEST(store, clearing_a_table_forgets_what_it_held_and_keeps_what_the_batch_puts) {
  TemporaryFolder folder;
  Store::Opened opened = open_store(folder);
  Batch first;
  for (int i = 0; i < 2000; ++i) first.put(Table::answers, std::to_string(i), std::string(i % 5000, 'x'));
  first.put(Table::inputs, "stays", "here");
  ASSERT_TRUE(opened.store->commit(std::move(first)));
  Batch second;
  second.put(Table::answers, "new", "1");
  second.clear(Table::answers);
  second.put(Table::answers, "17", "2");
  second.remove(Table::answers, "18");
  ASSERT_TRUE(opened.store->commit(std::move(second)));
  auto [records, is_sound] = all_of(*opened.store, Table::answers);
  EXPECT_TRUE(is_sound);
  EXPECT_EQ(records, (Records{{"17", "2"}, {"new", "1"}}));
  EXPECT_EQ(opened.store->get(Table::inputs, "stays"), "here");
}

TEST(store, a_commit_that_changes_nothing_writes_nothing) {
  TemporaryFolder folder;
  Store::Opened opened = open_store(folder);
  Batch batch;
  batch.put(Table::build, "a", "1");
  ASSERT_TRUE(opened.store->commit(batch));
  base::DiskFileSystem disk;
  std::string before = *disk.read(folder.file());
  ASSERT_TRUE(opened.store->commit(batch));
  ASSERT_TRUE(opened.store->commit(Batch()));
  Batch other;
  other.remove(Table::build, "b");
  other.clear(Table::linked);
  ASSERT_TRUE(opened.store->commit(other));
  EXPECT_TRUE(before == *disk.read(folder.file()));
}

/// Random batches against a map, with walks, opening again and compaction in between.
TEST(store, holds_what_a_map_would_hold_after_random_batches) {
  TemporaryFolder folder;
  base::SeededNumbers numbers(11);
  std::array<Records, k_tables> model;
  auto opened = std::make_unique<Store::Opened>(open_store(folder));
  for (int round = 0; round < 150; ++round) {
    Batch batch;
    if (numbers.next() % 10 == 0) {
      auto table = static_cast<Table>(numbers.next() % k_tables);
      batch.clear(table);
      model[static_cast<std::size_t>(table)].clear();
    }
    std::uint64_t changes = numbers.next() % (round % 10 == 0 ? 2000 : 60);
    bool shrinks = numbers.next() % 3 == 0;
    for (std::uint64_t i = 0; i < changes; ++i) {
      std::uint64_t table = numbers.next() % 3 * 4;
      std::string key = "key/" + std::to_string(numbers.next() % 1500);
      if (numbers.next() % 8 == 0) key += std::string(520, 'l');
      if (shrinks ? numbers.next() % 10 != 0 : numbers.next() % 4 == 0) {
        batch.remove(static_cast<Table>(table), key);
        model[table].erase(key);
      } else {
        std::string value = bytes_of(numbers, numbers.next() % (i % 50 == 0 ? 20'000 : 400));
        batch.put(static_cast<Table>(table), key, value);
        model[table][key] = value;
      }
    }
    auto done = numbers.next() % 20 == 0 ? opened->store->commit_synced(batch) : opened->store->commit(batch);
    ASSERT_TRUE(done) << done.error().message << " in round " << round;
    if (round % 40 == 39) {
      ASSERT_TRUE(opened->store->compact());
    }
    if (round % 7 == 0) {
      opened.reset();
      opened = std::make_unique<Store::Opened>(open_store(folder));
      bool is_empty = std::ranges::all_of(model, [](const Records& each) { return each.empty(); });
      ASSERT_TRUE(opened->state == State::opened || is_empty) << opened->reason << " in round " << round;
    }
    for (std::size_t i = 0; i < k_tables; ++i) {
      auto [records, is_sound] = all_of(*opened->store, static_cast<Table>(i));
      ASSERT_TRUE(is_sound) << "round " << round;
      ASSERT_TRUE(records == model[i]) << "round " << round;
      ASSERT_EQ(opened->store->size(static_cast<Table>(i)).records, model[i].size());
    }
    for (const auto& [key, value] : model[4]) ASSERT_EQ(opened->store->get(Table::answers, key), value);
  }
}

TEST(store, the_file_is_as_long_as_it_says_after_each_commit) {
  TemporaryFolder folder;
  Store::Opened opened = open_store(folder);
  base::DiskFileSystem disk;
  for (int round = 0; round < 20; ++round) {
    Batch batch;
    for (int i = 0; i < 500; ++i) {
      batch.put(Table::linked, std::to_string(i), std::string(static_cast<std::size_t>(i * round % 700), 'x'));
    }
    if (round % 2 == 1) {
      for (int i = 0; i < 480; ++i) batch.remove(Table::linked, std::to_string(i));
    }
    ASSERT_TRUE(opened.store->commit(std::move(batch)));
    EXPECT_EQ(disk.stat(folder.file())->size, opened.store->file_bytes());
  }
}

TEST(store, a_store_of_another_program_is_dropped_with_a_reason) {
  TemporaryFolder folder;
  Batch batch;
  batch.put(Table::build, "a", "1");
  ASSERT_TRUE(open_store(folder).store->commit(batch));
  Store::Options options = options_of(folder);
  options.program = "program 2";
  {
    Store::Opened opened = Store::open(options);
    ASSERT_EQ(opened.state, State::fresh);
    EXPECT_EQ(opened.reason, "it was written by another version of the program");
    EXPECT_FALSE(opened.store->get(Table::build, "a"));
    ASSERT_TRUE(opened.store->commit(batch));
  }
  EXPECT_EQ(Store::open(options).state, State::opened);
}

TEST(store, a_store_from_before_the_machine_was_started_again_is_dropped_unless_it_was_synced) {
  TemporaryFolder folder;
  Batch batch;
  batch.put(Table::build, "a", "1");
  ASSERT_TRUE(open_store(folder).store->commit(batch));
  Store::Options later = options_of(folder);
  later.boot = "boot 2";
  {
    Store::Opened opened = Store::open(later);
    ASSERT_EQ(opened.state, State::fresh);
    EXPECT_EQ(opened.reason, "the machine was started again since it was written");
    ASSERT_TRUE(opened.store->commit_synced(batch));
  }
  {
    Store::Opened opened = open_store(folder);
    ASSERT_EQ(opened.state, State::opened) << opened.reason;
    Batch other;
    other.put(Table::build, "b", "2");
    ASSERT_TRUE(opened.store->commit(other));
  }
  Store::Opened opened = Store::open(later);
  EXPECT_EQ(opened.state, State::fresh);
  EXPECT_EQ(opened.reason, "the machine was started again since it was written");
}

TEST(store, syncing_a_store_that_is_up_to_date_keeps_it_over_a_start_of_the_machine) {
  TemporaryFolder folder;
  Batch batch;
  batch.put(Table::build, "a", "1");
  {
    Store::Opened opened = open_store(folder);
    ASSERT_TRUE(opened.store->commit(batch));
    ASSERT_TRUE(opened.store->commit_synced(Batch()));
  }
  Store::Options later = options_of(folder);
  later.boot = "boot 2";
  EXPECT_EQ(Store::open(later).state, State::opened);
}

TEST(store, every_commit_is_synced_where_the_start_of_the_machine_has_no_identity) {
  TemporaryFolder folder;
  Store::Options options = options_of(folder);
  options.boot = "";
  Batch batch;
  batch.put(Table::build, "a", "1");
  ASSERT_TRUE(Store::open(options).store->commit(batch));
  EXPECT_EQ(Store::open(options).state, State::opened);
  EXPECT_EQ(open_store(folder).state, State::opened);
}

TEST(store, the_system_gives_each_start_an_identity) {
  EXPECT_EQ(boot_identity(), boot_identity());
  EXPECT_EQ(Store::Options().boot, boot_identity());
}

TEST(store, a_store_of_another_format_is_dropped_with_a_reason) {
  TemporaryFolder folder;
  Batch batch;
  batch.put(Table::build, "a", "1");
  ASSERT_TRUE(open_store(folder).store->commit(batch));
  {
    auto lmdb = Lmdb::open(folder.cache(), Lmdb::Mode::write, 1 << 20, 1 << 20);
    ASSERT_TRUE(lmdb);
    std::string format;
    append_u64(format, k_store_format + 1);
    Envelope around = envelope("format", checksum(k_meta_number, "format", format));
    ASSERT_TRUE((*lmdb)->begin());
    ASSERT_TRUE((*lmdb)->choose(k_meta_table));
    ASSERT_TRUE((*lmdb)->put("format", {.before = {}, .value = format, .after = around.after}, Lmdb::Order::any));
    ASSERT_TRUE((*lmdb)->choose("a table of the future"));
    ASSERT_TRUE((*lmdb)->commit(Lmdb::Sync::no));
  }
  Store::Opened reader = open_store(folder, Store::Mode::read_only);
  EXPECT_EQ(reader.state, State::refused);
  EXPECT_EQ(reader.reason, "it has the format of another version of the program");
  Store::Opened opened = open_store(folder);
  EXPECT_EQ(opened.state, State::fresh);
  EXPECT_EQ(opened.reason, "it has the format of another version of the program");
}

TEST(store, clear_forgets_everything_and_the_store_may_be_used_on) {
  TemporaryFolder folder;
  Batch batch;
  batch.put(Table::build, "a", "1");
  {
    Store::Opened opened = open_store(folder);
    ASSERT_TRUE(opened.store->commit(batch));
    opened.store->distrust("a record is missing");
    ASSERT_TRUE(opened.store->clear());
    EXPECT_FALSE(opened.store->damaged());
    EXPECT_FALSE(opened.store->get(Table::build, "a"));
    EXPECT_EQ(open_store(folder, Store::Mode::read_only).state, State::refused);
    Batch other;
    other.put(Table::build, "b", "2");
    ASSERT_TRUE(opened.store->commit(other));
  }
  Store::Opened opened = open_store(folder);
  EXPECT_EQ(opened.state, State::opened);
  EXPECT_EQ(all_of(*opened.store, Table::build).first, (Records{{"b", "2"}}));
}

TEST(store, compacting_makes_the_file_smaller_and_keeps_every_record) {
  TemporaryFolder folder;
  Store::Opened opened = open_store(folder);
  Batch batch;
  for (int i = 0; i < 3000; ++i) batch.put(Table::outputs, std::to_string(i), std::string(1000, 'x'));
  ASSERT_TRUE(opened.store->commit(std::move(batch)));
  Batch removals;
  for (int i = 10; i < 3000; ++i) removals.remove(Table::outputs, std::to_string(i));
  ASSERT_TRUE(opened.store->commit(std::move(removals)));
  std::uint64_t before = opened.store->file_bytes();
  Records records = all_of(*opened.store, Table::outputs).first;
  ASSERT_TRUE(opened.store->compact());
  EXPECT_LT(opened.store->file_bytes() * 20, before);
  EXPECT_EQ(base::DiskFileSystem().stat(folder.file())->size, opened.store->file_bytes());
  EXPECT_EQ(all_of(*opened.store, Table::outputs).first, records);
  Batch more;
  more.put(Table::outputs, "more", "1");
  ASSERT_TRUE(opened.store->commit(std::move(more)));
  opened.store.reset();
  opened = open_store(folder);
  ASSERT_EQ(opened.state, State::opened) << opened.reason;
  EXPECT_EQ(all_of(*opened.store, Table::outputs).first.size(), 11u);
  EXPECT_FALSE(base::DiskFileSystem().exists(folder.cache() + "/compact"));
}

TEST(store, a_second_writer_of_this_process_is_told_who_is_in_the_way) {
  TemporaryFolder folder;
  Store::Opened first = open_store(folder);
  Store::Opened second = open_store(folder);
  EXPECT_EQ(second.state, State::busy);
  EXPECT_EQ(second.reason, "process " + std::to_string(getpid()) + " is writing to it");
  EXPECT_EQ(second.store, nullptr);
  Store::Opened reader = open_store(folder, Store::Mode::read_only);
  EXPECT_EQ(reader.state, State::refused);
  EXPECT_EQ(reader.reason, "this process has it open to write");
  first.store.reset();
  EXPECT_EQ(open_store(folder).state, State::fresh);
}

TEST(store, a_reader_reads_and_cannot_write) {
  TemporaryFolder folder;
  EXPECT_EQ(open_store(folder, Store::Mode::read_only).state, State::refused);
  Batch batch;
  batch.put(Table::build, "a", "1");
  ASSERT_TRUE(open_store(folder).store->commit(batch));
  Store::Opened opened = open_store(folder, Store::Mode::read_only);
  ASSERT_EQ(opened.state, State::opened) << opened.reason;
  EXPECT_EQ(opened.store->get(Table::build, "a"), "1");
  EXPECT_FALSE(opened.store->commit(batch));
  EXPECT_FALSE(opened.store->commit_synced(batch));
  EXPECT_FALSE(opened.store->clear());
  EXPECT_FALSE(opened.store->compact());
  EXPECT_EQ(opened.store->get(Table::build, "a"), "1");
}

TEST(store, a_folder_that_cannot_be_made_is_a_refusal_with_a_reason) {
  TemporaryFolder folder;
  base::DiskFileSystem disk;
  ASSERT_TRUE(disk.write(folder.cache(), "a file"));
  Store::Opened opened = open_store(folder);
  EXPECT_EQ(opened.state, State::refused);
  EXPECT_NE(opened.reason, "");
  EXPECT_EQ(opened.store, nullptr);
  EXPECT_EQ(*disk.read(folder.cache()), "a file");
}

TEST(store, a_lock_file_that_cannot_be_opened_is_a_refusal_with_a_reason) {
  TemporaryFolder folder;
  ASSERT_TRUE(base::DiskFileSystem().create_directories(folder.cache() + "/writer"));
  Store::Opened opened = open_store(folder);
  EXPECT_EQ(opened.state, State::refused);
  EXPECT_TRUE(opened.reason.starts_with("its lock file cannot be opened: ")) << opened.reason;
}

TEST(store, distrust_keeps_its_first_reason_and_ends_commits) {
  TemporaryFolder folder;
  Store::Opened opened = open_store(folder);
  Batch batch;
  batch.put(Table::build, "a", "1");
  ASSERT_TRUE(opened.store->commit(batch));
  opened.store->distrust("first");
  opened.store->distrust("second");
  EXPECT_TRUE(opened.store->damaged());
  EXPECT_EQ(opened.store->damage(), "first");
  batch.put(Table::build, "b", "1");
  auto refused = opened.store->commit(batch);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::invalid);
  EXPECT_FALSE(opened.store->get(Table::build, "b"));
  EXPECT_FALSE(opened.store->compact());
}

TEST(store, removing_a_store_removes_its_folder_and_nothing_else) {
  TemporaryFolder folder;
  base::DiskFileSystem disk;
  EXPECT_TRUE(remove_store(folder.cache()));
  Batch batch;
  batch.put(Table::build, "a", "1");
  {
    Store::Opened opened = open_store(folder);
    ASSERT_TRUE(opened.store->commit(batch));
    EXPECT_FALSE(remove_store(folder.cache()));
  }
  ASSERT_TRUE(disk.write(folder.path() + "/other", "stays"));
  EXPECT_TRUE(remove_store(folder.cache()));
  EXPECT_FALSE(disk.exists(folder.cache()));
  EXPECT_TRUE(disk.exists(folder.path() + "/other"));
}

TEST(store, a_cache_that_is_removed_under_a_writer_is_a_refusal) {
  TemporaryFolder folder;
  Batch batch;
  batch.put(Table::build, "a", "1");
  ASSERT_TRUE(open_store(folder).store->commit(batch));
  Store::Opened opened = open_store(folder);
  base::DiskFileSystem disk;
  ASSERT_TRUE(disk.remove_file(folder.file()));
  EXPECT_EQ(opened.store->get(Table::build, "a"), "1");
  batch.put(Table::build, "b", "1");
  EXPECT_FALSE(opened.store->commit(batch));
  ASSERT_TRUE(disk.remove_tree(folder.cache()));
  EXPECT_FALSE(opened.store->commit(batch));
}

TEST(store, a_store_cannot_grow_beyond_its_greatest_size_and_stays_readable) {
  TemporaryFolder folder;
  Store::Options options = options_of(folder);
  Batch small;
  small.put(Table::build, "a", "1");
  ASSERT_TRUE(Store::open(options).store->commit(small));
  options.most_bytes = 1 << 20;
  Store::Opened opened = Store::open(options);
  Batch large;
  for (int i = 0; i < 100; ++i) large.put(Table::outputs, std::to_string(i), std::string(1 << 20, 'x'));
  auto refused = opened.store->commit(std::move(large));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::too_large);
  EXPECT_EQ(opened.store->get(Table::build, "a"), "1");
  EXPECT_EQ(base::DiskFileSystem().stat(folder.file())->size, opened.store->file_bytes());
  small.put(Table::build, "b", "2");
  ASSERT_TRUE(opened.store->commit(small));
  EXPECT_EQ(opened.store->get(Table::build, "b"), "2");
}

TEST(store, many_threads_read_at_once) {
  TemporaryFolder folder;
  constexpr int k_records = 2000;
  Batch batch;
  for (int i = 0; i < k_records; ++i) batch.put(Table::outputs, std::to_string(i), std::string(i % 3000, 'a' + i % 26));
  ASSERT_TRUE(open_store(folder).store->commit(std::move(batch)));
  Store::Opened opened = open_store(folder);
  std::vector<int> right(4);
  {
    std::vector<std::jthread> threads;
    for (std::size_t thread = 0; thread < right.size(); ++thread) {
      threads.emplace_back([&, thread] {
        base::SeededNumbers numbers(thread);
        for (int i = 0; i < 3000; ++i) {
          auto number = static_cast<int>(numbers.next() % k_records);
          auto value = opened.store->get(Table::outputs, std::to_string(number));
          bool is_right = value && value->size() == static_cast<std::size_t>(number % 3000);
          right[thread] += is_right && !opened.store->get(Table::inputs, "x") ? 1 : 0;
        }
        if (!opened.store->for_each(Table::outputs, [](std::string_view, std::string_view) { return true; })) return;
        opened.store->distrust("thread " + std::to_string(thread));
      });
    }
  }
  EXPECT_EQ(right, std::vector<int>(4, 3000));
  EXPECT_TRUE(opened.store->damage().starts_with("thread "));
}

TEST(store, writes_of_one_commit_are_read_by_threads_after_it) {
  TemporaryFolder folder;
  Store::Opened opened = open_store(folder);
  for (int round = 0; round < 20; ++round) {
    Batch batch;
    for (int i = 0; i < 50; ++i) batch.put(Table::inputs, std::to_string(i), std::to_string(round));
    ASSERT_TRUE(opened.store->commit(std::move(batch)));
    std::atomic<int> right = 0;
    {
      std::vector<std::jthread> threads;
      for (int thread = 0; thread < 3; ++thread) {
        threads.emplace_back([&] {
          for (int i = 0; i < 50; ++i) {
            if (opened.store->get(Table::inputs, std::to_string(i)) == std::to_string(round)) ++right;
          }
        });
      }
    }
    EXPECT_EQ(right, 150);
  }
}

}  // namespace
}  // namespace engine
