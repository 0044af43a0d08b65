// SPDX-License-Identifier: MIT
#include "content/document_codec.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>

#include "content/lazy.h"
#include "value/codec.h"

namespace content {
namespace {

constexpr const char* k_post =
    "---\n"
    "title: \"First steps: a guide\"\n"
    "date: 2024-05-01 10:00:00 +02:00\n"
    "tags: [one, two, three]\n"
    "weight: 3\n"
    "draft: false\n"
    "description: How to begin.\n"
    "menu:\n"
    "  main:\n"
    "    weight: 1\n"
    "slug: first\n"
    "---\n"
    "# Hello\n\n"
    "The page {{ page.title }} links to [[second]] and [there](../third.md).\n\n"
    "<!--more-->\n\n"
    "## Next\n\n![a picture](a.png)\n";

/// A content file on a file system in memory, read, encoded and decoded.
struct Kept {
  base::MemoryFileSystem fs;
  std::unique_ptr<Document> read;
  std::string bytes;
  int damages = 0;
  std::function<void()> damaged = [this] { ++damages; };
  std::unique_ptr<Document> kept;

  explicit Kept(std::string text) {
    fs.add("/site/content/blog/first.md", text);
    read = read_document("blog/first.md", std::move(text), {});
    bytes = encode_document(*read);
    kept = decode(bytes);
  }
  std::unique_ptr<Document> decode(std::string_view record) const {
    return decode_document("blog/first.md", record, fs, "/site/content/blog/first.md", damaged);
  }
};

void expect_same_place(const diagnostics::Location& a, const diagnostics::Location& b) {
  EXPECT_EQ(a.file, b.file);
  EXPECT_EQ(a.line, b.line);
  EXPECT_EQ(a.column, b.column);
  EXPECT_EQ(a.length, b.length);
  EXPECT_EQ(a.line_text, b.line_text);
}

void expect_same(const Document& a, const Document& b) {
  EXPECT_EQ(a.path, b.path);
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.broken, b.broken);
  EXPECT_EQ(a.body_offset, b.body_offset);
  EXPECT_EQ(a.excerpt_limit, b.excerpt_limit);
  EXPECT_EQ(a.fingerprint, b.fingerprint);
  EXPECT_EQ(value::fingerprint_of(a.front_matter), value::fingerprint_of(b.front_matter));
  EXPECT_EQ(a.html(), b.html());
  EXPECT_EQ(a.text(), b.text());
  EXPECT_EQ(a.raw_body(), b.raw_body());
  EXPECT_EQ(a.excerpt(), b.excerpt());
  ASSERT_EQ(a.headings().size(), b.headings().size());
  for (std::size_t i = 0; i < a.headings().size(); ++i) {
    EXPECT_EQ(a.headings()[i].level, b.headings()[i].level);
    EXPECT_EQ(a.headings()[i].id, b.headings()[i].id);
    EXPECT_EQ(a.headings()[i].title, b.headings()[i].title);
  }
  ASSERT_EQ(a.slots().size(), b.slots().size());
  for (std::size_t i = 0; i < a.slots().size(); ++i) {
    EXPECT_EQ(a.slots()[i].kind, b.slots()[i].kind);
    EXPECT_EQ(a.slots()[i].begin, b.slots()[i].begin);
    EXPECT_EQ(a.slots()[i].end, b.slots()[i].end);
    EXPECT_EQ(a.slots()[i].offset, b.slots()[i].offset);
    EXPECT_EQ(a.slots()[i].target, b.slots()[i].target);
    EXPECT_EQ(a.slots()[i].text, b.slots()[i].text);
  }
  ASSERT_EQ(a.diagnostics.size(), b.diagnostics.size());
  for (std::size_t i = 0; i < a.diagnostics.size(); ++i) {
    EXPECT_EQ(a.diagnostics[i].code, b.diagnostics[i].code);
    EXPECT_EQ(a.diagnostics[i].message, b.diagnostics[i].message);
    expect_same_place(a.diagnostics[i].location, b.diagnostics[i].location);
  }
  for (const char* key : {"title", "menu.main.weight", "tags.1", "slug", "nothing", "a"}) {
    expect_same_place(place_of_key(a, key), place_of_key(b, key));
  }
}

TEST(DocumentCodec, a_kept_document_is_the_one_that_was_read) {
  for (const char* text : {
           k_post,
           "",
           "No front matter.\n",
           "No line break",
           "\nSecond line\n# Heading",
           "---\n---\n",
           "---\ntitle: x\n---",
           "---\ntitle: x\n---\nBody",
           "\xEF\xBB\xBF---\r\ntitle: First\r\na: 1\r\n---\r\nBody\r\n",
           "+++\ntitle = \"First\"\na = 1979-05-27T07:32:00Z\n+++\nBody\n",
           "{\n  \"title\": \"x\",\n  \"a\": 1 }\nBody\n",
           "  \n {\"title\": \"x\",\n \"a\": 1 } Body on the same line\nMore\n",
           "{\"a\": 1}",
           "{\"a\": 1}Body",
           "---\ntitle: First\ntags: [a, b\n---\nBody\n",
           "---\ntitle: First\n\nBody\n",
           "{\"title\": \"x\"\n\nBody",
           "---\n- a\n- b\n---\nBody\n",
           "one\ntwo \xFF three\n",
           "---\ntitle: \xFF\na: .nan\n---\ntwo \xFF three\n",
       }) {
    SCOPED_TRACE(text);
    Kept document(text);
    ASSERT_NE(document.kept, nullptr);
    expect_same(*document.read, *document.kept);
    EXPECT_EQ(encode_document(*document.kept), document.bytes);
  }
}

TEST(DocumentCodec, every_kind_of_slot_is_kept) {
  Kept document(k_post);
  std::vector<markdown::Slot::Kind> kinds;
  for (const markdown::Slot& slot : document.kept->slots()) kinds.push_back(slot.kind);
  using enum markdown::Slot::Kind;
  EXPECT_EQ(kinds, (std::vector{variable, cross_reference, link, image}));
  EXPECT_EQ(document.kept->headings().size(), 2u);
}

TEST(DocumentCodec, front_matter_and_head_of_a_kept_document_lie_in_its_record) {
  Kept document(k_post);
  auto lies_in_record = [&](std::string_view text) {
    return text.data() >= document.bytes.data() &&
           text.data() + text.size() <= document.bytes.data() + document.bytes.size();
  };
  EXPECT_TRUE(lies_in_record(document.kept->head()));
  EXPECT_TRUE(lies_in_record(document.kept->front_matter.get("title").as_string()));
  EXPECT_TRUE(lies_in_record(document.kept->front_matter.get("tags").items()[0].as_string()));
  EXPECT_TRUE(document.kept->front_matter.as_map().frozen());
}

/// Changes the record under a document's feet: what was decompressed before does not see it.
TEST(DocumentCodec, the_body_is_decompressed_once_and_only_when_asked_for) {
  Kept asked(k_post), late(k_post);
  EXPECT_EQ(asked.kept->headings()[1].title, "Next");
  for (Kept* document : {&asked, &late}) document->bytes.replace(document->bytes.size() - 40, 40, 40, '\xff');
  EXPECT_EQ(asked.kept->html(), asked.read->html());
  EXPECT_EQ(asked.kept->slots()[2].target, "../third.md");
  EXPECT_EQ(asked.damages, 0);
  EXPECT_EQ(late.kept->html(), "");
  EXPECT_TRUE(late.kept->slots().empty());
  EXPECT_EQ(late.damages, 1);
}

TEST(DocumentCodec, a_long_body_takes_less_room_than_its_html) {
  std::string text = k_post;
  for (int i = 0; i < 200; ++i) text += "A paragraph of words like *any* other, number " + std::to_string(i) + ".\n\n";
  Kept document(text);
  EXPECT_LT(document.bytes.size(), document.read->html().size() / 2);
  expect_same(*document.read, *document.kept);
}

TEST(DocumentCodec, the_file_is_opened_once_and_only_for_its_text) {
  Kept document(k_post);
  document.kept->excerpt();
  document.kept->headings();
  document.kept->slots();
  EXPECT_EQ(place_of_key(*document.kept, "menu.main.weight").line, 10u);
  EXPECT_EQ(document.fs.reads(), 0u);
  EXPECT_EQ(document.kept->text(), k_post);
  EXPECT_TRUE(document.kept->raw_body().starts_with("# Hello"));
  EXPECT_EQ(document.fs.reads(), 1u);
}

TEST(DocumentCodec, the_text_of_a_file_that_is_gone_or_different_is_empty) {
  Kept gone(k_post);
  ASSERT_TRUE(gone.fs.remove_file("/site/content/blog/first.md"));
  EXPECT_EQ(gone.kept->text(), "");
  EXPECT_EQ(gone.kept->raw_body(), "");
  EXPECT_EQ(place_of_key(*gone.kept, "menu.main.weight").line, 10u);

  Kept different(k_post);
  different.fs.add("/site/content/blog/first.md", "# Another text that is long enough to be cut anywhere\n");
  EXPECT_EQ(different.kept->text(), "");
  EXPECT_EQ(different.kept->raw_body(), "");
  EXPECT_NE(different.kept->html().find("Hello"), std::string_view::npos);
}

TEST(DocumentCodec, many_threads_see_the_same_parts) {
  std::string text = k_post;
  for (int i = 0; i < 200; ++i) text += "\n## Part " + std::to_string(i) + "\n\n[[page" + std::to_string(i) + "]]\n";
  for (int round = 0; round < 20; ++round) {
    Kept document(text);
    std::atomic<int> ready = 0;
    std::vector<const void*> seen(8 * 3);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < 8; ++i) {
      threads.emplace_back([&, i] {
        ++ready;
        while (ready < 8) std::this_thread::yield();
        const std::vector<markdown::Heading>& headings = document.kept->headings();
        const std::vector<markdown::Slot>& slots = document.kept->slots();
        std::string_view whole = document.kept->text();
        bool is_right = headings.size() == 202 && headings.back().title == "Part 199" && slots.size() == 204 &&
                        slots.back().target == "page199" && whole == text;
        seen[3 * i] = is_right ? &headings : nullptr;
        seen[3 * i + 1] = &slots;
        seen[3 * i + 2] = whole.data();
      });
    }
    for (std::thread& thread : threads) thread.join();
    ASSERT_NE(seen[0], nullptr);
    for (std::size_t i = 3; i < seen.size(); ++i) ASSERT_EQ(seen[i], seen[i - 3]);
  }
}

TEST(DocumentCodec, a_record_of_another_path_or_version_is_refused) {
  Kept document(k_post);
  EXPECT_EQ(decode_document("blog/second.md", document.bytes, document.fs, "/x", document.damaged), nullptr);
  std::string other_version = document.bytes;
  ++other_version[0];
  EXPECT_EQ(document.decode(other_version), nullptr);
  EXPECT_EQ(document.decode(""), nullptr);
  EXPECT_EQ(document.decode(document.bytes + "x"), nullptr);
}

TEST(DocumentCodec, a_document_that_cannot_be_kept_has_a_record_that_says_so) {
  std::string text = "---\na: &a " + std::string(1 << 20, 'x') + "\nlist:\n";
  for (int i = 0; i < 300; ++i) text += "- *a\n";
  Kept document(text + "---\nBody\n");
  ASSERT_FALSE(document.read->broken);
  EXPECT_EQ(document.bytes.size(), 1u);
  EXPECT_EQ(document.kept, nullptr);
}

TEST(DocumentCodec, the_head_is_the_same_however_the_body_changes) {
  for (std::string head : {"---\ntitle: x\n---\n", "{\"a\": 1}\n", "First line\n"}) {
    Kept one(head + "One\n");
    Kept two(head + "Two\n\nThree\n");
    EXPECT_EQ(one.read->head(), head);
    EXPECT_EQ(one.kept->head(), two.read->head());
  }
}

TEST(DocumentCodec, every_cut_record_is_refused) {
  Kept document(k_post);
  for (std::size_t size = 0; size < document.bytes.size(); ++size) {
    std::string cut = document.bytes.substr(0, size);
    ASSERT_EQ(document.decode(cut), nullptr) << size;
  }
}

/// Looks at everything a document has; the number keeps the looks from being left out.
std::size_t look_at_everything(const Document& document) {
  std::size_t seen = document.name.size() + document.raw_body().size() + document.excerpt().size();
  std::size_t done = 0;
  for (const markdown::Slot& slot : document.slots()) {
    EXPECT_LE(done, slot.begin);
    EXPECT_LE(slot.begin, slot.end);
    EXPECT_LE(slot.end, document.html().size());
    done = slot.end;
    seen += document.html().substr(slot.begin, slot.end - slot.begin).size() + slot.target.size() + slot.text.size();
  }
  for (const markdown::Heading& heading : document.headings()) {
    EXPECT_LE(heading.level, 6);
    seen += heading.id.size() + heading.title.size();
  }
  for (const diagnostics::Diagnostic& each : document.diagnostics) seen += each.message.size();
  return seen + place_of_key(document, "menu.main.weight").line + value::fingerprint_of(document.front_matter).low % 2;
}

TEST(DocumentCodec, any_bytes_make_nothing_or_a_bounded_document) {
  Kept document(
      std::string("---\ntitle: Hello\ntags: [a, b]\nmenu: {main: {weight: 1}}\ndate: 2024-05-01\n---\n"
                  "# A\n\n[[second]] {{ page.title }} [x](y.md) \xFF\n"));
  ASSERT_EQ(document.kept->diagnostics.size(), 1u);
  base::SeededNumbers random(11);
  std::size_t made = 0;
  for (int round = 0; round < 100'000; ++round) {
    std::string bytes = document.bytes;
    for (std::uint64_t changes = 1 + random.next() % 4; changes > 0; --changes) {
      std::size_t at = random.next() % bytes.size();
      switch (random.next() % 5) {
        case 0:
          bytes[at] = static_cast<char>(random.next());
          break;
        case 1:
          bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1u << (random.next() % 8)));
          break;
        case 2:
          bytes.insert(at, 1 + random.next() % 9, static_cast<char>(random.next()));
          break;
        case 3:
          bytes.erase(at, 1 + random.next() % 9);
          if (bytes.empty()) bytes = "x";
          break;
        default:
          bytes[at] = '\xff';
      }
    }
    std::unique_ptr<Document> decoded = document.decode(bytes);
    if (decoded == nullptr) continue;
    ++made;
    ASSERT_LT(look_at_everything(*decoded), 1000 * bytes.size());  // a compressed byte stands for up to 255
    ASSERT_LT(decoded->arena.bytes_reserved(), 2048 + 200 * bytes.size());
  }
  EXPECT_GT(made, 1000u) << "the changes should not only be noticed at once";
}

TEST(Lazy, is_made_once_and_stays_where_it_is) {
  int made = 0;
  Lazy<std::string> lazy;
  EXPECT_FALSE(lazy.is_made());
  const std::string& first = lazy.get([&] { return ++made, std::string("text"); });
  const std::string& second = lazy.get([&] { return ++made, std::string("other"); });
  EXPECT_TRUE(lazy.is_made());
  EXPECT_EQ(first, "text");
  EXPECT_EQ(&first, &second);
  EXPECT_EQ(made, 1);
}

}  // namespace
}  // namespace content
