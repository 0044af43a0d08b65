// SPDX-License-Identifier: MIT
#pragma once

#include "render/renderer.h"
#include "site/reader.h"
#include "value/object.h"

namespace render {

/// The names that a page's template sees beside the globals: page, content, title, and for lists posts, section and the
/// pagination. Each is worked out when a template asks for it. Made in the render's arena.
class PageContext final : public value::Object {
 public:
  PageContext(const site::Site& site, const Output& output)
      : site_(&site), page_(output.page), number_(output.number) {}

  std::string_view type_name() const override { return "context"; }
  value::Shape shape(value::Handle) const override { return value::Shape::mapping; }
  value::Value attribute(value::Context& ctx, value::Handle, value::Name name) const override;
  value::Value materialize(value::Context& ctx, value::Handle) const override;
  std::vector<std::string> attribute_names(value::Handle) const override;

 private:
  value::Value posts(const site::Reader& reader) const;
  value::Value shown_posts(const site::Reader& reader) const;
  value::Value term_maps(const site::Reader& reader) const;
  std::int64_t per_page(const site::Reader& reader) const;
  std::int64_t total_pages(const site::Reader& reader) const;
  std::size_t total_posts(const site::Reader& reader) const;

  const site::Site* site_;
  site::PageId page_;
  std::uint32_t number_;  ///< which page of a paginated list, from 1
};

}  // namespace render
