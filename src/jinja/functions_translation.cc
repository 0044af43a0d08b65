// SPDX-License-Identifier: MIT
#include "jinja/builtins.h"

/// What `trans` calls where nobody translates: every text is its own translation.
namespace jinja {

namespace {

Value gettext(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> given(ctx, "gettext", arguments, {"message"}, 1);
  return given ? given[0] : Value();
}

Value pgettext(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> given(ctx, "pgettext", arguments, {"context", "message"}, 2);
  return given ? given[1] : Value();
}

Value form_for(Context& ctx, const Value& singular, const Value& plural, const Value& count) {
  if (!usable(ctx, count)) return {};
  return value::equal(ctx, count, Value::integer(1)) ? singular : plural;
}

Value ngettext(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<3> given(ctx, "ngettext", arguments, {"msgid1", "msgid2", "n"}, 3);
  return given ? form_for(ctx, given[0], given[1], given[2]) : Value();
}

Value npgettext(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<4> given(ctx, "npgettext", arguments, {"context", "msgid1", "msgid2", "n"}, 4);
  return given ? form_for(ctx, given[1], given[2], given[3]) : Value();
}

constexpr Builtin k_functions[] = {
    {"_", gettext}, {"gettext", gettext}, {"ngettext", ngettext}, {"pgettext", pgettext}, {"npgettext", npgettext},
};

}  // namespace

std::span<const Builtin> builtin_translations() { return k_functions; }

}  // namespace jinja
