// SPDX-License-Identifier: MIT
#include "differences.h"

#include <algorithm>
#include <string_view>

namespace {

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

template <class Predicate>
bool any_line(std::string_view text, Predicate predicate) {
  while (!text.empty()) {
    std::size_t end = std::min(text.find('\n'), text.size());
    if (predicate(text.substr(0, end))) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

/// Does the line end in what may be the second line of a table?
bool may_be_delimiter_row(std::string_view line) {
  std::size_t before = line.find_last_not_of("|-: \t");
  std::string_view row = line.substr(before == std::string_view::npos ? 0 : before + 1);
  return has(row, "-") && (has(row, "|") || has(row, ":"));
}

/// CommonMark 0.30 and 0.31 changed these since 0.29, for which the library was written.
bool is_newer_commonmark(const std::string& text) {
  for (const char* part : {"textarea", "<search", "<source", "<!", "€", "£", "&#"}) {
    if (has(text, part)) return true;
  }
  return false;
}

/// The library looks at what stands behind tildes to tell whether a run of marks may begin or end emphasis.
bool has_tilde_beside_mark(const std::string& text) {
  for (const char* part : {"~*", "~_", "*~", "_~"}) {
    if (has(text, part)) return true;
  }
  return false;
}

/// A definition in a list or quote: whether the library lets it make the list loose depends on what comes next, and it
/// keeps the blanks before the text of a paragraph whose first lines were definitions.
bool has_inner_definition(const std::string& text) {
  return any_line(text, [](std::string_view line) { return !line.empty() && line[0] != '[' && has(line, "]:"); });
}

/// The library knows a task only where nothing but blanks stands before the marker of its item, and takes it for done
/// when the line holds `[x]` anywhere.
bool has_unusual_task(const std::string& text) {
  return any_line(text, [](std::string_view line) {
    std::size_t box = std::min({line.find("[ ]"), line.find("[x]"), line.find("[X]")});
    if (box == std::string_view::npos) return false;
    std::size_t first = line.find_first_not_of(" \t");
    std::size_t marker = line.find_first_not_of("0123456789", first);
    std::size_t behind = line.find_first_not_of(" \t", marker + 1);
    bool usual = behind == box && (line[marker] == '-' || line[marker] == '+' || line[marker] == '*' ||
                                   line[marker] == '.' || line[marker] == ')');
    return !usual || has(line.substr(box + 3), "[x]") || has(line.substr(box + 3), "[X]");
  });
}

/// After a run that may both begin and end emphasis found no beginning, the library gives up that beginning for runs
/// that may only end it, too.
bool has_runs_of_thirds(const std::string& text) {
  bool found[3] = {};
  for (char mark : {'*', '_'}) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
      std::size_t end = std::min(text.find_first_not_of(mark, at), text.size());
      found[(end - at) % 3] = true;
      if (at > 0 && text[at - 1] == '\\') found[(end - at - 1) % 3] = true;  // the first is hidden
      at = end;
    }
  }
  return found[1] && found[2];
}

/// The library lets parentheses in a destination stay open.
bool has_open_parenthesis_in_destination(const std::string& text) {
  for (std::size_t at = text.find(']'); at != std::string::npos; at = text.find(']', at + 1)) {
    if (at + 1 >= text.size() || (text[at + 1] != '(' && text[at + 1] != ':')) continue;
    std::size_t first = text.find_first_not_of(" \t\n", at + 2);
    if (first == std::string::npos) return false;
    std::string_view word = std::string_view(text).substr(first, text.find_first_of(" \t\n", first) - first);
    if (std::count(word.begin(), word.end(), '(') > 0) return true;
  }
  return false;
}

/// A line below a definition that begins like a title and goes on behind it is no title; the library uses it all the
/// same, and shows it as well.
bool has_text_behind_title(const std::string& text) {
  bool definition = false;
  return any_line(text, [&](std::string_view line) {
    std::size_t first = std::min(line.find_first_not_of(" \t"), line.size());
    bool quoted = first < line.size() && std::string_view("\"'(").find(line[first]) != std::string_view::npos;
    if (definition && quoted) return true;
    definition = has(line, "]:") || (definition && first < line.size());
    return false;
  });
}

/// A blank line after a thematic break in an item does not make the list loose for the library.
bool has_break_in_item(const std::string& text) {
  return any_line(text, [](std::string_view line) {
    for (std::size_t at = 0; at < line.size(); ++at) {
      std::string_view rest = line.substr(at);
      bool mark = rest[0] == '*' || rest[0] == '-' || rest[0] == '_';
      bool only_marks = mark && rest.find_first_not_of(std::string(" \t") + rest[0]) == std::string_view::npos;
      if (at > 0 && only_marks && std::count(rest.begin(), rest.end(), rest[0]) >= 3) return true;
      if (std::string_view(" \t>-+*0123456789.)").find(rest[0]) == std::string_view::npos) return false;
    }
    return false;
  });
}

/// White space alone is no label, a label with a line end no label of a footnote, and blanks at
/// the ends of a destination belong to it.
bool has_blank_label_or_destination(const std::string& text) {
  for (const char* part : {"][ ", "][\t", "][\n", "(< ", "(<\t", ":< ", ": < ", " >", "\t>", "[\\^"}) {
    if (has(text, part)) return true;
  }
  return any_line(text, [](std::string_view line) {
    for (std::size_t at = line.find("[^"); at != std::string_view::npos; at = line.find("[^", at + 1)) {
      std::string_view rest = line.substr(at);
      int depth = 0;
      bool closed = std::any_of(rest.begin(), rest.end(), [&](char c) {
        depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        return depth == 0;
      });
      if (!closed) return true;
    }
    return false;
  });
}

/// For the library the backslash before the quote that would end a title hides nothing.
bool has_escaped_quote(const std::string& text) { return has(text, "\\\"") || has(text, "\\'") || has(text, "\\)"); }

/// A table without rows makes the list loose that it stands in.
bool has_inner_table(const std::string& text) {
  return any_line(text, [](std::string_view line) {
    return line.find_first_of(" \t>-+*0123456789[") == 0 && may_be_delimiter_row(line);
  });
}

/// The library ends a footnote at a line of blanks.
bool has_blank_line_in_footnote(const std::string& text) {
  return has(text, "[^") && any_line(text, [](std::string_view line) {
           return !line.empty() && line.find_first_not_of(" \t>") == std::string_view::npos;
         });
}

/// When runs of backticks have several lengths, the library may miss the end of a code span.
bool has_backticks_of_several_lengths(const std::string& text) {
  std::size_t length = 0;
  for (std::size_t at = text.find('`'); at != std::string::npos; at = text.find('`', at)) {
    std::size_t end = std::min(text.find_first_not_of('`', at), text.size());
    if (length > 0 && length != end - at) return true;
    length = end - at;
    at = end;
  }
  return false;
}

/// An instruction may begin and end with question marks. A backslash hides an ampersand from the library only where no
/// entity begins, and a line end in a destination in angle brackets; before a bar it is gone from the text above a
/// table.
bool has_unusual_backslash(const std::string& text, bool site) {
  return has(text, "\\&") || has(text, "<?\?") || has(text, "?\?>") || has(text, "\\\n") || (site && has(text, "\\|"));
}

bool has_single_tilde(const std::string& text) {
  for (std::size_t at = text.find('~'); at != std::string::npos; at = text.find('~', at)) {
    std::size_t end = std::min(text.find_first_not_of('~', at), text.size());
    if (end - at == 1) return true;
    at = end;
  }
  return false;
}

/// When a link ended within the brackets of an image that is none, the library forgets that a bracket is open.
bool has_link_in_image(const std::string& text) {
  std::size_t image = text.find("![");
  return image != std::string::npos &&
         (text.find("www.", image) != std::string::npos || text.find("://", image) != std::string::npos);
}

/// Behind an address in angle brackets in a link, the library makes links of mail addresses.
bool has_address_in_link(const std::string& text) { return has(text, "@") && has(text, "<") && has(text, "]"); }

/// Runs of tildes of different lengths that meet: the library may go on looking for another.
bool has_tildes_of_several_lengths(const std::string& text) { return has(text, "~~") && has_single_tilde(text); }

/// The library shows definitions as text when the paragraph that they begin is cut by a table.
bool has_definition_before_table(const std::string& text) {
  return has(text, "]:") && any_line(text, may_be_delimiter_row);
}

/// The library lets a single tag begin raw HTML where it would go on with a paragraph of a container above it.
bool has_tag_behind_container(const std::string& text) {
  bool contained = false;
  return any_line(text, [&](std::string_view line) {
    std::size_t first = std::min(line.find_first_not_of(" \t>"), line.size());
    if (contained && line.substr(first).starts_with('<')) return true;
    bool goes_on = contained && first < line.size();
    contained = goes_on || line.find_first_of(" \t>-+*0123456789[") == 0;
    return false;
  });
}

/// The library takes a line of blanks below an empty item for a part of it, if it is indented far enough.
bool has_blank_line_in_empty_item(const std::string& text) {
  bool empty_item = false;
  return any_line(text, [&](std::string_view line) {
    std::size_t last = line.find_last_not_of(" \t");
    if (empty_item && line.find_last_not_of(" \t>") == std::string_view::npos && !line.empty()) return true;
    empty_item = last != std::string_view::npos && std::string_view("-+*.)").find(line[last]) != std::string_view::npos;
    return false;
  });
}

/// The library keeps the blanks before a line that goes on with a paragraph of a container above it.
bool has_indented_lazy_line(const std::string& text) {
  return any_line(text, [](std::string_view line) {
    return line.starts_with(' ') || line.starts_with('\t') || line.starts_with(">  ") || line.starts_with(">\t") ||
           has(line, "> >  ") || has(line, ">>  ");
  });
}

}  // namespace

Difference known_difference(const std::string& text, markdown::Extensions dialect) {
  bool site = dialect == markdown::k_gfm;
  if (is_newer_commonmark(text) || has_inner_definition(text) || has_runs_of_thirds(text) ||
      has_open_parenthesis_in_destination(text) || has_tag_behind_container(text) || has_text_behind_title(text) ||
      has_backticks_of_several_lengths(text) || has_unusual_backslash(text, site) || has_escaped_quote(text) ||
      has_break_in_item(text) || has_blank_label_or_destination(text) || has_blank_line_in_empty_item(text)) {
    return Difference::any;
  }
  if (!site && has(text, "![^")) return Difference::any;  // never an image for the library
  if (site && (has_inner_table(text) || has_address_in_link(text) || has_link_in_image(text) ||
               has_tildes_of_several_lengths(text) || has_blank_line_in_footnote(text) || has_tilde_beside_mark(text) ||
               has_unusual_task(text) || has_definition_before_table(text)))
    return Difference::any;
  return has_indented_lazy_line(text) ? Difference::in_blanks : Difference::none;
}
