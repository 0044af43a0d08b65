// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/file_system.h"
#include "content/document.h"

/// Documents as bytes: what is kept of a content file so that the next build neither opens nor parses it. A record is
/// read in place; only the front matter is made into values at once, everything else when it is asked for.
///
///     document  version (u8, now 3), fingerprint of the text, flags (u8; 1: broken), body offset, words and characters
///               of an excerpt (varints), then texts: name; diagnostics (`diagnostics::encode_list`); front matter
///               (`value::encode`); the head of the file's text (`head_of`); then the size of the body (varint) and the
///               body compressed (text; `base::compress`)
///     body      texts: HTML; headings; slots
///     headings  their number (varint; no bytes at all for none), then of each: level (u8), id, title (texts)
///     slots     their number (varint; no bytes at all for none), then of each: kind (u8), the distance of its begin
///               from the end of the one before, its length, its offset in the Markdown (varints), target, text (texts)
///
/// A version of 0 alone stands for a document that is not kept. Whoever changes what is written here, or what reading a
/// file makes of it, gives the version another number.
namespace content {

/// The record of a document. When the front matter is nothing that can be kept (it stands for more than
/// `value::k_most_encoded_bytes`), a record that is decoded as null: such a file is read in each build.
std::string encode_document(const Document& document);

/// The document whose record `bytes` is; they must outlive it. `fs` and `file` are where its text can be read again:
/// `text` and `raw_body` do so when they are first asked, and are empty when the file is gone or its text is not the
/// one of the record. Null when the bytes are no record of this version, or that of a document of another path.
/// The body is decompressed when somebody first asks for a part of it; `damaged` is told when that cannot be done, or
/// when headings or slots are none: they are left out then.
/// REQUIRES: `fs` and `damaged` outlive the document.
std::unique_ptr<Document> decode_document(std::string path, std::string_view bytes, const base::FileSystem& fs,
                                          std::string file, const std::function<void()>& damaged);

}  // namespace content
