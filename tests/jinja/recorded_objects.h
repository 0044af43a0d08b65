// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <map>
#include <string>

#include "value/object.h"

namespace cases {

/// Objects as programs hand them to their templates (a page, a navigation, a paginator), recorded in the JSON of a
/// context: its entry `$objects` has them by name, `{"$object": "name"}` stands for one. Each may have
///
///     "attributes": {...}      what `object.name` gives
///     "text": "..."            what it prints
///     "items": [...]           its elements, which give it a length
///     "calls": {"method": {"[1]": ...}}    what methods give, by their arguments as JSON
///
/// Objects are equal to themselves only. reference.py makes the same for Python.
class RecordedObjects final : public value::Object {
 public:
  /// REQUIRES: the arena of `context` outlives the objects.
  explicit RecordedObjects(const value::Value& context);

  /// `value` with objects in place of their names.
  value::Value resolved(base::Arena& arena, const value::Value& value) const;

  std::string_view type_name() const override { return "object"; }
  value::Shape shape(value::Handle handle) const override;
  value::Value attribute(value::Context& ctx, value::Handle handle, value::Name name) const override;
  value::Value item(value::Context& ctx, value::Handle handle, const value::Value& key) const override;
  value::Value materialize(value::Context& ctx, value::Handle handle) const override;
  std::optional<std::size_t> length(value::Context& ctx, value::Handle handle) const override;
  bool truth(value::Context& ctx, value::Handle handle) const override;
  value::Value call_method(value::Context& ctx, value::Handle handle, value::Name name,
                           const value::Arguments& arguments) const override;
  void print(value::Context& ctx, value::Handle handle, std::string& out) const override;

 private:
  std::map<std::string, value::Handle, std::less<>> handles_;
  std::vector<value::Value> records_;
};

}  // namespace cases
