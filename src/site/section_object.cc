// SPDX-License-Identifier: MIT
#include "site/model.h"
#include "site/name_table.h"
#include "site/objects.h"

namespace site {

using value::Context;
using value::Handle;
using value::Name;
using value::Value;

namespace {

constexpr NameTable<SectionField, 21> k_section_names({
    {"name", SectionField::name},
    {"path", SectionField::path},
    {"title", SectionField::title},
    {"url", SectionField::url},
    {"relative_url", SectionField::url},
    {"permalink", SectionField::permalink},
    {"content_type", SectionField::content_type},
    {"metadata", SectionField::metadata},
    {"index_page", SectionField::index_page},
    {"parent", SectionField::parent},
    {"root", SectionField::root},
    {"depth", SectionField::depth},
    {"hierarchy", SectionField::hierarchy},
    {"pages", SectionField::pages},
    {"regular_pages", SectionField::regular_pages},
    {"regular_pages_recursive", SectionField::regular_pages_recursive},
    {"subsections", SectionField::subsections},
    {"sections", SectionField::sections},
    {"sorted_pages", SectionField::sorted_pages},
    {"sorted_subsections", SectionField::sorted_subsections},
    {"weight", SectionField::weight},
});

constexpr NameTable<TermField, 8> k_term_names({
    {"name", TermField::name},
    {"slug", TermField::slug},
    {"url", TermField::url},
    {"permalink", TermField::permalink},
    {"count", TermField::count},
    {"pages", TermField::pages},
    {"page", TermField::page},
    {"taxonomy", TermField::taxonomy},
});

constexpr NameTable<TaxonomyField, 5> k_taxonomy_names({
    {"singular", TaxonomyField::singular},
    {"url", TaxonomyField::url},
    {"permalink", TaxonomyField::permalink},
    {"terms", TaxonomyField::terms},
    {"count", TaxonomyField::count},
});

}  // namespace

std::string_view section_field_name(SectionField field) { return k_section_names.name_of(field); }

Value SectionObject::attribute(Context& ctx, Handle section, Name name) const {
  auto field = k_section_names.find(name);
  return field ? Reader(site_, ctx).section(section, *field) : Value();
}

void SectionObject::print(Context& ctx, Handle section, std::string& out) const {
  out += "Section(name='";
  out += Reader(site_, ctx).section(section, SectionField::name).string_or("");
  out += "')";
}

std::vector<std::string> SectionObject::attribute_names(Handle) const { return k_section_names.names(); }

Value TermObject::attribute(Context& ctx, Handle term, Name name) const {
  auto field = k_term_names.find(name);
  return field ? Reader(site_, ctx).term(term, *field) : Value();
}

void TermObject::print(Context& ctx, Handle term, std::string& out) const {
  out += Reader(site_, ctx).term(term, TermField::name).string_or("");
}

std::vector<std::string> TermObject::attribute_names(Handle) const { return k_term_names.names(); }

Value TaxonomyObject::attribute(Context& ctx, Handle taxonomy, Name name) const {
  Reader reader(site_, ctx);
  if (auto term = reader.find_term(taxonomy, name.text)) return reader.term_object(*term);
  auto field = k_taxonomy_names.find(name);
  return field ? reader.taxonomy(taxonomy, *field) : Value();
}

Value TaxonomyObject::item(Context& ctx, Handle taxonomy, const Value& key) const {
  if (!key.is_string()) return {};
  Reader reader(site_, ctx);
  auto term = reader.find_term(taxonomy, key.as_string());
  return term ? reader.term_object(*term) : Value();
}

Value TaxonomyObject::materialize(Context& ctx, Handle taxonomy) const {
  Reader reader(site_, ctx);
  Value terms = reader.taxonomy(taxonomy, TaxonomyField::terms);
  value::Map* map = value::make_map(ctx.arena);
  for (const Value& term : terms.items()) {
    map->set(ctx.arena, Name(reader.term(term.handle(), TermField::slug).as_string()), term);
  }
  return Value::map(map);
}

}  // namespace site
