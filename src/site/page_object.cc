// SPDX-License-Identifier: MIT
#include "base/path.h"
#include "site/model.h"
#include "site/name_table.h"
#include "site/objects.h"
#include "value/operations.h"

namespace site {

using value::Context;
using value::Handle;
using value::Name;
using value::Value;

namespace {

using enum PageField;

struct PageName {
  Name name;
  PageField field;
};

constexpr NameTable<PageField, 62> k_names({
    {"title", title},
    {"url", url},
    {"permalink", permalink},
    {"slug", slug},
    {"path", path},
    {"source_path", source_path},
    {"output_path", output_path},
    {"kind", kind},
    {"type", type},
    {"lang", lang},
    {"translation_key", translation_key},
    {"translations", translations},
    {"date", date},
    {"lastmod", lastmod},
    {"description", description},
    {"keywords", keywords},
    {"meta_description", meta_description},
    {"draft", draft},
    {"weight", weight},
    {"author", author},
    {"authors", authors},
    {"series", series},
    {"hidden", hidden},
    {"noindex", noindex},
    {"template", template_},
    {"content", content},
    {"raw_content", content},
    {"html", html},
    {"rendered_html", html},
    {"parsed_ast", html},
    {"plain_text", plain_text},
    {"excerpt", excerpt},
    {"summary", summary},
    {"word_count", word_count},
    {"reading_time", reading_time},
    {"toc", toc},
    {"toc_items", toc_items},
    {"links", links},
    {"tags", tags},
    {"categories", categories},
    {"terms", terms},
    {"metadata", metadata},
    {"params", metadata},
    {"is_home", is_home},
    {"is_section", is_section},
    {"is_page", is_page},
    {"section", section},
    {"_section", section},
    {"parent", parent},
    {"ancestors", ancestors},
    {"next", next},
    {"next_page", next},
    {"prev", prev},
    {"previous", prev},
    {"next_in_section", next_in_section},
    {"prev_in_section", prev_in_section},
    {"related_posts", related_posts},
    {"related", related_posts},
    {"backlinks", backlinks},
    {"resources", resources},
    {"paginate", paginate},
    {"list_pages", list_pages},
});

/// The section a page or section argument stands for: where pages "in it" live.
std::optional<SectionId> section_meant(const Reader& reader, Context& ctx, const Value& argument) {
  if (auto section = reader.section_of(argument)) return section;
  if (auto page = reader.page_of(argument)) return reader.section_of(reader.page(*page, PageField::section));
  if (argument.is_string()) return reader.find_section(argument.as_string());
  (void)ctx;
  return std::nullopt;
}

/// Whether `inner` is `outer` or below it.
bool is_within(const Reader& reader, std::optional<SectionId> inner, SectionId outer) {
  while (inner && *inner != outer) inner = reader.section_of(reader.section(*inner, SectionField::parent));
  return inner.has_value();
}

/// Whether page `a` is an ancestor of page `b`: the own page of a section that holds it.
bool is_ancestor(const Reader& reader, PageId a, PageId b) {
  if (a == b || !reader.page(a, is_section).as_boolean()) return false;
  auto outer = reader.section_of(reader.page(a, section));
  return outer && is_within(reader, reader.section_of(reader.page(b, section)), *outer);
}

}  // namespace

std::string_view page_field_name(PageField field) { return k_names.name_of(field); }

Value PageObject::attribute(Context& ctx, Handle page, Name name) const {
  auto field = k_names.find(name);
  return field ? Reader(site_, ctx).page(page, *field) : Value();
}

Value PageObject::call_method(Context& ctx, Handle page, Name name, const value::Arguments& arguments) const {
  Reader reader(site_, ctx);
  bool one = arguments.positional.size() == 1 && arguments.named.empty();
  if (name.text == "in_section" && one) {
    auto wanted = section_meant(reader, ctx, arguments.positional[0]);
    return Value::boolean(wanted && is_within(reader, reader.section_of(reader.page(page, section)), *wanted));
  }
  if ((name.text == "is_ancestor" || name.text == "is_descendant") && one) {
    auto other = reader.page_of(arguments.positional[0]);
    if (!other) return Value::boolean(false);
    return Value::boolean(name.text == "is_ancestor" ? is_ancestor(reader, page, *other)
                                                     : is_ancestor(reader, *other, page));
  }
  if (name.text == "eq" && one) {
    auto other = reader.page_of(arguments.positional[0]);
    return Value::boolean(other && *other == page);
  }
  return Object::call_method(ctx, page, name, arguments);
}

void PageObject::print(Context& ctx, Handle page, std::string& out) const {
  out += "Page(title='";
  out += Reader(site_, ctx).page(page, title).string_or("");
  out += "')";
}

std::vector<std::string> PageObject::attribute_names(Handle) const { return k_names.names(); }

Value MetadataObject::attribute(Context& ctx, Handle page, Name name) const {
  return Reader(site_, ctx).metadata(page, name);
}

Value MetadataObject::materialize(Context& ctx, Handle page) const {
  ctx.reads.note(value::Relation::page, page, static_cast<std::uint32_t>(PageField::metadata));
  return *site_.model().pages[page].metadata;
}

std::vector<std::string> MetadataObject::attribute_names(Handle page) const {
  std::vector<std::string> names;
  const Value& all = *site_.model().pages[page].metadata;
  if (!all.is_map()) return names;
  for (const value::Map::Entry& entry : all.as_map().entries()) names.emplace_back(entry.key.string_or(""));
  return names;
}

}  // namespace site
