// SPDX-License-Identifier: MIT
#include "diagnostics/codec.h"

#include <limits>
#include <utility>

namespace diagnostics {

namespace {

constexpr std::uint8_t k_version = 1;
constexpr std::size_t k_least_diagnostic_bytes = 11, k_least_frame_bytes = 7;

std::uint32_t read_u32(base::ByteReader& in) {
  return static_cast<std::uint32_t>(in.varint_up_to(std::numeric_limits<std::uint32_t>::max()));
}

void write_location(base::ByteWriter& out, const Location& location) {
  out.text(location.file);
  out.varint(location.line);
  out.varint(location.column);
  out.varint(location.length);
  out.text(location.line_text);
}

Location read_location(base::ByteReader& in) {
  Location location;
  location.file = in.text();
  location.line = read_u32(in);
  location.column = read_u32(in);
  location.length = read_u32(in);
  location.line_text = in.text();
  return location;
}

Severity read_severity(base::ByteReader& in) {
  switch (auto severity = static_cast<Severity>(in.u8())) {
    case Severity::warning:
    case Severity::error:
      return severity;
  }
  in.fail();
  return Severity::error;
}

Fault read_fault(base::ByteReader& in) {
  switch (auto fault = static_cast<Fault>(in.u8())) {
    case Fault::usage:
    case Fault::config:
    case Fault::template_:
    case Fault::content:
    case Fault::input_output:
      return fault;
  }
  in.fail();
  return Fault::content;
}

}  // namespace

void encode(base::ByteWriter& out, const Diagnostic& diagnostic) {
  out.u8(static_cast<std::uint8_t>(diagnostic.severity));
  out.u8(static_cast<std::uint8_t>(diagnostic.fault));
  out.text(diagnostic.code);
  out.text(diagnostic.message);
  write_location(out, diagnostic.location);
  out.varint(diagnostic.chain.size());
  for (const Frame& frame : diagnostic.chain) {
    out.text(frame.what);
    out.text(frame.name);
    write_location(out, frame.where);
  }
  out.text(diagnostic.hint);
}

Diagnostic decode(base::ByteReader& in) {
  Diagnostic diagnostic;
  diagnostic.severity = read_severity(in);
  diagnostic.fault = read_fault(in);
  diagnostic.code = in.text();
  diagnostic.message = in.text();
  diagnostic.location = read_location(in);
  for (std::size_t frames = in.count(k_least_frame_bytes); in.good() && frames > 0; --frames) {
    Frame& frame = diagnostic.chain.emplace_back();
    frame.what = in.text();
    frame.name = in.text();
    frame.where = read_location(in);
  }
  diagnostic.hint = in.text();
  return diagnostic;
}

std::string encode_list(const std::vector<Diagnostic>& diagnostics) {
  std::string bytes;
  if (diagnostics.empty()) return bytes;
  base::ByteWriter out(bytes);
  out.u8(k_version);
  out.varint(diagnostics.size());
  for (const Diagnostic& diagnostic : diagnostics) encode(out, diagnostic);
  return bytes;
}

std::optional<std::vector<Diagnostic>> try_decode_list(std::string_view bytes) {
  std::vector<Diagnostic> diagnostics;
  if (bytes.empty()) return diagnostics;
  base::ByteReader in(bytes);
  if (in.u8() != k_version) return std::nullopt;
  for (std::size_t count = in.count(k_least_diagnostic_bytes); in.good() && count > 0; --count) {
    diagnostics.push_back(decode(in));
  }
  if (!in.finished()) return std::nullopt;
  return diagnostics;
}

std::vector<Diagnostic> decode_list(std::string_view bytes) {
  return try_decode_list(bytes).value_or(std::vector<Diagnostic>());
}

}  // namespace diagnostics
