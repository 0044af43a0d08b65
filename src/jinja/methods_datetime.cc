// SPDX-License-Identifier: MIT
#include "jinja/methods.h"
#include "value/datetime.h"

namespace jinja {

namespace {

using value::CivilTime;
using value::DateTime;

constexpr std::int64_t k_second = 1'000'000;
constexpr std::int64_t k_day = 86'400 * k_second;

/// The part below `unit` that is not negative, as Python divides.
std::int64_t floor_modulo(std::int64_t number, std::int64_t unit) {
  std::int64_t rest = number % unit;
  return rest < 0 ? rest + unit : rest;
}

bool without_arguments(Runtime& ctx, std::string_view method, const Arguments& arguments) {
  return value::bind(ctx, method, arguments, {}, 0, {});
}

Value strftime(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<1> given(ctx, "strftime", arguments, {"format"}, 1);
  if (!given) return {};
  return make_text(ctx, value::format_datetime(subject.as_datetime(), text_of(ctx, given[0])), false);
}

Value isoformat(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<2> given(ctx, "isoformat", arguments, {"sep", "timespec"}, 0);
  if (!given) return {};
  DateTime moment = subject.as_datetime();
  std::string separator(given[0].is_undefined() ? "T" : text_of(ctx, given[0]));
  std::string_view precision = given[1].string_or("auto");
  std::string text = value::to_iso(moment);
  if (moment.date_only) return make_text(ctx, text, false);
  text.replace(10, 1, separator);
  if (precision == "auto") return make_text(ctx, text, false);
  std::size_t time = 10 + separator.size();
  bool has_fraction = text.size() > time + 8 && text[time + 8] == '.';
  std::string zone = text.substr(time + (has_fraction ? 15 : 8));
  text.resize(time + 8);
  if (precision == "hours") text.resize(time + 2);
  if (precision == "minutes") text.resize(time + 5);
  if (precision == "milliseconds" || precision == "microseconds") {
    std::string digits = std::to_string(k_second + to_civil(moment).microsecond);
    text += '.' + digits.substr(1, precision == "milliseconds" ? 3 : 6);
  }
  return make_text(ctx, text + zone, false);
}

Value ctime(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!without_arguments(ctx, "ctime", arguments)) return {};
  return make_text(ctx, value::format_datetime(subject.as_datetime(), "%a %b %e %H:%M:%S %Y"), false);
}

Value date(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!without_arguments(ctx, "date", arguments)) return {};
  DateTime day = subject.as_datetime();
  day.local_microseconds -= floor_modulo(day.local_microseconds, k_day);
  day.offset_minutes = 0;
  day.has_offset = false;
  day.date_only = true;
  return Value::datetime(day);
}

Value timestamp(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!without_arguments(ctx, "timestamp", arguments)) return {};
  return Value::floating(static_cast<double>(subject.as_datetime().instant()) / static_cast<double>(k_second));
}

Value weekday(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!without_arguments(ctx, "weekday", arguments)) return {};
  return Value::integer(to_civil(subject.as_datetime()).weekday);
}

Value isoweekday(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!without_arguments(ctx, "isoweekday", arguments)) return {};
  return Value::integer(to_civil(subject.as_datetime()).weekday + 1);
}

Value toordinal(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!without_arguments(ctx, "toordinal", arguments)) return {};
  std::int64_t local = subject.as_datetime().local_microseconds;
  return Value::integer((local - floor_modulo(local, k_day)) / k_day + 719163);
}

Value utcoffset(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!without_arguments(ctx, "utcoffset", arguments)) return {};
  DateTime moment = subject.as_datetime();
  return moment.has_offset ? Value::duration(std::int64_t{moment.offset_minutes} * 60 * k_second) : Value::none();
}

Value replace(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  Parameters<8> given(ctx, "replace", arguments,
                      {"year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo"}, 0);
  if (!given) return {};
  DateTime moment = subject.as_datetime();
  CivilTime civil = to_civil(moment);
  int* const parts[] = {&civil.year,   &civil.month,  &civil.day,        &civil.hour,
                        &civil.minute, &civil.second, &civil.microsecond};
  for (std::size_t i = 0; i < std::size(parts); ++i) {
    auto part = integer_argument(ctx, "replace", given[i], *parts[i]);
    if (!part) return {};
    *parts[i] = *part < 0 || *part > k_second ? -1 : static_cast<int>(*part);
  }
  auto changed = value::from_civil(civil);
  if (!changed) return fail_argument(ctx, "replace: there is no such date or time");
  moment.local_microseconds = changed->local_microseconds;
  if (given[7].is_none()) {
    moment.has_offset = false;
    moment.offset_minutes = 0;
  }
  return Value::datetime(moment);
}

constexpr Method k_datetime_methods[] = {
    {"ctime", ctime},         {"date", date},         {"isoformat", isoformat}, {"isoweekday", isoweekday},
    {"replace", replace},     {"strftime", strftime}, {"timestamp", timestamp}, {"toordinal", toordinal},
    {"utcoffset", utcoffset}, {"weekday", weekday},
};

Value total_seconds(Runtime& ctx, const Value& subject, const Arguments& arguments) {
  if (!without_arguments(ctx, "total_seconds", arguments)) return {};
  return Value::floating(static_cast<double>(subject.as_duration()) / static_cast<double>(k_second));
}

constexpr Method k_duration_methods[] = {{"total_seconds", total_seconds}};

}  // namespace

Value datetime_attribute(const Value& moment, Name name) {
  CivilTime civil = to_civil(moment.as_datetime());
  std::string_view part = name.text;
  if (part == "year") return Value::integer(civil.year);
  if (part == "month") return Value::integer(civil.month);
  if (part == "day") return Value::integer(civil.day);
  if (part == "hour") return Value::integer(civil.hour);
  if (part == "minute") return Value::integer(civil.minute);
  if (part == "second") return Value::integer(civil.second);
  if (part == "microsecond") return Value::integer(civil.microsecond);
  return {};
}

Value duration_attribute(const Value& duration, Name name) {
  std::int64_t all = duration.as_duration();
  std::int64_t in_day = floor_modulo(all, k_day);
  if (name.text == "days") return Value::integer((all - in_day) / k_day);
  if (name.text == "seconds") return Value::integer(in_day / k_second);
  if (name.text == "microseconds") return Value::integer(in_day % k_second);
  return {};
}

std::span<const Method> datetime_methods() { return k_datetime_methods; }
std::span<const Method> duration_methods() { return k_duration_methods; }

}  // namespace jinja
