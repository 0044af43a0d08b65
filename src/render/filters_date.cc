// SPDX-License-Identifier: MIT
#include <optional>

#include "render/library.h"
#include "render/register.h"

namespace render {

using value::Arguments;
using value::Context;
using value::Parameters;
using value::Value;

namespace {

std::optional<value::DateTime> moment_of(const Value& value) {
  if (value.is_datetime()) return value.as_datetime();
  if (value.is_string()) return value::parse_datetime(value.as_string());
  return std::nullopt;
}

Value dateformat(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<2> a(ctx, "dateformat", arguments, {"date", "format"}, 1);
  if (!a) return {};
  auto moment = moment_of(a[0]);
  if (!moment) return Value::string(a[0].string_or(""));
  return Value::string(ctx.arena, value::format_datetime(*moment, a[1].string_or("%Y-%m-%d")));
}

Value date_iso(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "date_iso", arguments, {"date"}, 1);
  if (!a) return {};
  auto moment = moment_of(a[0]);
  return moment ? Value::string(ctx.arena, value::to_iso(*moment)) : Value::string("");
}

Value date_rfc822(Context& ctx, const Arguments& arguments, const void*) {
  Parameters<1> a(ctx, "date_rfc822", arguments, {"date"}, 1);
  if (!a) return {};
  auto moment = moment_of(a[0]);
  return moment ? Value::string(ctx.arena, value::to_rfc822(*moment)) : Value::string("");
}

/// "3 days ago": depends on the clock, to the minute below an hour, else to the day.
Value time_ago(Context& ctx, const Arguments& arguments, const void* self) {
  Parameters<1> a(ctx, "time_ago", arguments, {"date"}, 1);
  if (!a) return {};
  auto moment = moment_of(a[0]);
  if (!moment) return Value::string("");
  constexpr std::int64_t k_second = 1'000'000, k_day = 86'400 * k_second;
  site::Reader r = reader(ctx, self);
  std::int64_t age = r.now(86'400).instant() - moment->instant();
  if (age < 2 * k_day && age > -2 * k_day) age = r.now(60).instant() - moment->instant();
  if (age < 60 * k_second) return Value::string("just now");
  struct Unit {
    std::int64_t length;
    const char* name;
  };
  for (Unit unit : {Unit{365 * k_day, "year"}, Unit{30 * k_day, "month"}, Unit{k_day, "day"},
                    Unit{3600 * k_second, "hour"}, Unit{60 * k_second, "minute"}}) {
    std::int64_t count = age / unit.length;
    if (count == 0) continue;
    return Value::string(ctx.arena, std::to_string(count) + " " + unit.name + (count == 1 ? "" : "s") + " ago");
  }
  return Value::string("just now");
}

constexpr Entry k_entries[] = {
    {"dateformat", dateformat}, {"date", dateformat},         {"strftime", dateformat},
    {"date_iso", date_iso},     {"date_rfc822", date_rfc822}, {"time_ago", time_ago},
};

}  // namespace

std::span<const Entry> date_filters() { return k_entries; }

}  // namespace render
