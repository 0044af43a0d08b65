// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/document.h"
#include "value/datetime.h"
#include "value/value.h"

/// Private to `content`: see `content/fields.h`.
namespace content {

/// Reads keys of one metadata map as the types that the program wants, and says where a value is of another one.
class TypedValues {
 public:
  using MadeTexts = std::vector<std::unique_ptr<const std::string>>;

  /// REQUIRES: all arguments outlive this. Texts that must be made go to `made`.
  TypedValues(const value::Value& metadata, const Document* document, std::string_view inside, MadeTexts& made,
              std::vector<diagnostics::Diagnostic>& diagnostics)
      : metadata_(metadata), document_(document), inside_(inside), made_(made), diagnostics_(diagnostics) {}

  value::Value get(value::Name key) const { return metadata_.get(key); }
  std::string_view text(value::Name key);
  std::optional<double> number(value::Name key);
  std::optional<value::DateTime> moment(value::Name key);
  bool truth(value::Name key, bool otherwise);

  /// How a text stands for a list.
  enum class Single { one_element, comma_separated };
  /// Trimmed, in order, each once, none empty.
  std::vector<std::string_view> texts(value::Name key, Single single);

  /// `value` as text if it is a scalar; nothing otherwise, unreported.
  std::optional<std::string_view> as_text(const value::Value& value);
  static std::optional<double> as_number(const value::Value& value);

  /// Reports the value found under `dotted_key`: `expected` is such as "a number", `hint` an example.
  void report_type(std::string_view dotted_key, std::string_view expected, const value::Value& found, std::string hint);
  const Document* document() const { return document_; }

 private:
  bool is_own(std::string_view dotted_key) const;
  void append_once(std::vector<std::string_view>& list, std::string_view text) const;

  const value::Value& metadata_;
  const Document* document_;
  std::string_view inside_;
  MadeTexts& made_;
  std::vector<diagnostics::Diagnostic>& diagnostics_;
};

}  // namespace content
