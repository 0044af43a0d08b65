// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/numbers_by_name.h"

/// The tables of the linked site, which are either made by linking or read piece by piece from what an earlier build
/// kept. Who reads them cannot tell which.
namespace site {

/// A vector that is filled by `push_back`, or whose elements come from a function when they are first asked for. Asking
/// is safe from many threads; an element stays where it is.
template <class Element>
class LazyVector {
 public:
  using Load = std::function<std::unique_ptr<Element>(std::uint32_t index)>;

  /// An iterator over elements that may have to be loaded.
  class ConstIterator {
   public:
    using value_type = Element;
    using difference_type = std::ptrdiff_t;
    using reference = const Element&;
    using pointer = const Element*;
    using iterator_category = std::forward_iterator_tag;
    ConstIterator() = default;
    ConstIterator(const LazyVector* whole, std::size_t at) : whole_(whole), at_(at) {}
    reference operator*() const { return (*whole_)[at_]; }
    pointer operator->() const { return &(*whole_)[at_]; }
    ConstIterator& operator++() {
      ++at_;
      return *this;
    }
    ConstIterator operator++(int) { return {whole_, at_++}; }
    bool operator==(const ConstIterator& other) const { return at_ == other.at_; }

   private:
    const LazyVector* whole_ = nullptr;
    std::size_t at_ = 0;
  };

  LazyVector() = default;
  LazyVector(const LazyVector&) = delete;
  LazyVector& operator=(const LazyVector&) = delete;
  ~LazyVector() {
    for (std::atomic<Element*>& element : loaded_) delete element.load(std::memory_order_relaxed);
  }

  /// From here on there are `count` elements, which `load` gives. It must give one for every index below `count`.
  void load_from(std::size_t count, Load load) {
    assert(elements_.empty());
    loaded_ = std::vector<std::atomic<Element*>>(count);
    load_ = std::move(load);
  }

  std::size_t size() const { return load_ ? loaded_.size() : elements_.size(); }
  bool empty() const { return size() == 0; }
  const Element& operator[](std::size_t index) const { return load_ ? loaded(index) : elements_[index]; }
  ConstIterator begin() const { return {this, 0}; }
  ConstIterator end() const { return {this, size()}; }

  // While linking, when nobody else looks.
  Element& operator[](std::size_t index) { return load_ ? const_cast<Element&>(loaded(index)) : elements_[index]; }
  auto begin() {
    assert(!load_);
    return elements_.begin();
  }
  auto end() { return elements_.end(); }
  Element& back() { return elements_.back(); }
  void reserve(std::size_t count) { elements_.reserve(count); }
  void push_back(Element element) { elements_.push_back(std::move(element)); }
  Element& emplace_back() { return elements_.emplace_back(); }
  /// Adds an element behind those that come from the function; costs a copy of a pointer for each of them.
  Element& append(std::unique_ptr<Element> element) {
    assert(load_);
    std::vector<std::atomic<Element*>> longer(loaded_.size() + 1);
    for (std::size_t i = 0; i < loaded_.size(); ++i) longer[i].store(loaded_[i].load());
    longer.back().store(element.release());
    loaded_ = std::move(longer);
    return *loaded_.back().load();
  }

 private:
  const Element& loaded(std::size_t index) const {
    std::atomic<Element*>& slot = loaded_[index];
    if (Element* known = slot.load(std::memory_order_acquire)) return *known;
    std::unique_ptr<Element> made = load_(static_cast<std::uint32_t>(index));
    Element* expected = nullptr;
    // Two threads may load one element; the first to be done is kept.
    if (slot.compare_exchange_strong(expected, made.get(), std::memory_order_acq_rel)) return *made.release();
    return *expected;
  }

  std::vector<Element> elements_;
  mutable std::vector<std::atomic<Element*>> loaded_;
  Load load_;
};

/// A pointer that is known, or whose target comes from a function when somebody first looks at it. Asking is safe from
/// many threads; comparing with null asks nothing.
template <class Target>
class LazyPointer {
 public:
  /// Gives the target that a number stands for; never null.
  using Load = std::function<const Target*(std::uint32_t number)>;

  LazyPointer(const Target* known = nullptr) : known_(known) {}
  /// REQUIRES: `load` outlives this.
  LazyPointer(const Load& load, std::uint32_t number) : load_(&load), number_(number) {}
  LazyPointer(const LazyPointer& other)
      : known_(other.known_.load(std::memory_order_acquire)), load_(other.load_), number_(other.number_) {}
  LazyPointer& operator=(const LazyPointer& other) {
    if (this == &other) return *this;
    known_.store(other.known_.load(std::memory_order_acquire), std::memory_order_release);
    load_ = other.load_;
    number_ = other.number_;
    return *this;
  }

  bool operator==(std::nullptr_t) const {
    return load_ == nullptr && known_.load(std::memory_order_acquire) == nullptr;
  }
  operator const Target*() const {
    const Target* known = known_.load(std::memory_order_acquire);
    if (known == nullptr && load_ != nullptr) known_.store(known = (*load_)(number_), std::memory_order_release);
    return known;
  }
  const Target& operator*() const { return *static_cast<const Target*>(*this); }
  const Target* operator->() const { return *this; }

 private:
  mutable std::atomic<const Target*> known_ = nullptr;
  const Load* load_ = nullptr;
  std::uint32_t number_ = 0;
};

/// From names to numbers. Keys live elsewhere.
class NameIndex {
 public:
  using Load = std::function<std::optional<std::uint32_t>(std::string_view name)>;

  std::optional<std::uint32_t> find(std::string_view name) const {
    if (auto changed = changes_.find(name); changed != changes_.end()) return changed->second;
    if (load_) return load_(name);
    const std::uint32_t* found = numbers_.find(name);
    return found == nullptr ? std::nullopt : std::optional(*found);
  }
  /// Adds a name that is not there yet; the number it has, and whether it was added.
  std::pair<std::uint32_t, bool> add(std::string_view name, std::uint32_t number) { return numbers_.add(name, number); }
  void reserve(std::size_t count) { numbers_.reserve(count); }
  void load_from(Load load) { load_ = std::move(load); }
  /// What a name leads to from here on, in an index that is loaded; nothing: nowhere.
  void change(std::string_view name, std::optional<std::uint32_t> number) { changes_[std::string(name)] = number; }
  const std::map<std::string, std::optional<std::uint32_t>, std::less<>>& changes() const { return changes_; }
  /// What was added, in order; not of an index that is loaded.
  const std::vector<base::NumbersByName::Entry>& entries() const { return numbers_.entries(); }

 private:
  base::NumbersByName numbers_;
  Load load_;
  std::map<std::string, std::optional<std::uint32_t>, std::less<>> changes_;
};

}  // namespace site
