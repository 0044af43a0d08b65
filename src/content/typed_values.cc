// SPDX-License-Identifier: MIT
#include "content/typed_values.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/strings.h"
#include "value/operations.h"

namespace content {

using value::Name;
using value::Value;

namespace {

/// `text` for a message: at most about forty bytes of it.
std::string shortened(std::string_view text) {
  constexpr std::size_t k_most = 40;
  if (text.size() <= k_most) return std::string(text);
  std::size_t end = k_most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "...";
}

std::string describe(const Value& found) {
  if (found.is_string()) return "the text '" + shortened(found.as_string()) + "'";
  std::string_view kind = value::kind_name(found);
  return (kind.starts_with('i') ? "an " : "a ") + std::string(kind);
}

}  // namespace

std::string_view TypedValues::text(Name key) {
  Value found = get(key);
  if (found.is_nothing()) return {};
  if (auto text = as_text(found)) return *text;
  report_type(key.text, "text", found, std::string(key.text) + ": \"some text\"");
  return {};
}

std::optional<double> TypedValues::number(Name key) {
  Value found = get(key);
  if (found.is_nothing()) return std::nullopt;
  auto number = as_number(found);
  if (!number) report_type(key.text, "a number", found, std::string(key.text) + ": 10");
  return number;
}

std::optional<value::DateTime> TypedValues::moment(Name key) {
  Value found = get(key);
  if (found.is_nothing()) return std::nullopt;
  if (found.is_datetime()) return found.as_datetime();
  std::optional<value::DateTime> moment;
  if (found.is_string()) {
    if (base::trim(found.as_string()).empty()) return std::nullopt;
    moment = value::parse_datetime(base::trim(found.as_string()));
  }
  if (!moment) report_type(key.text, "a date", found, std::string(key.text) + ": 2025-01-31");
  return moment;
}

bool TypedValues::truth(Name key, bool otherwise) {
  Value found = get(key);
  if (found.is_nothing()) return otherwise;
  if (found.is_boolean()) return found.as_boolean();
  if (base::equals_ignoring_case(found.string_or(""), "true")) return true;
  if (base::equals_ignoring_case(found.string_or(""), "false")) return false;
  report_type(key.text, "true or false", found, std::string(key.text) + ": true");
  return otherwise;
}

std::vector<std::string_view> TypedValues::texts(Name key, Single single) {
  std::vector<std::string_view> list;
  Value found = get(key);
  if (found.is_nothing()) return list;
  if (found.is_string() && single == Single::comma_separated) {
    for (std::string_view piece : base::split(found.as_string(), ',')) append_once(list, piece);
    return list;
  }
  if (auto text = as_text(found)) {
    append_once(list, *text);
    return list;
  }
  if (!found.is_list()) {
    report_type(key.text, "a list of texts", found, std::string(key.text) + ": [one, two]");
    return list;
  }
  std::span<const Value> items = found.items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].is_nothing()) continue;
    if (auto text = as_text(items[i])) {
      append_once(list, *text);
    } else {
      report_type(std::string(key.text) + "." + std::to_string(i), "text", items[i],
                  std::string(key.text) + ": [one, two]");
    }
  }
  return list;
}

std::optional<std::string_view> TypedValues::as_text(const Value& value) {
  std::string made;
  if (value.is_string()) return value.as_string();
  if (value.is_integer()) {
    made = std::to_string(value.as_integer());
  } else if (value.is_floating()) {
    value::append_floating(made, value.as_floating());
  } else if (value.is_datetime()) {
    made = value::to_iso(value.as_datetime());
  } else {
    return std::nullopt;
  }
  made_.push_back(std::make_unique<const std::string>(std::move(made)));
  return *made_.back();
}

std::optional<double> TypedValues::as_number(const Value& value) {
  std::optional<double> number;
  if (value.is_integer() || value.is_floating()) number = value.number();
  if (value.is_string()) number = base::parse_number(base::trim(value.as_string()));
  if (number && std::isnan(*number)) return std::nullopt;
  return number;
}

void TypedValues::report_type(std::string_view dotted_key, std::string_view expected, const Value& found,
                              std::string hint) {
  if (!is_own(dotted_key)) return;
  std::string key = inside_.empty() ? std::string(dotted_key) : std::string(inside_) + "." + std::string(dotted_key);
  diagnostics_.push_back({.severity = diagnostics::Severity::error,
                          .fault = diagnostics::Fault::content,
                          .code = "front-matter-type",
                          .message = "'" + key + "' must be " + std::string(expected) + ", found " + describe(found),
                          .location = place_of_key(*document_, key),
                          .chain = {},
                          .hint = hint.empty() ? hint : "write it like this: " + hint});
}

bool TypedValues::is_own(std::string_view dotted_key) const {
  if (document_ == nullptr) return false;
  if (!inside_.empty()) return true;
  return !document_->front_matter.get(Name(dotted_key.substr(0, dotted_key.find('.')))).is_undefined();
}

void TypedValues::append_once(std::vector<std::string_view>& list, std::string_view text) const {
  text = base::trim(text);
  // Hostile lists of many thousand terms stay linear: beyond this size repetitions are found by whoever merges terms.
  constexpr std::size_t k_most_compared = 256;
  if (text.empty()) return;
  auto compared = list.begin() + static_cast<std::ptrdiff_t>(std::min(list.size(), k_most_compared));
  if (std::find(list.begin(), compared, text) == compared) list.push_back(text);
}

}  // namespace content
