// SPDX-License-Identifier: MIT
#include "engine/records.h"

#include <algorithm>

#include "base/codec.h"

namespace engine {

namespace {

enum Flags : std::uint8_t { k_young = 1, k_dirty = 2 };

/// Beside the bit of an answer: its words follow.
constexpr std::uint8_t k_has_words = 0x80;

void write_stamp(base::ByteWriter& out, const Stamp& stamp) {
  out.varint(stamp.size);
  out.fixed64(static_cast<std::uint64_t>(stamp.modified_ns));
  out.fixed64(static_cast<std::uint64_t>(stamp.changed_ns));
  out.varint(stamp.inode);
  out.varint(stamp.device);
}

Stamp read_stamp(base::ByteReader& in) {
  Stamp stamp;
  stamp.size = in.varint();
  stamp.modified_ns = static_cast<std::int64_t>(in.fixed64());
  stamp.changed_ns = static_cast<std::int64_t>(in.fixed64());
  stamp.inode = in.varint();
  stamp.device = in.varint();
  return stamp;
}

void write_reads(base::ByteWriter& out, const Reads& reads) {
  out.varint(reads.size());
  for (const Read& read : reads) {
    out.fixed64(read.entity);
    out.varint(read.bits);
  }
}

Read read_read(base::ByteReader& in) {
  Read read;
  read.entity = in.fixed64();
  read.bits = in.varint();
  return read;
}

Reads read_reads(base::ByteReader& in) {
  constexpr std::size_t k_least_bytes = 9;
  Reads reads;
  std::uint64_t count = in.varint();
  reads.reserve(std::min<std::uint64_t>(count, in.remaining() / k_least_bytes));
  for (; in.good() && count > 0; --count) reads.push_back(read_read(in));
  return reads;
}

/// The result of a decoder that read `in` to its end.
template <class Record>
std::optional<Record> whole(const base::ByteReader& in, Record record) {
  if (!in.good() || in.remaining() != 0) return std::nullopt;
  return record;
}

}  // namespace

Stamp stamp_of(const base::FileStat& stat) {
  return {stat.size, stat.modified_ns, stat.changed_ns, stat.inode, stat.device};
}

bool is_young(const Stamp& stamp, std::int64_t seen_ns) {
  return std::max(stamp.modified_ns, stamp.changed_ns) > seen_ns - k_youth_ns;
}

std::string encode(const InputRecord& record) {
  std::string bytes;
  base::ByteWriter out(bytes);
  out.u8(record.kind);
  out.u8(record.young ? k_young : 0);
  write_stamp(out, record.stamp);
  out.fingerprint(record.content);
  return bytes;
}

std::optional<InputRecord> decode_input(std::string_view bytes) {
  base::ByteReader in(bytes);
  InputRecord record;
  record.kind = in.u8();
  record.young = in.u8() != 0;
  record.stamp = read_stamp(in);
  record.content = in.fingerprint();
  return whole(in, record);
}

std::string encode(const OutputRecord& record) {
  std::string bytes;
  base::ByteWriter out(bytes);
  out.u8(record.kind);
  out.u8(static_cast<std::uint8_t>((record.young ? k_young : 0) | (record.dirty ? k_dirty : 0)));
  out.varint(record.number);
  for (const std::string* text : {&record.subject, &record.name, &record.source, &record.diagnostics}) out.text(*text);
  write_stamp(out, record.stamp);
  out.fingerprint(record.content);
  out.varint(record.build);
  out.text(record.reason);
  out.fixed64(record.shared_reads);
  write_reads(out, record.reads);
  return bytes;
}

std::optional<OutputView> view_output(std::string_view bytes) {
  base::ByteReader in(bytes);
  OutputView view;
  view.kind = in.u8();
  std::uint8_t flags = in.u8();
  view.young = (flags & k_young) != 0;
  view.dirty = (flags & k_dirty) != 0;
  view.number = static_cast<std::uint32_t>(in.varint());
  for (std::string_view* text : {&view.subject, &view.name, &view.source, &view.diagnostics}) *text = in.text();
  view.stamp = read_stamp(in);
  view.content = in.fingerprint();
  view.build = in.varint();
  view.reason = in.text();
  view.shared_reads = in.fixed64();
  view.reads = in.raw(in.remaining());
  if (!in.good()) return std::nullopt;
  return view;
}

std::optional<OutputRecord> decode_output(std::string_view bytes) {
  auto view = view_output(bytes);
  auto reads = view ? decode_reads(view->reads) : std::nullopt;
  if (!reads) return std::nullopt;
  return OutputRecord{.kind = view->kind,
                      .dirty = view->dirty,
                      .number = view->number,
                      .subject = std::string(view->subject),
                      .name = std::string(view->name),
                      .source = std::string(view->source),
                      .stamp = view->stamp,
                      .young = view->young,
                      .content = view->content,
                      .diagnostics = std::string(view->diagnostics),
                      .build = view->build,
                      .reason = std::string(view->reason),
                      .shared_reads = view->shared_reads,
                      .reads = std::move(*reads)};
}

std::string encode(const FolderRecord& record) {
  std::string bytes;
  base::ByteWriter out(bytes);
  out.u8(k_folder_kind);
  out.u8(record.young ? k_young : 0);
  write_stamp(out, record.stamp);
  return bytes;
}

std::optional<FolderRecord> decode_folder(std::string_view bytes) {
  base::ByteReader in(bytes);
  FolderRecord record;
  bool is_folder = in.u8() == k_folder_kind;
  record.young = in.u8() != 0;
  record.stamp = read_stamp(in);
  if (!is_folder) return std::nullopt;
  return whole(in, record);
}

std::string encode(const AnswerRecord& record) {
  std::string bytes;
  base::ByteWriter out(bytes);
  out.text(record.entity);
  out.fixed64(record.version);
  out.varint(record.answers.size());
  for (const AnswerRecord::Answer& answer : record.answers) {
    out.u8(static_cast<std::uint8_t>(answer.bit | (answer.words.empty() ? 0 : k_has_words)));
    out.fixed64(answer.fingerprint);
    if (!answer.words.empty()) out.text(answer.words);
  }
  return bytes;
}

std::optional<AnswerRecord> decode_answer(std::string_view bytes) {
  base::ByteReader in(bytes);
  AnswerRecord record;
  record.entity = in.text();
  record.version = in.fixed64();
  for (std::uint64_t count = in.varint(); in.good() && count > 0; --count) {
    AnswerRecord::Answer& answer = record.answers.emplace_back();
    std::uint8_t bit = in.u8();
    answer.bit = bit & 63;
    answer.fingerprint = in.fixed64();
    if ((bit & k_has_words) != 0) answer.words = in.text();
  }
  return whole(in, std::move(record));
}

std::string_view entity_of_answer(std::string_view bytes) {
  base::ByteReader in(bytes);
  std::string_view entity = in.text();
  return in.good() ? entity : std::string_view();
}

std::string encode(const Reads& reads) {
  std::string bytes;
  base::ByteWriter out(bytes);
  write_reads(out, reads);
  return bytes;
}

std::optional<Reads> decode_reads(std::string_view bytes) {
  base::ByteReader in(bytes);
  Reads reads = read_reads(in);
  return whole(in, std::move(reads));
}

std::optional<Read> find_changed(const ChangedAnswers& changed, std::string_view bytes, bool& good) {
  base::ByteReader in(bytes);
  for (std::uint64_t count = in.varint(); in.good() && count > 0; --count) {
    Read read = read_read(in);
    if (in.good() && changed.meets(read)) return read;
  }
  good = good && in.good() && in.remaining() == 0;
  return std::nullopt;
}

std::string number_key(std::uint64_t number) {
  std::string key(8, '\0');
  for (std::size_t i = 8; i-- > 0; number >>= 8) key[i] = static_cast<char>(number & 0xff);
  return key;
}

std::uint64_t key_number(std::string_view key) {
  std::uint64_t number = 0;
  for (char c : key) number = (number << 8) | static_cast<unsigned char>(c);
  return number;
}

}  // namespace engine
