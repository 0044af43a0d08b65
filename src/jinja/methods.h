// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "jinja/builtins.h"

/// The methods of the built-in types, as tables by type. `call_builtin_method` (methods.cc) looks them up.
namespace jinja {

struct Method {
  Name name;
  Value (*function)(Runtime& ctx, const Value& subject, const Arguments& arguments);
};

std::span<const Method> text_methods();        // methods_text.cc
std::span<const Method> text_tests();          // methods_text_tests.cc: isalpha and its sisters
std::span<const Method> text_split_methods();  // methods_text_split.cc
std::span<const Method> markup_methods();      // methods_text_split.cc: of text that is HTML
std::span<const Method> list_methods();        // methods_list.cc
std::span<const Method> tuple_methods();       // methods_list.cc: also of collections
std::span<const Method> map_methods();         // methods_map.cc
std::span<const Method> mapping_methods();     // methods_map.cc: of objects that stand for a map
std::span<const Method> integer_methods();     // methods_number.cc
std::span<const Method> floating_methods();    // methods_number.cc
std::span<const Method> datetime_methods();    // methods_datetime.cc
std::span<const Method> duration_methods();    // methods_datetime.cc

Value datetime_attribute(const Value& moment, Name name);
Value duration_attribute(const Value& duration, Name name);

/// dict(mapping or pairs, **named): a new map.
Value call_dict(Runtime& ctx, const Arguments& arguments);

/// Whether `subject` may be changed; fails with code "frozen" and the way out when it may not.
bool changeable(Runtime& ctx, const Value& subject, std::string_view method);

}  // namespace jinja
