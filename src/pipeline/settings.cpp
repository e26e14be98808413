// SPDX-License-Identifier: Apache-2.0
#include "pipeline/settings.h"

#include <toml++/toml.h>

#include "base/url.h"
#include "base/utf8.h"
#include "fmt/format.h"
#include "pipeline/alert_settings.h"

namespace brink {
namespace {

bool is_within(std::string_view host, std::string_view domain) {
  return host == domain ||
         (host.size() > domain.size() && host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.');
}

// One reader a file: remembers the path and turns a node's place into an Error's.
class SettingsReader {
 public:
  explicit SettingsReader(std::string path) : path_(std::move(path)) {}

  Settings read(const toml::table& file) {
    Settings settings;
    for (auto&& [key, node] : file) {
      const std::string_view name = key.str();
      if (name == "sources") read_sources(table(node, "[sources]"), settings);
      else if (name == "rights") read_rights(table(node, "[rights]"), settings);
      else if (name == "intake") read_intake(table(node, "[intake]"), settings);
      else if (name == "watch") settings.watch = read_watch_settings(table(node, "[watch]"), path_);
      else if (name == "alerts") settings.alerts = read_alert_settings(table(node, "[alerts]"), path_);
      else throw unknown(key, "sources, rights, intake, watch or alerts");
    }
    return settings;
  }

 private:
  Error error(const toml::source_region& at, std::string found, std::string expected) const {
    return {"settings", fmt::format("{}:{}", path_, at.begin.line), std::move(found), std::move(expected)};
  }
  Error unknown(const toml::key& key, std::string expected) const {
    return error(key.source(), fmt::format("key \"{}\"", key.str()), std::move(expected));
  }
  const toml::table& table(const toml::node& node, const char* name) const {
    if (const toml::table* found = node.as_table()) return *found;
    throw error(node.source(), "no table", name);
  }
  std::int64_t number(const toml::node& node, std::int64_t least, std::int64_t most) const {
    const auto* value = node.as_integer();
    if (value && value->get() >= least && value->get() <= most) return value->get();
    throw error(node.source(), value ? std::to_string(value->get()) : "no whole number", fmt::format("{} to {}", least, most));
  }
  bool truth(const toml::node& node) const {
    if (const auto* value = node.as_boolean()) return value->get();
    throw error(node.source(), "no truth value", "true or false");
  }

  void read_sources(const toml::table& table, Settings& settings) const {
    for (auto&& [key, node] : table) {
      const std::string word = node.value_or(std::string());
      Settings::Source source{fold_case(key.str()), Keep::kFull};
      if (word == "excerpt") source.keep = Keep::kExcerpt;
      else if (word == "facts") source.keep = Keep::kFacts;
      else if (word != "full") throw error(node.source(), fmt::format("\"{}\"", word), "\"full\", \"excerpt\" or \"facts\"");
      settings.sources.push_back(std::move(source));
    }
  }
  void read_rights(const toml::table& table, Settings& settings) const {
    for (auto&& [key, node] : table) {
      if (key.str() == "excerpt_sentences") settings.excerpt_sentences = static_cast<int>(number(node, 0, 100));
      else if (key.str() == "excerpt_characters") settings.excerpt_characters = static_cast<int>(number(node, 0, 100000));
      else throw unknown(key, "excerpt_sentences or excerpt_characters");
    }
  }
  void read_intake(const toml::table& table, Settings& settings) const {
    for (auto&& [key, node] : table) {
      if (key.str() == "most_page_mb") settings.most_page_bytes = static_cast<std::uint64_t>(number(node, 1, 1024)) << 20;
      else if (key.str() == "allow_private") settings.allow_private = truth(node);
      else throw unknown(key, "most_page_mb or allow_private");
    }
  }

  std::string path_;
};

}  // namespace

std::optional<Keep> Settings::keep_for(const Document& document) const {
  const std::string outlet = fold_case(document.outlet);
  const auto host_of = [](const std::string& address) {
    const auto url = read_url(address);
    return url ? url->host : std::string();
  };
  const std::string hosts[] = {host_of(document.url), host_of(document.canonical_url)};
  for (const Source& source : sources)
    if (source.outlet == outlet || is_within(hosts[0], source.outlet) || is_within(hosts[1], source.outlet))
      return source.keep;
  return {};
}

Result<Settings> read_settings(const std::string& path) {
  try {
    return SettingsReader(path).read(toml::parse_file(path));
  } catch (const Error& error) {
    return error;
  } catch (const toml::parse_error& error) {
    return Error{"settings", fmt::format("{}:{}", path, error.source().begin.line), std::string(error.description()), "TOML"};
  }
}

}  // namespace brink
