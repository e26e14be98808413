// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace brink {

// What is in memory as bytes, and back: numbers as they lie there, lists with their counts,
// unordered ones in the order of their keys. `Fields::of(image, value)` calls image(...) with the
// members of a value of ours.
namespace image {

template <class T>
concept Flat = std::is_same_v<T, double> ||
    (std::is_trivially_copyable_v<T>&& std::has_unique_object_representations_v<T>);
template <class T>
concept Keyed = requires {
  typename T::key_type;
};
template <class T>
concept Map = Keyed<T> && requires {
  typename T::mapped_type;
};

template <class T>
inline constexpr bool kIsList = false;
template <class T>
inline constexpr bool kIsList<std::vector<T>> = true;
template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

}  // namespace image

template <class Fields>
class ImageWriter {
 public:
  template <class... T>
  void operator()(const T&... values) {
    (put(values), ...);
  }
  const std::string& bytes() const { return bytes_; }

 private:
  template <class T>
  void put(const T& value) {
    if constexpr (image::Flat<T>) {
      flat(&value, 1);
    } else if constexpr (std::is_same_v<T, std::string>) {
      count(value.size());
      bytes_ += value;
    } else if constexpr (std::is_same_v<T, std::vector<bool>>) {
      count(value.size());
      for (const bool bit : value) put(bit);
    } else if constexpr (image::kIsList<T>) {
      count(value.size());
      if constexpr (image::Flat<typename T::value_type>)
        flat(value.data(), value.size());
      else
        for (const auto& one : value) put(one);
    } else if constexpr (image::kIsOptional<T>) {
      put(value.has_value());
      if (value) put(*value);
    } else if constexpr (image::Keyed<T>) {
      std::vector<const typename T::value_type*> entries;
      for (const auto& entry : value) entries.push_back(&entry);
      std::sort(entries.begin(), entries.end(),
                [](const auto* a, const auto* b) { return *key(a) < *key(b); });
      count(entries.size());
      for (const auto* entry : entries) {
        put(*key(entry));
        if constexpr (image::Map<T>) put(entry->second);
      }
    } else {
      Fields::of(*this, value);
    }
  }

  template <class Entry>
  static const auto* key(const Entry* entry) {
    if constexpr (requires { entry->first; })
      return &entry->first;
    else
      return entry;
  }
  void count(std::size_t n) { put(static_cast<std::uint32_t>(n)); }
  template <class T>
  void flat(const T* values, std::size_t n) {
    bytes_.append(reinterpret_cast<const char*>(values), n * sizeof(T));
  }

  std::string bytes_;
};

// Reads into values as they are when made. Bytes that end too early leave what follows empty.
template <class Fields>
class ImageReader {
 public:
  explicit ImageReader(std::string_view bytes) : rest_(bytes) {}

  template <class... T>
  void operator()(T&... values) {
    (take(values), ...);
  }
  // Whether everything was there, and nothing more.
  bool whole() const { return good_ && rest_.empty(); }

 private:
  template <class T>
  void take(T& value) {
    if constexpr (image::Flat<T>) {
      flat(&value, 1);
    } else if constexpr (std::is_same_v<T, std::string>) {
      const std::size_t n = count(1);
      value.assign(rest_.substr(0, n));
      rest_.remove_prefix(n);
    } else if constexpr (std::is_same_v<T, std::vector<bool>>) {
      value.assign(count(1), false);
      for (std::size_t i = 0; i < value.size(); ++i) value[i] = taken<bool>();
    } else if constexpr (image::kIsList<T>) {
      using Value = typename T::value_type;
      if constexpr (image::Flat<Value>) {
        value.resize(count(sizeof(Value)));
        flat(value.data(), value.size());
      } else {
        value.resize(count(1));
        for (auto& one : value) take(one);
      }
    } else if constexpr (image::kIsOptional<T>) {
      value.reset();
      if (taken<bool>()) value = taken<typename T::value_type>();
    } else if constexpr (image::Keyed<T>) {
      const std::size_t n = count(1);
      value.clear();
      value.reserve(n);
      for (std::size_t i = 0; i < n; ++i) {
        auto key = taken<typename T::key_type>();
        if constexpr (image::Map<T>)
          take(value[std::move(key)]);
        else
          value.insert(std::move(key));
      }
    } else {
      Fields::of(*this, value);
    }
  }

  template <class T>
  T taken() {
    T value{};
    take(value);
    return value;
  }
  // Of things that take at least so many bytes each.
  std::size_t count(std::size_t least_bytes) {
    const auto n = taken<std::uint32_t>();
    if (n <= rest_.size() / least_bytes) return n;
    good_ = false, rest_ = {};
    return 0;
  }
  template <class T>
  void flat(T* values, std::size_t n) {
    if (n == 0) return;
    if (n * sizeof(T) > rest_.size()) {
      good_ = false, rest_ = {};
      return;
    }
    std::memcpy(static_cast<void*>(values), rest_.data(), n * sizeof(T));
    rest_.remove_prefix(n * sizeof(T));
  }

  std::string_view rest_;
  bool good_ = true;
};

// What image of what: differs when the members that are kept, or their order or kinds, do.
template <class Fields>
class ImageForm {
 public:
  template <class... T>
  void operator()(const T&... values) {
    (tell(values), ...);
  }
  const std::string& text() const { return text_; }

 private:
  template <class T>
  void tell(const T& value) {
    if constexpr (image::Flat<T>) {
      text_ += 'f' + std::to_string(sizeof(T));
    } else if constexpr (std::is_same_v<T, std::string>) {
      text_ += 's';
    } else if constexpr (std::is_same_v<T, std::vector<bool>>) {
      text_ += 'b';
    } else if constexpr (image::kIsList<T> || image::kIsOptional<T>) {
      text_ += image::kIsList<T> ? 'l' : 'o';
      tell(typename T::value_type{});
    } else if constexpr (image::Keyed<T>) {
      text_ += 'k';
      tell(typename T::key_type{});
      if constexpr (image::Map<T>) tell(typename T::mapped_type{});
    } else {
      text_ += '(';
      Fields::of(*this, value);
      text_ += ')';
    }
  }

  std::string text_;
};

}  // namespace brink
