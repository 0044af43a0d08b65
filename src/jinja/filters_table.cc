// SPDX-License-Identifier: MIT
#include "jinja/filters.h"

namespace jinja {

namespace {

constexpr Builtin k_filters[] = {
    {"abs", filter::abs},
    {"attr", filter::attr},
    {"batch", filter::batch},
    {"capitalize", filter::capitalize},
    {"center", filter::center},
    {"count", filter::length},
    {"d", filter::default_},
    {"default", filter::default_},
    {"dictsort", filter::dictsort},
    {"e", filter::escape},
    {"escape", filter::escape},
    {"filesizeformat", filter::filesizeformat},
    {"first", filter::first},
    {"float", filter::float_},
    {"forceescape", filter::forceescape},
    {"format", filter::format},
    {"groupby", filter::groupby},
    {"indent", filter::indent},
    {"int", filter::int_},
    {"items", filter::items},
    {"join", filter::join},
    {"last", filter::last},
    {"length", filter::length},
    {"list", filter::list},
    {"lower", filter::lower},
    {"map", filter::map},
    {"max", filter::max},
    {"min", filter::min},
    {"pprint", filter::pprint},
    {"random", filter::random},
    {"reject", filter::reject},
    {"rejectattr", filter::rejectattr},
    {"replace", filter::replace},
    {"reverse", filter::reverse},
    {"round", filter::round},
    {"safe", filter::safe},
    {"select", filter::select},
    {"selectattr", filter::selectattr},
    {"slice", filter::slice},
    {"sort", filter::sort},
    {"string", filter::string},
    {"striptags", filter::striptags},
    {"sum", filter::sum},
    {"title", filter::title},
    {"tojson", filter::tojson},
    {"trim", filter::trim},
    {"truncate", filter::truncate},
    {"unique", filter::unique},
    {"upper", filter::upper},
    {"urlencode", filter::urlencode},
    {"urlize", filter::urlize},
    {"wordcount", filter::wordcount},
    {"wordwrap", filter::wordwrap},
    {"xmlattr", filter::xmlattr},
};

}  // namespace

std::span<const Builtin> builtin_filters() { return k_filters; }

}  // namespace jinja
