// SPDX-License-Identifier: MIT
#include "markdown/writer.h"

namespace markdown {
namespace {

InsertFinder make_finder(std::string_view text, const Options& options) {
  return {text,
          options.extensions.has(Extension::variables) ? InsertFinder::Variables::on : InsertFinder::Variables::off,
          options.extensions.has(Extension::cross_references) ? InsertFinder::CrossReferences::on
                                                              : InsertFinder::CrossReferences::off};
}

}  // namespace

Writer::Writer(std::string_view text, const Options& options, Prepared& prepared)
    : text_(text), prepared_(prepared), out_(prepared.changed), finder_(make_finder(text, options)) {}

void Writer::copy_to(std::size_t end) {
  Insert insert;
  std::size_t begin = 0;
  while (position_ < end && finder_.next(position_, end, insert, begin)) {
    out_ += text_.substr(position_, begin - position_);
    append_mark(out_, prepared_.inserts.size());
    prepared_.inserts.push_back(insert);
    position_ = begin + insert.source.size();
  }
  if (position_ >= end) return;
  out_ += text_.substr(position_, end - position_);
  position_ = end;
}

void Writer::literal_to(std::size_t end) {
  if (position_ >= end) return;
  append_mark(out_, prepared_.inserts.size());
  prepared_.inserts.push_back(
      {.offset = static_cast<std::uint32_t>(position_), .source = text_.substr(position_, end - position_)});
  position_ = end;
}

void Writer::comment(const Insert& insert) {
  out_ += "<!--";
  append_mark(out_, prepared_.inserts.size());
  out_ += "-->";
  prepared_.inserts.push_back(insert);
}

void Writer::finish() {
  Insert insert;
  std::size_t begin = 0;
  if (position_ == 0 && out_.empty() && !finder_.next(0, text_.size(), insert, begin)) {
    prepared_.text = text_;
    return;
  }
  copy_to(text_.size());
  prepared_.text = out_;
}

}  // namespace markdown
