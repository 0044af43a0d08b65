// SPDX-License-Identifier: MIT
#include "engine/store_pages.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace engine {

namespace {

constexpr std::size_t k_page_header = 16;
constexpr std::size_t k_node_header = 8;
constexpr std::uint64_t k_meta_pages = 2;
constexpr std::uint32_t k_magic = 0xBEEFC0DE;
constexpr std::uint32_t k_data_version = 1;

constexpr std::uint16_t k_branch_page = 0x01;
constexpr std::uint16_t k_leaf_page = 0x02;
constexpr std::uint16_t k_overflow_page = 0x04;
constexpr std::uint16_t k_meta_page = 0x08;

constexpr std::uint16_t k_big_node = 0x01;
constexpr std::uint16_t k_tree_node = 0x02;

constexpr std::uint16_t k_integer_keys = 0x08;

template <class Number>
Number load(const char* bytes) {
  Number number;
  std::memcpy(&number, bytes, sizeof number);
  return number;
}

Tree load_tree(const char* bytes) {
  return {.flags = load<std::uint16_t>(bytes + 4),
          .pages = load<std::uint64_t>(bytes + 8) + load<std::uint64_t>(bytes + 16) + load<std::uint64_t>(bytes + 24),
          .records = load<std::uint64_t>(bytes + 32),
          .root = load<std::uint64_t>(bytes + 40)};
}
constexpr std::size_t k_tree_bytes = 48;

bool is_root_inside(const Tree& tree, std::uint64_t pages) {
  return tree.root == k_no_page || (tree.root >= k_meta_pages && tree.root < pages);
}

bool are_in_order(const Tree& tree, std::string_view a, std::string_view b) {
  if ((tree.flags & k_integer_keys) == 0) return a < b;
  return a.size() == sizeof(std::uint64_t) && b.size() == sizeof(std::uint64_t) &&
         load<std::uint64_t>(a.data()) < load<std::uint64_t>(b.data());
}

std::optional<Header> read_header(std::string_view page, std::uint64_t number, std::uint64_t file_bytes) {
  constexpr std::size_t k_trees = k_page_header + 24;
  constexpr std::size_t k_meta_end = k_trees + 2 * k_tree_bytes + 16;
  if (page.size() < k_meta_end) return std::nullopt;
  const char* bytes = page.data();
  bool is_meta = load<std::uint64_t>(bytes) == number && load<std::uint16_t>(bytes + 10) == k_meta_page &&
                 load<std::uint32_t>(bytes + 16) == k_magic && load<std::uint32_t>(bytes + 20) == k_data_version &&
                 load<std::uint64_t>(bytes + 24) == 0;
  if (!is_meta) return std::nullopt;
  Header header{.page_bytes = load<std::uint32_t>(bytes + k_trees),
                .free = load_tree(bytes + k_trees),
                .main = load_tree(bytes + k_trees + k_tree_bytes),
                .pages = 0,
                .commit = load<std::uint64_t>(bytes + k_meta_end - 8)};
  std::uint64_t last_page = load<std::uint64_t>(bytes + k_meta_end - 16);
  if (header.page_bytes != page_bytes_of_machine() || header.free.flags != k_integer_keys || header.main.flags != 0) {
    return std::nullopt;
  }
  if (last_page < k_meta_pages - 1 || last_page >= file_bytes / header.page_bytes) return std::nullopt;
  header.pages = last_page + 1;
  if (!is_root_inside(header.free, header.pages) || !is_root_inside(header.main, header.pages)) return std::nullopt;
  return header;
}

}  // namespace

std::uint32_t page_bytes_of_machine() {
  static const auto k_bytes = static_cast<std::uint32_t>(std::min<long>(sysconf(_SC_PAGESIZE), 32768));
  return k_bytes;
}

std::optional<Tree> read_tree(std::string_view bytes) {
  if (bytes.size() != k_tree_bytes) return std::nullopt;
  Tree tree = load_tree(bytes.data());
  if (tree.flags != 0) return std::nullopt;
  return tree;
}

std::optional<Headers> read_headers(std::string_view bytes, std::uint64_t file_bytes) {
  std::uint32_t page_bytes = page_bytes_of_machine();
  if (bytes.size() < page_bytes) return std::nullopt;
  std::optional<Header> first = read_header(bytes.substr(0, page_bytes), 0, file_bytes);
  std::optional<Header> second = read_header(bytes.substr(page_bytes), 1, file_bytes);
  if (!first || !second) return std::nullopt;
  Headers headers{.newer = *first, .older = *second};
  if (first->commit < second->commit) std::swap(headers.newer, headers.older);
  // LMDB writes state n to meta page n % 2, over state n - 2; a new file has 0 in both.
  bool is_new = first->commit == 0 && second->commit == 0;
  if (!is_new && (first->commit % 2 != 0 || headers.newer.commit - headers.older.commit != 1)) return std::nullopt;
  return headers;
}

struct Pages::Page {
  const char* bytes;
  bool is_leaf;
  unsigned nodes;
  std::size_t lower;
  std::size_t upper;
};

struct Pages::Node {
  bool is_leaf;
  std::uint16_t flags;
  std::uint32_t data_bytes;  ///< of leaves
  std::uint64_t child;       ///< of branches
  std::string_view key;
  const char* data;    ///< inside the page
  std::size_t stored;  ///< bytes at `data` inside the page
  std::size_t offset;  ///< of the node in its page
};

/// A page on the way down and the node to go to next.
struct Pages::Position {
  Page page;
  unsigned next = 0;
};

/// A promise of a branch: the keys of the child at `index` are not less than `key`, those of the child before it are.
struct Pages::Promise {
  std::string_view key;
  Page branch;
  unsigned index;
};

/// What the branches above a leaf promise of its keys.
struct Pages::Bounds {
  std::optional<Promise> from;
  std::optional<Promise> before;

  bool hold(std::string_view first, std::string_view last) const {
    return (!from || first >= from->key) && (!before || last < before->key);
  }
};

std::optional<Pages::Page> Pages::page(std::uint64_t number) const {
  if (number < k_meta_pages || number >= header_.pages) return std::nullopt;
  const char* bytes = bytes_.data() + number * header_.page_bytes;
  auto flags = load<std::uint16_t>(bytes + 10);
  Page page{.bytes = bytes,
            .is_leaf = flags == k_leaf_page,
            .nodes = 0,
            .lower = load<std::uint16_t>(bytes + 12),
            .upper = load<std::uint16_t>(bytes + 14)};
  if (load<std::uint64_t>(bytes) != number || (flags != k_leaf_page && flags != k_branch_page)) return std::nullopt;
  if (page.lower <= k_page_header || page.lower % 2 != 0) return std::nullopt;
  if (page.lower > page.upper || page.upper > header_.page_bytes) return std::nullopt;
  page.nodes = static_cast<unsigned>((page.lower - k_page_header) / 2);
  return page;
}

std::optional<Pages::Node> Pages::node(const Page& page, unsigned index) const {
  std::size_t offset = load<std::uint16_t>(page.bytes + k_page_header + 2 * index);
  if (offset < page.upper || offset % 2 != 0 || offset + k_node_header > header_.page_bytes) return std::nullopt;
  const char* bytes = page.bytes + offset;
  auto low = load<std::uint16_t>(bytes);
  auto high = load<std::uint16_t>(bytes + 2);
  std::size_t key_bytes = load<std::uint16_t>(bytes + 6);
  Node node{.is_leaf = page.is_leaf,
            .flags = load<std::uint16_t>(bytes + 4),
            .data_bytes = low | std::uint32_t{high} << 16,
            .child = 0,
            .key = {bytes + k_node_header, key_bytes},
            .data = bytes + k_node_header + key_bytes,
            .stored = 0,
            .offset = offset};
  if (!page.is_leaf) node.child = node.data_bytes | std::uint64_t{node.flags} << 32;
  if (page.is_leaf) node.stored = (node.flags & k_big_node) != 0 ? sizeof(std::uint64_t) : node.data_bytes;
  if (offset + k_node_header + key_bytes + node.stored > header_.page_bytes) return std::nullopt;
  return node;
}

std::optional<Pages::Entry> Pages::entry(const Node& node) const {
  if (node.key.empty()) return std::nullopt;
  if (node.flags == 0 || node.flags == k_tree_node) {
    return Entry{.key = node.key, .data = {node.data, node.data_bytes}, .is_tree = node.flags == k_tree_node};
  }
  if (node.flags != k_big_node) return std::nullopt;
  auto number = load<std::uint64_t>(node.data);
  if (number < k_meta_pages || number >= header_.pages) return std::nullopt;
  const char* bytes = bytes_.data() + number * header_.page_bytes;
  std::uint64_t pages = load<std::uint32_t>(bytes + 12);
  bool fits = load<std::uint64_t>(bytes) == number && load<std::uint16_t>(bytes + 10) == k_overflow_page &&
              pages <= header_.pages - number && k_page_header + node.data_bytes <= pages * header_.page_bytes;
  if (!fits) return std::nullopt;
  return Entry{.key = node.key, .data = {bytes + k_page_header, node.data_bytes}, .is_tree = false};
}

std::optional<unsigned> Pages::child_for(const Page& branch, std::string_view key) const {
  unsigned first = 1;
  unsigned last = branch.nodes;
  while (first < last) {
    unsigned middle = first + (last - first) / 2;
    std::optional<Node> candidate = node(branch, middle);
    if (!candidate) return std::nullopt;
    if (candidate->key <= key) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first - 1;
}

std::optional<unsigned> Pages::lower_bound(const Page& leaf, std::string_view key) const {
  unsigned first = 0;
  unsigned last = leaf.nodes;
  while (first < last) {
    unsigned middle = first + (last - first) / 2;
    std::optional<Node> candidate = node(leaf, middle);
    if (!candidate) return std::nullopt;
    if (candidate->key < key) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return first;
}

Pages::Outcome Pages::find(const Tree& tree, std::string_view key, Entry& entry_found) const {
  if (tree.root == k_no_page) return tree.records == 0 ? Outcome::absent : Outcome::damaged;
  Bounds bounds;
  std::optional<Page> leaf = leaf_for(tree, key, bounds);
  if (!leaf) return Outcome::damaged;
  std::optional<Node> first = node(*leaf, 0);
  std::optional<Node> last = node(*leaf, leaf->nodes - 1);
  std::optional<unsigned> index = lower_bound(*leaf, key);
  if (!first || !last || !index || !bounds.hold(first->key, last->key)) return Outcome::damaged;
  std::optional<Node> candidate = *index < leaf->nodes ? node(*leaf, *index) : last;
  if (!candidate) return Outcome::damaged;
  if (candidate->key != key) {
    // At the edge of a leaf a branch that says the wrong thing would hide a record of the leaf beside it.
    if (*index == 0 && bounds.from && !is_kept_before(*bounds.from)) return Outcome::damaged;
    if (*index == leaf->nodes && bounds.before && !is_kept_after(*bounds.before)) return Outcome::damaged;
    return Outcome::absent;
  }
  std::optional<Entry> found = entry(*candidate);
  if (!found) return Outcome::damaged;
  entry_found = *found;
  return Outcome::found;
}

std::optional<Pages::Page> Pages::leaf_for(const Tree& tree, std::string_view key, Bounds& bounds) const {
  std::uint64_t number = tree.root;
  for (int level = 0; level < k_most_levels; ++level) {
    std::optional<Page> here = page(number);
    if (!here || here->is_leaf) return here;
    std::optional<unsigned> index = child_for(*here, key);
    std::optional<Node> child = index ? node(*here, *index) : std::nullopt;
    if (!child) return std::nullopt;
    if (*index > 0) bounds.from = Promise{.key = child->key, .branch = *here, .index = *index};
    if (*index + 1 < here->nodes) {
      std::optional<Node> next = node(*here, *index + 1);
      if (!next) return std::nullopt;
      bounds.before = Promise{.key = next->key, .branch = *here, .index = *index + 1};
    }
    number = child->child;
  }
  return std::nullopt;
}

bool Pages::is_kept_before(const Promise& promise) const {
  std::optional<Node> last = node(promise.branch, promise.index - 1);
  for (int level = 0; last && !last->is_leaf && level < k_most_levels; ++level) {
    std::optional<Page> below = page(last->child);
    last = below ? node(*below, below->nodes - 1) : std::nullopt;
  }
  return last && last->is_leaf && last->key < promise.key;
}

bool Pages::is_kept_after(const Promise& promise) const {
  std::optional<Node> first = node(promise.branch, promise.index);
  for (int level = 0; first && !first->is_leaf && level < k_most_levels; ++level) {
    std::optional<Page> below = page(first->child);
    first = below ? node(*below, 0) : std::nullopt;
  }
  return first && first->is_leaf && first->key >= promise.key;
}

bool Pages::walk(const Tree& tree, const std::function<bool(const Entry&)>& visit) const {
  if (tree.root == k_no_page) return tree.records == 0;
  std::optional<Page> root = page(tree.root);
  if (!root) return false;
  std::vector<Position> way{{.page = *root}};
  std::optional<std::string_view> last_key;
  std::optional<std::string_view> least_key;
  std::uint64_t records = 0;
  while (!way.empty()) {
    Position& here = way.back();
    if (here.next == here.page.nodes) {
      way.pop_back();
      continue;
    }
    bool has_promise = !here.page.is_leaf && here.next > 0;
    std::optional<Node> next = node(here.page, here.next++);
    if (!next) return false;
    // The keys of branches are in order with those of the leaves; one may be the first key of its child.
    if (has_promise) {
      if (last_key && !are_in_order(tree, *last_key, next->key)) return false;
      least_key = next->key;
    }
    if (next->is_leaf) {
      std::optional<Entry> found = entry(*next);
      if (!found || ++records > tree.records || (last_key && !are_in_order(tree, *last_key, found->key))) return false;
      if (least_key && are_in_order(tree, found->key, *least_key)) return false;
      last_key = found->key;
      if (!visit(*found)) return true;
    } else {
      std::optional<Page> child = page(next->child);
      if (!child || way.size() == k_most_levels) return false;
      way.push_back({.page = *child});
    }
  }
  return records == tree.records;
}

bool Pages::are_nodes_sound(const Page& page, const Tree& tree) const {
  std::vector<std::pair<std::size_t, std::size_t>> extents;
  extents.reserve(page.nodes);
  std::optional<std::string_view> last_key;
  for (unsigned i = 0; i < page.nodes; ++i) {
    std::optional<Node> each = node(page, i);
    if (!each) return false;
    bool is_known = !page.is_leaf || each->flags == 0 || each->flags == k_big_node || each->flags == k_tree_node;
    bool has_place = page.is_leaf || i > 0;
    if (!is_known || (has_place && each->key.empty())) return false;
    if (has_place && last_key && !are_in_order(tree, *last_key, each->key)) return false;
    if (has_place) last_key = each->key;
    std::size_t length = k_node_header + each->key.size() + each->stored;
    extents.emplace_back(each->offset, each->offset + length + length % 2);
  }
  std::ranges::sort(extents);
  std::size_t end = page.upper;
  for (const auto& [from, to] : extents) {
    if (from != end) return false;
    end = to;
  }
  return end == header_.page_bytes;
}

std::optional<Pages::Page> Pages::checked_page(std::uint64_t number, const Tree& tree, Checked& checked) const {
  std::optional<Page> found = page(number);
  if (!found || !checked.insert(number).second) return found;
  // Only the list of unused pages may have branches with one child.
  if (!found->is_leaf && found->nodes < 2 && (tree.flags & k_integer_keys) == 0) return std::nullopt;
  if (!are_nodes_sound(*found, tree)) return std::nullopt;
  return found;
}

bool Pages::may_use_first_leaf(std::uint64_t number, int level, const Tree& tree, Checked& checked) const {
  for (; level < k_most_levels; ++level) {
    std::optional<Page> here = checked_page(number, tree, checked);
    if (!here) return false;
    if (here->is_leaf) return true;
    number = node(*here, 0)->child;
  }
  return false;
}

bool Pages::may_change(const Tree& tree, std::string_view key, Checked& checked) const {
  if (tree.root == k_no_page) return tree.records == 0;
  std::uint64_t number = tree.root;
  for (int level = 0; level < k_most_levels; ++level) {
    std::optional<Page> here = checked_page(number, tree, checked);
    if (!here) return false;
    if (here->is_leaf) return true;
    std::optional<unsigned> index = child_for(*here, key);
    if (!index) return false;
    unsigned first = *index == 0 ? 0 : *index - 1;
    unsigned last = std::min(*index + 1, here->nodes - 1);
    for (unsigned i = first; i <= last; ++i) {
      if (!may_use_first_leaf(node(*here, i)->child, level + 1, tree, checked)) return false;
    }
    number = node(*here, *index)->child;
  }
  return false;
}

bool Pages::is_sound(const Tree& tree) const {
  if (tree.root == k_no_page) return tree.records == 0;
  Checked checked;
  std::vector<std::pair<std::uint64_t, int>> left{{tree.root, 0}};
  while (!left.empty()) {
    auto [number, level] = left.back();
    left.pop_back();
    if (level == k_most_levels || checked.contains(number)) return false;
    std::optional<Page> here = checked_page(number, tree, checked);
    if (!here) return false;
    for (unsigned i = 0; i < here->nodes; ++i) {
      Node each = *node(*here, i);
      if (here->is_leaf) {
        if (!entry(each)) return false;
      } else {
        left.emplace_back(each.child, level + 1);
      }
    }
  }
  return true;
}

bool Pages::is_free_list_sound() const {
  if (!is_sound(header_.free)) return false;
  std::vector<bool> seen(header_.free.root == k_no_page ? 0 : header_.pages);
  bool sound = true;
  bool walked = walk(header_.free, [&](const Entry& entry) {
    constexpr std::size_t k_number = sizeof(std::uint64_t);
    sound = !entry.is_tree && entry.key.size() == k_number && entry.data.size() >= k_number &&
            entry.data.size() % k_number == 0 && load<std::uint64_t>(entry.key.data()) <= header_.commit;
    if (!sound) return false;
    auto count = load<std::uint64_t>(entry.data.data());
    sound = count < entry.data.size() / k_number;
    for (std::uint64_t i = 1; sound && i <= count; ++i) {
      auto number = load<std::uint64_t>(entry.data.data() + i * k_number);
      sound = number >= k_meta_pages && number < header_.pages && !seen[number];
      if (sound) seen[number] = true;
    }
    return sound;
  });
  return walked && sound;
}

}  // namespace engine
