// SPDX-License-Identifier: MIT
#pragma once

#include "jinja/builtins.h"

/// The built-in filters by file. Each has the signature of a NativeFunction and the argument names of Jinja2; the
/// subject is the first positional argument. `builtin_filters` (filters_table.cc) gives them their names.
namespace jinja::filter {

// filters_text.cc
Value capitalize(Context&, const Arguments&, const void*);
Value center(Context&, const Arguments&, const void*);
Value indent(Context&, const Arguments&, const void*);
Value lower(Context&, const Arguments&, const void*);
Value replace(Context&, const Arguments&, const void*);
Value title(Context&, const Arguments&, const void*);
Value trim(Context&, const Arguments&, const void*);
Value truncate(Context&, const Arguments&, const void*);
Value upper(Context&, const Arguments&, const void*);
Value wordcount(Context&, const Arguments&, const void*);
Value format(Context&, const Arguments&, const void*);
Value string(Context&, const Arguments&, const void*);

// filters_wordwrap.cc
Value wordwrap(Context&, const Arguments&, const void*);

// filters_html.cc
Value escape(Context&, const Arguments&, const void*);
Value forceescape(Context&, const Arguments&, const void*);
Value safe(Context&, const Arguments&, const void*);
Value striptags(Context&, const Arguments&, const void*);
Value urlencode(Context&, const Arguments&, const void*);
Value xmlattr(Context&, const Arguments&, const void*);
Value tojson(Context&, const Arguments&, const void*);

// filters_urlize.cc
Value urlize(Context&, const Arguments&, const void*);

// filters_number.cc
Value abs(Context&, const Arguments&, const void*);
Value filesizeformat(Context&, const Arguments&, const void*);
Value float_(Context&, const Arguments&, const void*);
Value int_(Context&, const Arguments&, const void*);
Value round(Context&, const Arguments&, const void*);

// filters_list.cc
Value batch(Context&, const Arguments&, const void*);
Value first(Context&, const Arguments&, const void*);
Value join(Context&, const Arguments&, const void*);
Value last(Context&, const Arguments&, const void*);
Value length(Context&, const Arguments&, const void*);
Value list(Context&, const Arguments&, const void*);
Value random(Context&, const Arguments&, const void*);
Value reverse(Context&, const Arguments&, const void*);
Value slice(Context&, const Arguments&, const void*);

// filters_order.cc
Value dictsort(Context&, const Arguments&, const void*);
Value groupby(Context&, const Arguments&, const void*);
Value max(Context&, const Arguments&, const void*);
Value min(Context&, const Arguments&, const void*);
Value sort(Context&, const Arguments&, const void*);
Value unique(Context&, const Arguments&, const void*);

// filters_select.cc
Value attr(Context&, const Arguments&, const void*);
Value default_(Context&, const Arguments&, const void*);
Value items(Context&, const Arguments&, const void*);
Value map(Context&, const Arguments&, const void*);
Value reject(Context&, const Arguments&, const void*);
Value rejectattr(Context&, const Arguments&, const void*);
Value select(Context&, const Arguments&, const void*);
Value selectattr(Context&, const Arguments&, const void*);
Value sum(Context&, const Arguments&, const void*);

// filters_pprint.cc
Value pprint(Context&, const Arguments&, const void*);

}  // namespace jinja::filter
