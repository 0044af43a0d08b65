// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "value/object.h"

namespace jinja {

/// Things by name, where looking up costs one probe: the hash of the name is known already. Filled by one thread, then
/// only read.
template <class T>
class NameTable {
 public:
  void set(std::string_view name, T thing) {
    auto found = things_.find(value::Name(name));
    if (found != things_.end()) {
      found->second = std::move(thing);
    } else {
      things_.emplace(value::Name(texts_.emplace_back(name)), std::move(thing));
    }
  }
  const T* find(value::Name name) const {
    auto found = things_.find(name);
    return found == things_.end() ? nullptr : &found->second;
  }
  std::vector<std::string> names() const { return {texts_.begin(), texts_.end()}; }

 private:
  struct Hash {
    std::size_t operator()(const value::Name& name) const { return name.hash; }
  };
  std::deque<std::string> texts_;
  std::unordered_map<value::Name, T, Hash> things_;
};

/// A function that an environment was given, and what it works on.
struct LibraryFunction {
  value::NativeFunction function = nullptr;
  const void* self = nullptr;
};

/// What templates of one environment can use beside their context.
struct Library {
  NameTable<LibraryFunction> filters;
  NameTable<LibraryFunction> tests;
  NameTable<value::Value> globals;
};

}  // namespace jinja
