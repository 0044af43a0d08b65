// SPDX-License-Identifier: MIT
#include "words.h"

namespace bench {

namespace {

constexpr std::string_view k_text_words[] = {
    "the",      "of",       "and",     "to",        "a",        "in",        "is",        "that",     "it",
    "was",      "for",      "on",      "with",      "as",       "be",        "at",        "by",       "this",
    "had",      "not",      "are",     "but",       "from",     "or",        "have",      "an",       "they",
    "which",    "one",      "were",    "all",       "we",       "when",      "there",     "can",      "more",
    "if",       "out",      "other",   "what",      "time",     "up",        "about",     "than",     "into",
    "only",     "some",     "could",   "these",     "two",      "first",     "then",      "do",       "any",
    "like",     "now",      "such",    "over",      "our",      "even",      "most",      "after",    "also",
    "many",     "before",   "must",    "through",   "years",    "where",     "much",      "way",      "well",
    "down",     "should",   "because", "each",      "just",     "those",     "people",    "how",      "little",
    "state",    "good",     "very",    "make",      "world",    "still",     "see",       "own",      "work",
    "long",     "here",     "get",     "both",      "between",  "life",      "being",     "under",    "never",
    "day",      "same",     "another", "know",      "while",    "last",      "might",     "great",    "old",
    "year",     "off",      "come",    "since",     "against",  "go",        "came",      "right",    "used",
    "take",     "three",    "water",   "light",     "garden",   "river",     "kitchen",   "letter",   "morning",
    "evening",  "window",   "stone",   "paper",     "season",   "winter",    "summer",    "pattern",  "measure",
    "question", "answer",   "record",  "station",   "harbour",  "village",   "market",    "engine",   "machine",
    "library",  "chapter",  "recipe",  "flour",     "copper",   "timber",    "weather",   "mountain", "valley",
    "forest",   "island",   "bridge",  "railway",   "journey",  "teacher",   "student",   "reader",   "writer",
    "painter",  "builder",  "keeper",  "neighbour", "visitor",  "history",   "science",   "method",   "theory",
    "practice", "evidence", "example", "exercise",  "problem",  "solution",  "mistake",   "progress", "purpose",
    "reason",   "result",   "balance", "silence",   "distance", "direction", "attention", "patience", "memory",
    "quiet",    "simple",   "careful", "ordinary",  "ancient",  "modern",    "narrow",    "broad",    "heavy",
    "gentle",   "bright",   "steady",  "hidden",    "familiar", "foreign",   "certain",   "separate", "complete",
    "slowly",   "quickly",  "often",   "seldom",    "perhaps",  "together",  "already",   "almost",   "nearly",
    "carry",    "gather",   "repair",  "compare",   "describe", "discover",  "remember",  "prepare",  "collect",
    "observe",  "explain",  "improve", "arrange",   "deliver",  "connect",   "protect",   "replace",  "consider",
    "café",     "naïve",    "façade",  "jalapeño",  "Zürich",   "R&D",       "Smith's",   "x-ray",    "déjà",
};

constexpr std::string_view k_section_names[] = {
    "astronomy",   "physics",    "chemistry", "geology",   "baking",   "brewing",     "gardening",  "woodwork",
    "painting",    "music",      "theatre",   "poetry",    "cycling",  "sailing",     "climbing",   "running",
    "history",     "languages",  "maps",      "travel",    "birds",    "insects",     "mushrooms",  "trees",
    "weather",     "oceans",     "rivers",    "mountains", "railways", "bridges",     "ceramics",   "knitting",
    "printing",    "typography", "film",      "chess",     "puzzles",  "mathematics", "statistics", "economics",
    "philosophy",  "law",        "medicine",  "nutrition", "sleep",    "education",   "libraries",  "archives",
    "electronics", "radio",
};

constexpr std::string_view k_code_words[] = {
    "index",  "count",  "total", "left",   "right", "first",  "next",   "limit",  "offset", "buffer",
    "length", "source", "value", "result", "entry", "record", "weight", "reader", "writer", "cursor",
};

constexpr std::string_view k_tag_subjects[] = {"tools",   "stories", "methods", "travels", "repairs",
                                               "gardens", "books",   "records", "places",  "seasons"};

constexpr std::string_view k_tag_qualities[] = {"small", "Home", "slow",   "city",  "field", "night", "paper",
                                                "Open",  "old",  "winter", "river", "quiet", "lost",  "early",
                                                "stone", "blue", "local",  "hand",  "long",  "Spring"};

}  // namespace

std::span<const std::string_view> text_words() { return k_text_words; }

std::span<const std::string_view> section_names() { return k_section_names; }

std::span<const std::string_view> code_words() { return k_code_words; }

std::vector<std::string> make_tags() {
  std::vector<std::string> tags;
  for (std::string_view quality : k_tag_qualities) {
    for (std::string_view subject : k_tag_subjects) tags.push_back(std::string(quality) + " " + std::string(subject));
  }
  return tags;
}

}  // namespace bench
