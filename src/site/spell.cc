// SPDX-License-Identifier: MIT
#include "site/spell.h"

#include "site/model.h"
#include "site/objects.h"
#include "site/queries.h"

namespace site {

using value::Question;
using value::Relation;

namespace {

std::string spell_page(const Model& model, const Question& question) {
  const Page& page = model.pages[question.entity];
  std::string text = "page " + (page.path.empty() ? page.output_path : page.path) + " ";
  if ((question.field & k_metadata_key) == 0)
    return text.append(page_field_name(static_cast<PageField>(question.field)));
  if (page.metadata->is_map()) {
    for (const value::Map::Entry& entry : page.metadata->as_map().entries()) {
      bool is_asked =
          entry.key.is_string() && (value::Name(entry.key.as_string()).hash | k_metadata_key) == question.field;
      if (is_asked) return text.append("metadata.").append(entry.key.as_string());
    }
  }
  return text + "metadata key that is absent";
}

}  // namespace

std::string spell(const Site& site, const Question& question) {
  const Model& model = site.model();
  auto named = [&](const char* relation) {
    return std::string(relation) + " " + std::string(site.names().text(question.entity));
  };
  switch (question.relation) {
    case Relation::page:
      return spell_page(model, question);
    case Relation::section:
      if (question.entity >= model.sections.size() || question.field == k_find_section) return named("section");
      return "section /" + model.sections[question.entity].path + " " +
             std::string(section_field_name(static_cast<SectionField>(question.field)));
    case Relation::taxonomy:
      return "taxonomy " + std::to_string(question.entity) + " " + std::to_string(question.field);
    case Relation::menu:
      return "menu " + std::to_string(question.entity) + " " + std::to_string(question.field);
    case Relation::query:
      return "query " + site.queries().canonical(question.entity);
    case Relation::config:
      return named("config");
    case Relation::data:
      return named("data");
    case Relation::text:
      return named("text");
    case Relation::template_:
      return named("template");
    case Relation::asset:
      return named("asset");
    case Relation::file:
      return named("file");
    case Relation::cross_reference: {
      std::string_view target = site.names().text(question.entity);
      if (target.starts_with(k_link_mark)) target.remove_prefix(1);
      return "reference " + std::string(target);
    }
    case Relation::environment:
      return named("environment");
    case Relation::clock:
      return "clock " + std::to_string(question.field);
    case Relation::site:
      return "site " + std::string(site_field_name(static_cast<SiteField>(question.field)));
  }
  return "";
}

}  // namespace site
