// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

/// Addresses that become links by themselves, without angle brackets (GFM, section 6.9).
namespace markdown {

/// A stretch of a text; empty when nothing was found.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin == end; }
};

/// The address that begins with the `www.` at `position`.
Stretch read_www(std::string_view text, std::size_t position);

/// The address of scheme `http`, `https` or `ftp` whose `://` is at `position`; begins before it.
Stretch read_scheme(std::string_view text, std::size_t position);

/// The first mail address (or `mailto:`, `xmpp:` and an address) in `text` from `from` on. Linear over all calls with
/// `from` behind the last one found.
Stretch find_mail(std::string_view text, std::size_t from);

/// Does the address that `find_mail` found name its scheme?
bool names_scheme(std::string_view address);

}  // namespace markdown
