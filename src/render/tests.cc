// SPDX-License-Identifier: MIT
#include "render/library.h"
#include "render/register.h"
#include "value/operations.h"

namespace render {

using site::PageField;
using site::Reader;
using value::Arguments;
using value::Context;
using value::Parameters;
using value::Value;

namespace {

Value draft(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "draft", arguments, {"page"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  auto page = r.page_of(a[0]);
  return Value::boolean(page && r.page(*page, PageField::draft).as_boolean());
}

/// Marked `featured: true`, or tagged "featured".
Value featured(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "featured", arguments, {"page"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  auto page = r.page_of(a[0]);
  if (!page) return Value::boolean(false);
  if (value::truth(ctx, r.metadata(*page, "featured"))) return Value::boolean(true);
  return Value::boolean(value::contains(ctx, r.page(*page, PageField::tags), Value::string("featured")));
}

/// Last changed more than `days` ago (90).
Value outdated(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<2> a(ctx, "outdated", arguments, {"page", "days"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  auto page = r.page_of(a[0]);
  if (!page) return Value::boolean(false);
  Value changed = r.page(*page, PageField::lastmod);
  if (!changed.is_datetime()) return Value::boolean(false);
  constexpr std::int64_t k_day = 86'400, k_default_days = 90;
  std::int64_t days = a[1].is_integer() ? a[1].as_integer() : k_default_days;
  std::int64_t age = (r.now(k_day).instant() - changed.as_datetime().instant()) / 1'000'000 / k_day;
  return Value::boolean(age > days);
}

Value section(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "section", arguments, {"value"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  if (r.section_of(a[0])) return Value::boolean(true);
  auto page = r.page_of(a[0]);
  return Value::boolean(page && r.page(*page, PageField::is_section).as_boolean());
}

Value translated(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "translated", arguments, {"page"}, 1);
  if (!a) return {};
  Reader r = reader(ctx, self);
  auto page = r.page_of(a[0]);
  return Value::boolean(page && !r.page(*page, PageField::translations).items().empty());
}

constexpr Entry k_entries[] = {
    {"draft", draft}, {"featured", featured}, {"outdated", outdated}, {"section", section}, {"translated", translated},
};

}  // namespace

void add_site_tests(jinja::Environment& environment, const site::Site& site) {
  for (const Entry& entry : k_entries) environment.add_test(entry.name, entry.function, &site);
}

}  // namespace render
