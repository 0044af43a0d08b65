// SPDX-License-Identifier: MIT
#include "assets/css_parse.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "assets/css_tokens.h"
#include "base/strings.h"

namespace assets {

namespace {

/// A bracket or function that is open; strings inside mean a URL in some functions.
struct Open {
  char closer;
  bool holds_urls;
};

enum class Statement : std::uint8_t { none, at_rule, qualified_rule };

bool function_holds_urls(std::string_view function) {
  std::string name = css_name(function.substr(0, function.size() - 1));
  return name == "url" || name == "src" || name == "image-set" || name == "-webkit-image-set";
}

char closer_of(char opener) { return opener == '(' ? ')' : opener == '[' ? ']' : opener == '{' ? '}' : '\0'; }

bool is_filler(const CssToken& token) { return token.kind == CssKind::space || token.kind == CssKind::comment; }

/// Reads what follows `@import`, up to and with its `;`.
class ImportReader {
 public:
  ImportReader(std::string_view text, CssScanner scanner) : text_(text), scanner_(scanner) { advance(); }

  /// The rule as a part (`begin` is left to the caller), or nothing when it is broken.
  std::optional<CssPart> read() {
    CssPart part{.kind = CssPart::Kind::import, .begin = 0, .end = 0, .url = {}};
    skip_filler();
    if (!read_url(part)) return std::nullopt;
    skip_filler();
    if (!read_layer(part.conditions)) return std::nullopt;
    skip_filler();
    if (!read_supports(part.conditions)) return std::nullopt;
    skip_filler();
    std::size_t media = token_.begin;
    while (token_.kind != CssKind::end && !is_delimiter(';')) {
      if (!skip_component()) return std::nullopt;
    }
    part.conditions.media = base::trim(text_.substr(media, token_.begin - media));
    part.end = token_.end;
    return part;
  }

  /// Where reading stopped, behind the rule.
  const CssScanner& scanner() const { return scanner_; }

 private:
  void advance() { token_ = scanner_.next(); }
  void skip_filler() {
    while (is_filler(token_) && token_.closed) advance();
  }
  bool is_delimiter(char c) const { return token_.kind == CssKind::delimiter && text_[token_.begin] == c; }
  std::string_view token_text() const { return text_.substr(token_.begin, token_.end - token_.begin); }
  bool is_function(std::string_view name) const {
    return token_.kind == CssKind::function && css_name(token_text().substr(0, token_text().size() - 1)) == name;
  }

  bool read_url(CssPart& part) {
    part.url_begin = token_.begin;
    bool wrapped = is_function("url") || is_function("src");
    if (wrapped) {
      advance();
      skip_filler();
    }
    if (!token_.closed) return false;
    if (token_.kind == CssKind::string) {
      part.url = css_string_value(token_text());
    } else if (token_.kind == CssKind::url && !wrapped) {
      part.url = css_unescape(css_url_inside(token_text(), true));
    } else {
      return false;
    }
    part.url_end = token_.end;
    advance();
    if (!wrapped) return true;
    skip_filler();
    if (!is_delimiter(')')) return false;
    part.url_end = token_.end;
    advance();
    return true;
  }

  bool read_layer(CssConditions& conditions) {
    if (token_.kind == CssKind::word && css_name(token_text()) == "layer") {
      conditions.has_layer = true;
      advance();
      return true;
    }
    if (!is_function("layer")) return true;
    conditions.has_layer = true;
    return read_inside_function(conditions.layer);
  }

  bool read_supports(CssConditions& conditions) {
    if (!is_function("supports")) return true;
    conditions.has_supports = true;
    return read_inside_function(conditions.supports);
  }

  bool read_inside_function(std::string& inside) {
    std::size_t begin = token_.end;
    if (!skip_component()) return false;
    inside = base::trim(text_.substr(begin, component_end_ - 1 - begin));
    return true;
  }

  /// Moves behind one token, or behind a function or bracket with all it holds. False for what cannot stand in an
  /// import.
  bool skip_component() {
    std::vector<char> closers;
    do {
      if (token_.kind == CssKind::end || token_.kind == CssKind::at_keyword || !token_.closed) return false;
      char c = text_[token_.begin];
      if (token_.kind == CssKind::function) {
        closers.push_back(')');
      } else if (token_.kind == CssKind::delimiter) {
        if (c == '{' || (c == '}' && closers.empty())) return false;
        if (closer_of(c) != '\0') {
          closers.push_back(closer_of(c));
        } else if (!closers.empty() && closers.back() == c) {
          closers.pop_back();
        }
      }
      component_end_ = token_.end;
      advance();
    } while (!closers.empty());
    return true;
  }

  std::string_view text_;
  CssScanner scanner_;
  CssToken token_;
  std::size_t component_end_ = 0;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text), scanner_(text) {}

  ParsedCss run() {
    if (text_.starts_with("\xEF\xBB\xBF")) scanner_ = CssScanner(text_, 3);
    for (CssToken token = scanner_.next(); token.kind != CssKind::end; token = scanner_.next()) take(token);
    close();
    return std::move(parsed_);
  }

 private:
  void take(const CssToken& token) {
    if (!token.closed) cut_off_ = token;
    if (is_filler(token)) return;
    if (token.kind == CssKind::html_comment && at_start()) return add(CssPart::Kind::stray, token.begin, token.end);
    if (token.kind == CssKind::at_keyword) return take_at_keyword(token);
    bool stray = at_top() && token.kind == CssKind::delimiter && text_[token.begin] == '}';
    if (at_start()) begin_qualified_rule();
    if (stray) return add(CssPart::Kind::stray, token.begin, token.end);
    if (token.kind == CssKind::function) {
      open_.push_back({')', function_holds_urls(scanner_.text_of(token)) && !keeps_urls_});
    } else if (token.kind == CssKind::string) {
      bool is_url = token.closed && !open_.empty() && open_.back().holds_urls;
      if (is_url) add_url(CssPart::Kind::string_url, token, css_string_value(scanner_.text_of(token)));
    } else if (token.kind == CssKind::url) {
      bool is_url = token.closed && !keeps_urls_;
      if (is_url) {
        add_url(CssPart::Kind::unquoted_url, token, css_unescape(css_url_inside(scanner_.text_of(token), true)));
      }
    } else if (token.kind == CssKind::delimiter) {
      take_delimiter(token);
    }
  }

  void take_at_keyword(const CssToken& token) {
    std::string name = css_name(scanner_.text_of(token).substr(1));
    if (name == "layer") parsed_.uses_layers = true;
    if (!at_top()) return;
    if (statement_ != Statement::none) {
      if (name == "import") report(CssProblem::Kind::misplaced_import, token);
      return;
    }
    if (name == "import" && take_import(token)) return;
    statement_ = Statement::at_rule;
    statement_begin_ = token.begin;
    is_charset_ = name == "charset";
    keeps_urls_ = name == "import" || name == "namespace" || name == "document" || name == "-moz-document";
    bool keeps_imports = name == "layer" || name == "charset" || name == "import";
    if (!keeps_imports) imports_over_ = true;
  }

  /// Whether the rule was read as a whole.
  bool take_import(const CssToken& token) {
    ImportReader reader(text_, scanner_);
    auto part = reader.read();
    if (!part) {
      report(CssProblem::Kind::broken_import, token);
      return false;
    }
    if (imports_over_) {
      report(CssProblem::Kind::misplaced_import, token);
      return false;
    }
    if (part->conditions.has_layer) parsed_.uses_layers = true;
    part->begin = token.begin;
    parsed_.parts.push_back(std::move(*part));
    scanner_ = reader.scanner();
    return true;
  }

  void take_delimiter(const CssToken& token) {
    char c = text_[token.begin];
    if (c == ';' && at_top() && statement_ == Statement::at_rule) {
      if (is_charset_) add(CssPart::Kind::charset, statement_begin_, token.end);
      end_statement();
    } else if (closer_of(c) != '\0') {
      if (c == '{' && at_top()) imports_over_ = true, keeps_urls_ = false;
      open_.push_back({closer_of(c), false});
    } else if (!open_.empty() && open_.back().closer == c) {
      open_.pop_back();
      if (c == '}' && open_.empty()) end_statement();
    }
  }

  bool at_top() const { return open_.empty(); }
  bool at_start() const { return open_.empty() && statement_ == Statement::none; }

  void begin_qualified_rule() {
    statement_ = Statement::qualified_rule;
    imports_over_ = true;
  }

  void end_statement() {
    statement_ = Statement::none;
    is_charset_ = keeps_urls_ = false;
  }

  void add(CssPart::Kind kind, std::size_t begin, std::size_t end) {
    parsed_.parts.push_back({.kind = kind, .begin = begin, .end = end, .url = {}});
  }

  void add_url(CssPart::Kind kind, const CssToken& token, std::string url) {
    parsed_.parts.push_back({.kind = kind, .begin = token.begin, .end = token.end, .url = std::move(url)});
  }

  void report(CssProblem::Kind kind, const CssToken& token) {
    parsed_.problems.push_back({kind, token.begin, token.end});
  }

  /// Works out what closes everything that the end of the text left open.
  void close() {
    std::string& closing = parsed_.closing;
    // A backslash at the very end must not take the first closing character for its own.
    std::size_t content = text_.find_last_not_of('\\');
    std::size_t backslashes = text_.size() - (content == text_.npos ? 0 : content + 1);
    if (backslashes % 2 == 1) closing += '\n';
    bool cut_at_end = !cut_off_.closed && cut_off_.end == text_.size();
    if (cut_at_end && cut_off_.kind == CssKind::comment) closing += "*/";
    if (cut_at_end && cut_off_.kind == CssKind::url) closing += ')';
    if (cut_at_end && cut_off_.kind == CssKind::string) closing += text_[cut_off_.begin];
    bool in_block = !open_.empty() && open_.front().closer == '}';
    for (auto open = open_.rbegin(); open != open_.rend(); ++open) closing += open->closer;
    if (in_block) return;
    if (statement_ == Statement::at_rule) closing += ';';
    if (statement_ == Statement::qualified_rule) closing += "{}";
  }

  std::string_view text_;
  CssScanner scanner_;
  ParsedCss parsed_;
  std::vector<Open> open_;
  Statement statement_ = Statement::none;
  std::size_t statement_begin_ = 0;
  bool imports_over_ = false;
  bool is_charset_ = false;
  bool keeps_urls_ = false;
  CssToken cut_off_;
};

}  // namespace

std::string CssConditions::in_import() const {
  std::string out;
  if (has_layer) out += layer.empty() ? " layer" : " layer(" + layer + ")";
  if (has_supports) out += " supports(" + supports + ")";
  if (!media.empty()) out += " " + media;
  return out;
}

std::string CssConditions::open_blocks() const {
  std::string out;
  if (!media.empty()) out += "@media " + media + " {\n";
  if (has_supports) out += "@supports (" + supports + ") {\n";
  if (has_layer) out += layer.empty() ? "@layer {\n" : "@layer " + layer + " {\n";
  return out;
}

std::string CssConditions::close_blocks() const {
  std::string out;
  for (bool open : {has_layer, has_supports, !media.empty()}) {
    if (open) out += "}\n";
  }
  return out;
}

ParsedCss parse_css(std::string_view text) { return Parser(text).run(); }

}  // namespace assets
