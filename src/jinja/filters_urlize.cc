// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>
#include <vector>

#include "base/strings.h"
#include "base/unicode.h"
#include "jinja/filters.h"
#include "jinja/text_functions.h"
#include "jinja/unicode_classes.h"

namespace jinja::filter {

namespace {

bool is_label_character(char32_t c) { return c == '%' || c == '-' || is_word_character(c); }

/// Whether `text` has `least` to `most` characters, all of them `wanted`.
bool is_made_of(std::string_view text, std::size_t least, std::size_t most, bool (*wanted)(char32_t)) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    if (count == most || !wanted(base::next_code_point(text, i))) return false;
  }
  return count >= least;
}

bool is_latin_letter(char32_t c) { return c < 0x80 && base::is_ascii_letter(static_cast<char>(c)); }
bool is_arabic_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_hexadecimal(char32_t c) { return is_arabic_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_tld_character(char32_t c) { return c == '%' || is_word_character(c); }

bool starts_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && base::equals_ignoring_case(text.substr(0, prefix.size()), prefix);
}

/// Takes `http://` or `https://` from the front.
bool take_scheme(std::string_view& text) {
  for (std::string_view scheme : {"http://", "https://"}) {
    if (!starts_ignoring_case(text, scheme)) continue;
    text.remove_prefix(scheme.size());
    return true;
  }
  return false;
}

/// `[:port][path]` behind a host, to the end.
bool is_port_and_path(std::string_view text) {
  if (text.starts_with(':')) {
    std::size_t end = std::min(text.find_first_of("/?#"), text.size());
    if (!is_made_of(text.substr(1, end - 1), 1, 5, is_arabic_digit)) return false;
    text.remove_prefix(end);
  }
  return text.empty() || text.front() == '/' || text.front() == '?' || text.front() == '#';
}

bool is_top_level_domain(std::string_view label) {
  if (is_made_of(label, 2, 63, is_latin_letter)) return true;
  return starts_ignoring_case(label, "xn--") && is_made_of(label.substr(4), 2, 59, is_tld_character);
}

bool is_common_domain(std::string_view label) {
  constexpr std::string_view k_common[] = {"com", "net", "int", "edu", "gov", "org", "info", "mil"};
  return std::any_of(std::begin(k_common), std::end(k_common),
                     [&](std::string_view each) { return base::equals_ignoring_case(label, each); });
}

/// Whether all labels but the last have `least` to `most` characters and the last one is a `top`.
bool is_host(std::string_view host, std::size_t least, std::size_t most, bool (*top)(std::string_view)) {
  std::vector<std::string_view> labels = base::split(host, '.');
  if (!top(labels.back())) return false;
  return std::all_of(labels.begin(), labels.end() - 1,
                     [&](std::string_view label) { return is_made_of(label, least, most, is_label_character); });
}

bool is_ipv4(std::string_view host) {
  std::vector<std::string_view> parts = base::split(host, '.');
  return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
           return is_made_of(part, 1, 3, is_arabic_digit);
         });
}

/// Whether `address` looks like what stands in the brackets of an IPv6 host: at most eight groups, two colons first.
bool is_ipv6(std::string_view address) {
  for (int group = 0; group < 8; ++group) {
    std::size_t digits = 0;
    while (digits < std::min<std::size_t>(4, address.size()) &&
           is_hexadecimal(static_cast<unsigned char>(address[digits]))) {
      ++digits;
    }
    address.remove_prefix(digits);
    bool colon = address.starts_with(':');
    if (colon) address.remove_prefix(1);
    if (group < 2 && !colon) return false;
  }
  return address.empty();
}

bool is_web_address(std::string_view text) {
  std::string_view rest = text;
  bool has_scheme = take_scheme(rest);
  if (has_scheme && rest.starts_with('[')) {
    std::size_t close = rest.find(']');
    return close != std::string_view::npos && is_ipv6(rest.substr(1, close - 1)) &&
           is_port_and_path(rest.substr(close + 1));
  }
  std::size_t end = std::min(rest.find_first_of(":/?#"), rest.size());
  std::string_view host = rest.substr(0, end);
  if (host.empty() || !is_port_and_path(rest.substr(end))) return false;
  if (has_scheme) return is_host(host, 1, k_all, is_top_level_domain) || is_ipv4(host);
  if (starts_ignoring_case(host, "www.") && is_host(host.substr(4), 1, k_all, is_top_level_domain)) return true;
  return host.find('.') != std::string_view::npos && is_host(host, 2, 63, is_common_domain);
}

bool is_mail_address(std::string_view text) {
  std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0) return false;
  std::string_view domain = text.substr(at + 1);
  std::size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  auto in_domain = [](char32_t c) { return c == '.' || c == '-' || is_word_character(c); };
  std::size_t first = 0;
  return is_word_character(base::next_code_point(domain, first)) &&
         is_made_of(domain.substr(0, dot), 1, k_all, in_domain) &&
         is_made_of(domain.substr(dot + 1), 1, k_all, is_word_character);
}

struct LinkStyle {
  std::optional<std::int64_t> url_limit;
  std::string attributes;  ///< rel and target, escaped
  std::vector<std::string_view> extra_schemes;
};

std::size_t count_of(std::string_view text, std::string_view wanted) { return count_occurrences(text, wanted); }

/// A word of HTML text as an opening bracket or more, what may be a link, and closing brackets and punctuation.
struct Word {
  std::string_view head;
  std::string middle;
  std::string tail;
};

Word take_apart(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    if (text[begin] == '(' || text[begin] == '<') {
      ++begin;
    } else if (text.substr(begin).starts_with("&lt;")) {
      begin += 4;
    } else {
      break;
    }
  }
  std::size_t end = text.size();
  while (end > begin) {
    if (std::string_view(")>.,").find(text[end - 1]) != std::string_view::npos) {
      --end;
    } else if (text.substr(begin, end - begin).ends_with("&gt;")) {
      end -= 4;
    } else {
      break;
    }
  }
  return {text.substr(0, begin), std::string(text.substr(begin, end - begin)), std::string(text.substr(end))};
}

/// Gives brackets of the tail back to a link that opened them.
void balance(Word& word) {
  constexpr std::string_view k_pairs[][2] = {{"(", ")"}, {"<", ">"}, {"&lt;", "&gt;"}};
  for (auto [open, close] : k_pairs) {
    std::size_t opened = count_of(word.middle, open);
    if (opened <= count_of(word.middle, close)) continue;
    std::size_t moved = 0;
    for (std::size_t i = std::min(opened, count_of(word.tail, close)); i > 0; --i) {
      moved = word.tail.find(close, moved) + close.size();
    }
    word.middle += word.tail.substr(0, moved);
    word.tail.erase(0, moved);
  }
}

std::string anchor(std::string_view target, std::string_view attributes, std::string_view text) {
  std::string out = "<a href=\"";
  out += target;
  out += '"';
  out += attributes;
  out += '>';
  out += text;
  return out + "</a>";
}

std::string shortened(const std::string& url, const LinkStyle& style) {
  if (!style.url_limit || static_cast<std::int64_t>(base::count_code_points(url)) <= *style.url_limit) return url;
  return std::string(sliced(url, 0, *style.url_limit)) + "...";
}

/// `text` as a link when it looks like an address, as it is otherwise.
std::string linked(const std::string& text, const LinkStyle& style) {
  if (is_web_address(text)) {
    bool has_scheme = text.starts_with("https://") || text.starts_with("http://");
    return anchor(has_scheme ? text : "https://" + text, style.attributes, shortened(text, style));
  }
  std::string_view view = text;
  if (view.starts_with("mailto:") && is_mail_address(view.substr(7))) return anchor(text, "", view.substr(7));
  bool plain_mail = view.find('@') != std::string_view::npos && !view.starts_with("www.") && !view.starts_with('@') &&
                    view.find(':') == std::string_view::npos && is_mail_address(view);
  if (plain_mail) return anchor("mailto:" + text, "", text);
  for (std::string_view scheme : style.extra_schemes) {
    if (view != scheme && view.starts_with(scheme)) return anchor(text, style.attributes, text);
  }
  return text;
}

std::string urlized(std::string_view html, const LinkStyle& style) {
  std::string out;
  for (std::size_t i = 0; i < html.size();) {
    std::size_t start = i;
    bool space = base::is_white_space(base::next_code_point(html, i));
    for (std::size_t next = i; i < html.size(); i = next) {
      if (base::is_white_space(base::next_code_point(html, next)) != space) break;
    }
    std::string_view text = html.substr(start, i - start);
    if (space) {
      out += text;
      continue;
    }
    Word word = take_apart(text);
    balance(word);
    out += word.head;
    out += linked(word.middle, style);
    out += word.tail;
  }
  return out;
}

/// `[\w.+-]{2,}:` and up to two slashes.
bool is_scheme(std::string_view text) {
  std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  std::string_view slashes = text.substr(colon + 1);
  auto wanted = [](char32_t c) { return c == '.' || c == '+' || c == '-' || is_word_character(c); };
  return is_made_of(text.substr(0, colon), 2, k_all, wanted) && (slashes.empty() || slashes == "/" || slashes == "//");
}

std::string link_attributes(Context& ctx, const Value& nofollow, const Value& target, const Value& rel) {
  bool has_words = flag_argument(ctx, rel, false);
  if (has_words && !rel.is_string()) fail_argument(ctx, "urlize: rel must be a text");
  std::string given(has_words ? text_of(ctx, rel) : "");
  std::set<std::string_view> words{"noopener"};
  for (std::string_view each : split_text(given, std::nullopt, k_all, Side::left)) words.insert(each);
  if (flag_argument(ctx, nofollow, false)) words.insert("nofollow");
  std::string attributes;
  for (std::string_view each : words) {
    attributes += attributes.empty() ? " rel=\"" : " ";
    base::append_html_escaped(attributes, each);
  }
  attributes += '"';
  if (flag_argument(ctx, target, false)) {
    attributes += " target=\"";
    append_html(ctx, attributes, target);
    attributes += '"';
  }
  return attributes;
}

}  // namespace

Value urlize(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<6> given(ctx, "urlize", arguments,
                      {"value", "trim_url_limit", "nofollow", "target", "rel", "extra_schemes"}, 1);
  if (!given) return {};
  LinkStyle style;
  if (given[1].is_integer()) style.url_limit = given[1].as_integer();
  style.attributes = link_attributes(ctx, given[2], given[3], given[4]);
  if (flag_argument(ctx, given[5], false)) {
    for (const Value& each : elements_of(ctx, given[5])) {
      std::string_view scheme = text_of(ctx, each);
      if (!is_scheme(scheme)) return fail_argument(ctx, "urlize: '" + std::string(scheme) + "' is no scheme of a URL");
      style.extra_schemes.push_back(scheme);
    }
  }
  std::string_view html = html_of(ctx, given[0]);
  return ctx.failed() ? Value() : make_text(ctx, urlized(html, style), ctx.autoescape());
}

}  // namespace jinja::filter
