// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <unordered_set>

/// Reads LMDB's file format (data version 1, as LMDB 0.9 writes it) without trusting a byte of it. LMDB itself believes
/// its pages: a damaged one can send it anywhere in memory. Reading is therefore done here, with every offset checked,
/// and pages that LMDB is about to change are checked before it does.
///
/// The file is an array of pages. Pages 0 and 1 are meta pages, the newer of which is the state of the file:
///     page    = number:u64 unused:u16 flags:u16 (lower:u16 upper:u16 | pages:u32) content
///     meta    = magic:u32 version:u32 address:u64 map_bytes:u64 free:tree main:tree last_page:u64 commit:u64
///     tree    = page_bytes:u32 flags:u16 depth:u16 branches:u64 leaves:u64 overflows:u64 records:u64 root:u64
/// A branch or leaf page has a u16 offset for each node after its header, as far as `lower`; nodes fill it from `upper`
/// to its end. A node is
///     node    = low:u16 high:u16 flags:u16 key_bytes:u16 key data
/// In a branch, low, high and flags are the number of the child page, and the first key is not used: the child holds
/// keys from this key on and before the next one. In a leaf, low and high are the size of the data, which follows or,
/// when the flag "big" is set, is replaced by the number of the first of several overflow pages in a row that hold it.
/// The tree `main` holds the named databases: their data is a `tree` and the node has the flag "tree". The tree `free`
/// holds lists of unused pages. All numbers are in the machine's byte order.
namespace engine {

inline constexpr std::uint64_t k_no_page = ~std::uint64_t{0};

/// A B+ tree of the file.
struct Tree {
  std::uint16_t flags = 0;
  std::uint64_t pages = 0;  ///< in use, of all kinds
  std::uint64_t records = 0;
  std::uint64_t root = k_no_page;
};

/// One state of the file, as a meta page says it.
struct Header {
  std::uint32_t page_bytes = 0;
  Tree free;
  Tree main;
  std::uint64_t pages = 0;  ///< pages the state may use; the file is at least that long
  std::uint64_t commit = 0;

  std::uint64_t bytes() const { return pages * page_bytes; }
};

/// The tree described by a value of the tree `main`; nothing when it is none of ours.
std::optional<Tree> read_tree(std::string_view bytes);

/// The meta pages of a file of `file_bytes` bytes, of which `bytes` is the beginning.
struct Headers {
  Header newer;
  Header older;
};
std::optional<Headers> read_headers(std::string_view bytes, std::uint64_t file_bytes);
/// How many bytes `read_headers` wants to see, and how long a page may be.
inline constexpr std::size_t k_headers_bytes = 32768 + 256;
/// The size of a page in new files, and the only one accepted.
std::uint32_t page_bytes_of_machine();

/// The mapped pages of one state. Safe from several threads; all views point into the mapping.
class Pages {
 public:
  struct Entry {
    std::string_view key;
    std::string_view data;
    bool is_tree = false;
  };
  enum class Outcome { found, absent, damaged };

  /// `bytes` is as long as `header.bytes()`.
  Pages(std::string_view bytes, const Header& header) : bytes_(bytes), header_(header) {}

  /// The entry of a key. Damage is seen only where the search passes; before it says that there is none, it looks
  /// whether the leaves beside agree with the branches.
  Outcome find(const Tree& tree, std::string_view key, Entry& entry) const;

  /// Calls `visit` for each entry, in order of key, until it says false. False when the pages are damaged; ends in any
  /// case after as many entries as the tree says it has.
  bool walk(const Tree& tree, const std::function<bool(const Entry&)>& visit) const;

  /// Remembers which pages were checked in one pass.
  using Checked = std::unordered_set<std::uint64_t>;
  /// Whether LMDB may put or remove this key without being misled: checks all of each page on the way to it, and of
  /// their neighbours, which it may merge with.
  bool may_change(const Tree& tree, std::string_view key, Checked& checked) const;
  /// Whether LMDB may walk over the whole tree.
  bool is_sound(const Tree& tree) const;
  /// Whether the list of unused pages can be believed: every page in it exists, none is named twice.
  bool is_free_list_sound() const;

 private:
  struct Page;
  struct Node;
  struct Position;
  struct Promise;
  struct Bounds;
  static constexpr int k_most_levels = 32;

  std::optional<Page> page(std::uint64_t number) const;
  std::optional<Node> node(const Page& page, unsigned index) const;
  std::optional<Entry> entry(const Node& node) const;
  std::optional<Page> leaf_for(const Tree& tree, std::string_view key, Bounds& bounds) const;
  bool is_kept_before(const Promise& promise) const;
  bool is_kept_after(const Promise& promise) const;
  std::optional<unsigned> child_for(const Page& branch, std::string_view key) const;
  std::optional<unsigned> lower_bound(const Page& leaf, std::string_view key) const;
  std::optional<Page> checked_page(std::uint64_t number, const Tree& tree, Checked& checked) const;
  bool are_nodes_sound(const Page& page, const Tree& tree) const;
  bool may_use_first_leaf(std::uint64_t number, int level, const Tree& tree, Checked& checked) const;

  std::string_view bytes_;
  Header header_;
};

}  // namespace engine
