// SPDX-License-Identifier: MIT
#pragma once

#include "base/codec.h"
#include "content/fields.h"

namespace content {

/// Typed fields as bytes, so that they need not be worked out again from the metadata. Of menu entries the place in the
/// file is not kept.
void encode(base::ByteWriter& out, const Fields& fields);

/// Fields whose texts are views into the bytes. Bytes that mean nothing make `in` bad.
Fields decode_fields(base::ByteReader& in);

}  // namespace content
