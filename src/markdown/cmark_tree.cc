// SPDX-License-Identifier: MIT
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <vector>

#include "markdown/tree.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

namespace markdown {
namespace {

/// The memory of one tree: taken in growing blocks, given back all at once. The library's allocation functions have no
/// argument for a context, so the block in use is found through the thread.
class Pool {
 public:
  void* allocate(std::size_t bytes) {
    bytes = (bytes + 15) & ~std::size_t{15};
    if (bytes + k_header > left_) grow(bytes + k_header);
    char* start = next_ + k_header;
    std::memcpy(next_, &bytes, sizeof bytes);
    next_ += bytes + k_header;
    left_ -= bytes + k_header;
    return start;
  }

  void* reallocate(void* old, std::size_t bytes) {
    std::size_t old_bytes = 0;
    if (old != nullptr) std::memcpy(&old_bytes, static_cast<char*>(old) - k_header, sizeof old_bytes);
    if (bytes <= old_bytes) return old;
    void* fresh = allocate(bytes);
    if (old != nullptr) std::memcpy(fresh, old, old_bytes);
    return fresh;
  }

  /// Forgets everything; keeps one block of moderate size for the next tree of this thread.
  void reset() {
    while (blocks_.size() > 1 || (!blocks_.empty() && blocks_.back().size > k_most_kept)) {
      std::free(blocks_.back().bytes);
      blocks_.pop_back();
    }
    next_ = blocks_.empty() ? nullptr : blocks_[0].bytes;
    left_ = blocks_.empty() ? 0 : blocks_[0].size;
  }

  Pool() = default;
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() {
    for (const Block& block : blocks_) std::free(block.bytes);
  }

 private:
  static constexpr std::size_t k_header = 16;
  static constexpr std::size_t k_first_block = std::size_t{256} << 10;
  static constexpr std::size_t k_most_kept = std::size_t{4} << 20;
  static constexpr std::size_t k_largest_step = std::size_t{16} << 20;

  void grow(std::size_t bytes) {
    std::size_t size = blocks_.empty() ? k_first_block : std::min(blocks_.back().size * 2, k_largest_step);
    size = std::max(size, bytes);
    char* block = static_cast<char*>(std::malloc(size));
    if (block == nullptr) std::abort();
    blocks_.push_back({block, size});
    next_ = block;
    left_ = size;
  }

  struct Block {
    char* bytes;
    std::size_t size;
  };
  std::vector<Block> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

Pool& thread_pool() {
  thread_local Pool pool;
  return pool;
}

void* pool_calloc(std::size_t count, std::size_t size) {
  void* memory = thread_pool().allocate(count * size);
  std::memset(memory, 0, count * size);
  return memory;
}
void* pool_realloc(void* old, std::size_t size) { return thread_pool().reallocate(old, size); }
void pool_free(void*) {}

cmark_mem* pool_functions() {
  static cmark_mem functions{pool_calloc, pool_realloc, pool_free};
  return &functions;
}

struct Extensions {
  std::vector<cmark_syntax_extension*> all;
  cmark_node_type table = CMARK_NODE_NONE;
  cmark_node_type table_row = CMARK_NODE_NONE;
  cmark_node_type table_cell = CMARK_NODE_NONE;
  cmark_node_type strikethrough = CMARK_NODE_NONE;
};

cmark_parser* new_parser(cmark_mem* memory, const Extensions& extensions, Dialect dialect) {
  bool site = dialect == Dialect::site;
  cmark_parser* parser = cmark_parser_new_with_mem(CMARK_OPT_UNSAFE | (site ? CMARK_OPT_FOOTNOTES : 0), memory);
  if (site) {
    for (cmark_syntax_extension* extension : extensions.all) cmark_parser_attach_syntax_extension(parser, extension);
  }
  return parser;
}

/// The character under which strikethrough stands on the parser's stack of delimiters. The parser marks the
/// characters of its extensions in a table that all threads share when it begins, and clears them at the end; this one
/// is a control character, so that nobody misses it.
constexpr unsigned char k_strikethrough_delimiter = 0x1F;

/// `~` or `~~`: a text node that may become the beginning or end of struck text.
cmark_node* match_tildes(cmark_syntax_extension*, cmark_parser*, cmark_node*, unsigned char character,
                         cmark_inline_parser* inline_parser) {
  if (character != '~') return nullptr;
  constexpr int k_most = 100;
  int opens = 0;
  int closes = 0;
  int punctuation_before = 0;
  int punctuation_after = 0;
  int count = cmark_inline_parser_scan_delimiters(inline_parser, k_most, '~', &opens, &closes, &punctuation_before,
                                                  &punctuation_after);
  cmark_node* text = cmark_node_new_with_mem(CMARK_NODE_TEXT, pool_functions());
  cmark_node_set_literal(text, std::string(static_cast<std::size_t>(count), '~').c_str());
  if (count <= 2 && (opens || closes)) {
    cmark_inline_parser_push_delimiter(inline_parser, k_strikethrough_delimiter, opens, closes, text);
  }
  return text;
}

/// Two runs of the same length: what stands between them becomes the content of the first.
delimiter* strike_through(cmark_syntax_extension* extension, cmark_parser*, cmark_inline_parser* inline_parser,
                          delimiter* opener, delimiter* closer) {
  delimiter* next = closer->next;
  cmark_node* struck = opener->inl_text;
  bool same = std::strlen(cmark_node_get_literal(struck)) == std::strlen(cmark_node_get_literal(closer->inl_text));
  auto type =
      static_cast<cmark_node_type>(reinterpret_cast<std::uintptr_t>(cmark_syntax_extension_get_private(extension)));
  if (same && cmark_node_set_type(struck, type)) {
    cmark_node_set_syntax_extension(struck, extension);
    while (cmark_node_next(struck) != closer->inl_text) cmark_node_append_child(struck, cmark_node_next(struck));
    cmark_node_free(closer->inl_text);
  }
  for (delimiter* each = closer; each != opener;) {
    delimiter* previous = each->previous;
    cmark_inline_parser_remove_delimiter(inline_parser, each);
    each = previous;
  }
  cmark_inline_parser_remove_delimiter(inline_parser, opener);
  return next;
}

int contains_inlines(cmark_syntax_extension*, cmark_node*, cmark_node_type child) {
  return (child & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE;
}

void set_special_character(cmark_syntax_extension* extension, unsigned char character) {
  void* data = reinterpret_cast<void*>(static_cast<std::uintptr_t>(character));
  cmark_llist* list = cmark_llist_append(cmark_get_default_mem_allocator(), nullptr, data);
  cmark_syntax_extension_set_special_inline_chars(extension, list);
}

/// Struck text as GFM has it. The library's own extension cannot be used from several threads: it needs `~` to be
/// marked in the shared table, and each parser that ends takes the mark away. Its node type serves, because tables
/// allow that one in their cells.
cmark_syntax_extension* make_strikethrough(cmark_node_type type) {
  cmark_syntax_extension* extension = cmark_syntax_extension_new("tildes");
  auto* data = reinterpret_cast<void*>(static_cast<std::uintptr_t>(type));
  cmark_syntax_extension_set_private(extension, data, nullptr);
  cmark_syntax_extension_set_match_inline_func(extension, match_tildes);
  cmark_syntax_extension_set_inline_from_delim_func(extension, strike_through);
  cmark_syntax_extension_set_can_contain_func(extension, contains_inlines);
  set_special_character(extension, '~');
  return extension;
}

/// Node types are numbered when extensions are registered and not published; a small document tells them.
void learn_node_types(Extensions& extensions) {
  cmark_parser* parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, pool_functions());
  for (const char* name : {"table", "strikethrough"}) {
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
  }
  std::string_view sample = "| a |\n|---|\n\n~~b~~\n";
  cmark_parser_feed(parser, sample.data(), sample.size());
  cmark_node* table = cmark_node_first_child(cmark_parser_finish(parser));
  cmark_node* row = cmark_node_first_child(table);
  extensions.table = cmark_node_get_type(table);
  extensions.table_row = cmark_node_get_type(row);
  extensions.table_cell = cmark_node_get_type(cmark_node_first_child(row));
  extensions.strikethrough = cmark_node_get_type(cmark_node_first_child(cmark_node_next(table)));
}

/// Marks the characters at which extensions look in the shared table once and for good, and makes the extensions
/// forget them, so that no parser clears them. Where a parser lacks the extension they stay text.
void mark_special_characters_for_good(const Extensions& extensions) {
  cmark_parser* parser = new_parser(pool_functions(), extensions, Dialect::site);
  cmark_manage_extensions_special_characters(parser, 1);
  cmark_parser_free(parser);
  for (cmark_syntax_extension* extension : extensions.all) {
    cmark_syntax_extension_set_special_inline_chars(extension, nullptr);
  }
  set_special_character(extensions.all.back(), k_strikethrough_delimiter);
}

Extensions register_extensions() {
#if defined(__SANITIZE_ADDRESS__)
  __lsan_disable();  // the lists of characters that the extensions forget
#endif
  cmark_gfm_core_extensions_ensure_registered();
  thread_pool().reset();
  Extensions extensions;
  for (const char* name : {"table", "autolink", "tasklist"}) {
    cmark_syntax_extension* extension = cmark_find_syntax_extension(name);
    if (extension == nullptr) std::abort();
    extensions.all.push_back(extension);
  }
  learn_node_types(extensions);
  extensions.all.push_back(make_strikethrough(extensions.strikethrough));
  mark_special_characters_for_good(extensions);
#if defined(__SANITIZE_ADDRESS__)
  __lsan_enable();
#endif
  return extensions;
}

const Extensions& shared_extensions() {
  static const Extensions extensions = register_extensions();
  return extensions;
}

std::string_view view(const char* text) { return text == nullptr ? std::string_view{} : std::string_view{text}; }

Element element_of(cmark_node_type type, const Extensions& extensions) {
  switch (type) {
    case CMARK_NODE_DOCUMENT:
      return Element::document;
    case CMARK_NODE_BLOCK_QUOTE:
      return Element::block_quote;
    case CMARK_NODE_LIST:
      return Element::list;
    case CMARK_NODE_ITEM:
      return Element::item;
    case CMARK_NODE_CODE_BLOCK:
      return Element::code_block;
    case CMARK_NODE_HTML_BLOCK:
      return Element::html_block;
    case CMARK_NODE_PARAGRAPH:
      return Element::paragraph;
    case CMARK_NODE_HEADING:
      return Element::heading;
    case CMARK_NODE_THEMATIC_BREAK:
      return Element::thematic_break;
    case CMARK_NODE_FOOTNOTE_DEFINITION:
      return Element::footnote_definition;
    case CMARK_NODE_SOFTBREAK:
      return Element::soft_break;
    case CMARK_NODE_LINEBREAK:
      return Element::line_break;
    case CMARK_NODE_CODE:
      return Element::code;
    case CMARK_NODE_HTML_INLINE:
      return Element::html_inline;
    case CMARK_NODE_EMPH:
      return Element::emphasis;
    case CMARK_NODE_STRONG:
      return Element::strong;
    case CMARK_NODE_LINK:
      return Element::link;
    case CMARK_NODE_IMAGE:
      return Element::image;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
      return Element::footnote_reference;
    default:
      break;
  }
  if (type == extensions.table) return Element::table;
  if (type == extensions.table_row) return Element::table_row;
  if (type == extensions.table_cell) return Element::table_cell;
  if (type == extensions.strikethrough) return Element::strikethrough;
  return Element::text;
}

bool is_tight_paragraph(cmark_node* node) {
  cmark_node* parent = cmark_node_parent(node);
  cmark_node* grandparent = parent == nullptr ? nullptr : cmark_node_parent(parent);
  return grandparent != nullptr && cmark_node_get_type(grandparent) == CMARK_NODE_LIST &&
         cmark_node_get_list_tight(grandparent) != 0;
}

bool is_last_of_footnote(cmark_node* node) {
  cmark_node* parent = cmark_node_parent(node);
  return parent != nullptr && cmark_node_get_type(parent) == CMARK_NODE_FOOTNOTE_DEFINITION &&
         cmark_node_next(node) == nullptr;
}

Task task_of(cmark_node* item) {
  if (cmark_node_get_syntax_extension(item) == nullptr) return Task::none;
  return cmark_gfm_extensions_get_tasklist_item_checked(item) ? Task::done : Task::open;
}

Alignment alignment_of(std::uint8_t letter) {
  switch (letter) {
    case 'l':
      return Alignment::left;
    case 'c':
      return Alignment::center;
    case 'r':
      return Alignment::right;
    default:
      return Alignment::none;
  }
}

std::size_t footnote_number(cmark_node* reference) {
  return static_cast<std::size_t>(std::atoi(cmark_node_get_literal(reference)));
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    lines.push_back(text.substr(0, end));
    std::size_t next = text.substr(end).starts_with("\r\n") ? end + 2 : std::min(end + 1, text.size());
    text.remove_prefix(next);
  }
  return lines;
}

/// `column` counts bytes from 1.
std::string_view label_before(std::string_view line, std::size_t column) {
  std::string_view before = line.substr(0, column > 0 ? column - 1 : 0);
  std::size_t begin = before.rfind("[^");
  if (begin == std::string_view::npos) return {};
  std::size_t end = line.find(']', begin);
  return line.substr(begin + 2, end == std::string_view::npos ? end : end - begin - 2);
}

}  // namespace

struct Tree::Parsed {
  const Extensions& extensions = shared_extensions();
  cmark_iter* iterator = nullptr;
  const std::uint8_t* alignments = nullptr;  // of the table being read
  std::size_t columns = 0;
  std::size_t current_column = 0;

  struct Footnote {
    std::string_view label;
    std::uint32_t references = 0;
    std::uint32_t references_met = 0;
  };
  std::vector<Footnote> footnotes;
  std::size_t current_footnote = 0;  // the number of the one being read

  void find_footnotes(cmark_node* root, std::string_view text);
  void describe(Event& event, cmark_node* node);
  void describe_reference(Event& event, cmark_node* node);
  void describe_table(Event& event, cmark_node* node);
};

Tree::Tree(std::string_view text, Dialect dialect) : parsed_(std::make_unique<Parsed>()) {
  thread_pool().reset();
  cmark_parser* parser = new_parser(pool_functions(), parsed_->extensions, dialect);
  cmark_parser_feed(parser, text.data(), text.size());
  cmark_node* root = cmark_parser_finish(parser);
  parsed_->find_footnotes(root, text);
  parsed_->iterator = cmark_iter_new(root);
}

Tree::~Tree() { thread_pool().reset(); }

bool Tree::next(Event& event) {
  cmark_event_type type = cmark_iter_next(parsed_->iterator);
  if (type == CMARK_EVENT_DONE) return false;
  cmark_node* node = cmark_iter_get_node(parsed_->iterator);
  event = Event{};
  event.begins = type == CMARK_EVENT_ENTER;
  cmark_node_type node_type = cmark_node_get_type(node);
  if (node_type == CMARK_NODE_TEXT) {
    event.element = Element::text;
    event.text = view(cmark_node_get_literal(node));
    return true;
  }
  event.element = element_of(node_type, parsed_->extensions);
  event.line = static_cast<std::uint32_t>(std::max(0, cmark_node_get_start_line(node)));
  parsed_->describe(event, node);
  return true;
}

/// Footnotes stand at the end of the document in the order of their numbers. The library does not give their labels
/// away, so these are read from the text: what stands in `[^...]:` before a footnote's first column.
void Tree::Parsed::find_footnotes(cmark_node* root, std::string_view text) {
  std::vector<cmark_node*> nodes;
  for (cmark_node* node = cmark_node_last_child(root);
       node != nullptr && cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION;
       node = cmark_node_previous(node)) {
    nodes.push_back(node);
  }
  if (nodes.empty()) return;
  std::vector<std::string_view> lines = lines_of(text);
  for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) {
    auto line = static_cast<std::size_t>(cmark_node_get_start_line(*node));
    auto column = static_cast<std::size_t>(cmark_node_get_start_column(*node));
    footnotes.push_back({line >= 1 && line <= lines.size() ? label_before(lines[line - 1], column) : ""});
  }
  cmark_iter* all = cmark_iter_new(root);
  while (cmark_iter_next(all) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(all);
    bool reference = cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_REFERENCE;
    if (!reference || cmark_iter_get_event_type(all) != CMARK_EVENT_ENTER) continue;
    std::size_t number = footnote_number(node);
    if (number >= 1 && number <= footnotes.size()) ++footnotes[number - 1].references;
  }
}

void Tree::Parsed::describe_reference(Event& event, cmark_node* node) {
  std::size_t number = footnote_number(node);
  event.number = static_cast<std::uint32_t>(number);
  if (number < 1 || number > footnotes.size()) return;
  Footnote& footnote = footnotes[number - 1];
  event.text = footnote.label;
  event.references = event.begins ? ++footnote.references_met : footnote.references_met;
}

void Tree::Parsed::describe(Event& event, cmark_node* node) {
  switch (event.element) {
    case Element::paragraph:
      event.tight = is_tight_paragraph(node);
      event.last = is_last_of_footnote(node);
      break;
    case Element::heading:
      event.level = static_cast<std::uint8_t>(cmark_node_get_heading_level(node));
      break;
    case Element::list:
      event.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
      event.tight = cmark_node_get_list_tight(node) != 0;
      event.start = cmark_node_get_list_start(node);
      break;
    case Element::item:
      event.task = task_of(node);
      break;
    case Element::code_block:
      event.title = view(cmark_node_get_fence_info(node));
      [[fallthrough]];
    case Element::html_block:
    case Element::html_inline:
    case Element::code:
      event.text = view(cmark_node_get_literal(node));
      break;
    case Element::footnote_reference:
      describe_reference(event, node);
      break;
    case Element::footnote_definition:
      if (event.begins) ++current_footnote;
      if (current_footnote >= 1 && current_footnote <= footnotes.size()) {
        event.number = static_cast<std::uint32_t>(current_footnote);
        event.text = footnotes[current_footnote - 1].label;
        event.references = footnotes[current_footnote - 1].references;
      }
      break;
    case Element::link:
    case Element::image:
      event.url = view(cmark_node_get_url(node));
      event.title = view(cmark_node_get_title(node));
      break;
    case Element::table:
    case Element::table_row:
    case Element::table_cell:
      describe_table(event, node);
      break;
    default:
      break;
  }
}

void Tree::Parsed::describe_table(Event& event, cmark_node* node) {
  if (event.element == Element::table) {
    alignments = cmark_gfm_extensions_get_table_alignments(node);
    columns = cmark_gfm_extensions_get_table_columns(node);
  } else if (event.element == Element::table_row) {
    event.header = cmark_gfm_extensions_get_table_row_is_header(node) != 0;
    current_column = 0;
  } else {
    if (alignments != nullptr && current_column < columns) event.alignment = alignment_of(alignments[current_column]);
    if (!event.begins) ++current_column;
  }
}

}  // namespace markdown
