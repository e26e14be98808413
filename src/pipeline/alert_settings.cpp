// SPDX-License-Identifier: Apache-2.0
#include "pipeline/alert_settings.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/url.h"
#include "fmt/format.h"

namespace brink {
namespace {

// The fields of one table, each asked for by name; what nobody asks for is refused at the end.
class Table {
 public:
  Table(const toml::table& table, const std::string& path, std::string name)
      : table_(table), path_(path), name_(std::move(name)) {}

  bool has(const char* key) {
    asked_.insert(key);
    return table_.contains(key);
  }
  std::string text(const char* key) {
    if (!has(key)) throw error(table_.source(), name_ + " without " + key, fmt::format("{} = \"...\"", key));
    const auto* value = table_.get(key)->as_string();
    if (!value || value->get().empty()) throw error(table_.get(key)->source(), fmt::format("{} without a text", key), "a text");
    if (value->get().find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
      refuse(key, fmt::format("{} with an end of line", key), "one line");
    return value->get();
  }
  std::string text_or(const char* key, std::string other) { return has(key) ? text(key) : other; }
  std::vector<std::string> texts(const char* key) {
    if (!has(key)) throw error(table_.source(), name_ + " without " + key, fmt::format("{} = [\"...\"]", key));
    const auto* list = table_.get(key)->as_array();
    std::vector<std::string> all;
    if (list)
      for (const auto& node : *list) all.push_back(node.value_or(std::string()));
    if (all.empty() || all.front().empty()) refuse(key, fmt::format("{} without texts", key), "a list of texts");
    return all;
  }
  double number(const char* key, double least, double most, double other) {
    if (!has(key)) return other;
    const auto value = table_.get(key)->value<double>();
    if (!value || !(*value >= least && *value <= most))
      refuse(key, value ? fmt::format("{} = {}", key, *value) : fmt::format("{} without a number", key),
             fmt::format("{} to {}", least, most));
    return *value;
  }
  int whole(const char* key, int least, int most, int other) {
    if (has(key) && !table_.get(key)->is_integer()) refuse(key, fmt::format("{} without a whole number", key), fmt::format("{} to {}", least, most));
    return static_cast<int>(number(key, least, most, other));
  }
  bool truth(const char* key, bool other) {
    if (!has(key)) return other;
    const auto* value = table_.get(key)->as_boolean();
    if (!value) refuse(key, fmt::format("{} without a truth value", key), "true or false");
    return value->get();
  }
  const toml::array* tables(const char* key) {
    if (!has(key)) return nullptr;
    const auto* list = table_.get(key)->as_array();
    if (!list || !list->is_array_of_tables()) refuse(key, fmt::format("{} that is no list of tables", key), fmt::format("[[{}.{}]]", name_, key));
    return list;
  }

  [[noreturn]] void refuse(const char* key, std::string found, std::string expected) const {
    const toml::node* node = table_.get(key);
    throw error(node ? node->source() : table_.source(), std::move(found), std::move(expected));
  }
  void refuse_the_rest() const {
    for (auto&& [key, node] : table_)
      if (!asked_.count(std::string(key.str())))
        throw error(key.source(), fmt::format("key \"{}\" in {}", key.str(), name_), fmt::format("{}", fmt::join(asked_, ", ")));
  }

 private:
  Error error(const toml::source_region& at, std::string found, std::string expected) const {
    return {"settings", fmt::format("{}:{}", path_, at.begin.line), std::move(found), std::move(expected)};
  }
  const toml::table& table_;
  const std::string& path_;
  std::string name_;
  std::set<std::string> asked_;
};

using Kind = ChannelSettings::Kind;
using Tls = ChannelSettings::Tls;

template <class Value, std::size_t N>
Value one_of(Table& table, const char* key, const std::pair<const char*, Value> (&known)[N], std::optional<Value> other = {}) {
  if (other && !table.has(key)) return *other;
  const std::string word = table.text(key);
  std::string words;
  for (const auto& [name, value] : known) {
    if (word == name) return value;
    words += (words.empty() ? "\"" : ", \"") + std::string(name) + "\"";
  }
  table.refuse(key, fmt::format("\"{}\"", word), words);
}

void read_file_channel(Table& table, ChannelSettings& channel) { channel.path = table.text("path"); }

void read_command(Table& table, ChannelSettings& channel) { channel.argv = table.texts("argv"); }

void read_webhook(Table& table, ChannelSettings& channel) {
  channel.url = table.text("url");
  if (!read_url(channel.url)) table.refuse("url", "\"" + channel.url + "\"", "an http or https address");
  channel.secret_env = table.text_or("secret_env", "");
  channel.tries = table.whole("tries", 1, 10, channel.tries);
  channel.ca_file = table.text_or("ca_file", "");
}

void check_address(const Table& table, const char* key, const std::string& address) {
  if (!is_mail_address(address)) table.refuse(key, "\"" + address + "\"", "a mail address as desk@example.org");
}

void read_mail(Table& table, ChannelSettings& channel) {
  channel.host = table.text("host");
  const bool clean = std::all_of(channel.host.begin(), channel.host.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || std::string_view(".-:[]").find(c) != std::string_view::npos;
  });
  if (!clean) table.refuse("host", "\"" + channel.host + "\"", "a host as smtp.example.org");
  static constexpr std::pair<const char*, Tls> kTls[] = {{"starttls", Tls::kStartTls}, {"tls", Tls::kTls}, {"none", Tls::kNone}};
  channel.tls = one_of<Tls>(table, "tls", kTls, Tls::kStartTls);
  channel.port = table.whole("port", 1, 65535, channel.tls == Tls::kTls ? 465 : channel.tls == Tls::kNone ? 25 : 587);
  channel.user = table.text_or("user", "");
  channel.password_env = table.text_or("password_env", "");
  if (channel.user.empty() != channel.password_env.empty())
    table.refuse(channel.user.empty() ? "password_env" : "user", "one of user and password_env", "both or none");
  if (channel.tls == Tls::kNone && !channel.user.empty())
    table.refuse("tls", "a password to be sent in the clear", "\"starttls\" or \"tls\"");
  channel.from = table.text("from");
  check_address(table, "from", channel.from);
  channel.to = table.texts("to");
  for (const std::string& one : channel.to) check_address(table, "to", one);
  channel.ca_file = table.text_or("ca_file", "");
}

ChannelSettings read_channel(const toml::table& given, const std::string& path) {
  Table table(given, path, "alerts.channel");
  ChannelSettings channel;
  channel.name = table.text("name");
  static constexpr std::pair<const char*, Kind> kKinds[] = {
      {"file", Kind::kFile}, {"command", Kind::kCommand}, {"webhook", Kind::kWebhook}, {"mail", Kind::kMail}};
  channel.kind = one_of(table, "kind", kKinds);
  static constexpr std::pair<const char*, Severity> kSeverities[] = {
      {"info", Severity::kInfo}, {"notice", Severity::kNotice}, {"warning", Severity::kWarning}, {"critical", Severity::kCritical}};
  channel.least = one_of<Severity>(table, "least", kSeverities, channel.least);
  const std::string offset = table.text_or("offset", "Z");
  if (table.has("quiet")) {
    channel.quiet = read_quiet_hours(table.text("quiet"), offset);
    if (!channel.quiet) table.refuse("quiet", table.text("quiet") + " " + offset, "\"22:00-06:30\", and an offset as \"+01:00\"");
  }
  channel.critical_passes = table.truth("critical_passes", true);
  channel.most_per_hour = table.whole("most_per_hour", 1, 1000, channel.most_per_hour);
  channel.timeout_seconds = table.whole("timeout_seconds", 1, 600, channel.timeout_seconds);
  switch (channel.kind) {
    case Kind::kFile: read_file_channel(table, channel); break;
    case Kind::kCommand: read_command(table, channel); break;
    case Kind::kWebhook: read_webhook(table, channel); break;
    case Kind::kMail: read_mail(table, channel); break;
  }
  table.refuse_the_rest();
  return channel;
}

AlertRules read_rules(Table& table) {
  AlertRules rules;
  rules.step = table.number("step", 0.01, 1, rules.step);
  rules.again_after_hours = table.whole("again_after_hours", 0, 24 * 365, rules.again_after_hours);
  rules.grave_score = table.number("grave_score", -10, 0, rules.grave_score);
  rules.good_score = table.number("good_score", 0, 11, rules.good_score);
  rules.warning_outlets = table.whole("warning_outlets", 1, 1000, rules.warning_outlets);
  rules.critical_outlets = table.whole("critical_outlets", 1, 1000, rules.critical_outlets);
  return rules;
}

Outcome take_secret(const std::string& channel, const std::string& variable, std::string& secret) {
  if (variable.empty()) return Done{};
  const char* value = std::getenv(variable.c_str());
  if (!value || !*value)
    return Error{"settings", "channel " + channel, "nothing in the environment's " + variable, "the secret that the settings speak of"};
  secret = value;
  return Done{};
}

}  // namespace

WatchSettings read_watch_settings(const toml::table& given, const std::string& path) {
  Table table(given, path, "watch");
  WatchSettings watch;
  watch.host_interval_seconds = table.number("host_interval_seconds", 0, 600, watch.host_interval_seconds);
  watch.recheck_hours = table.whole("recheck_hours", 0, 24 * 30, watch.recheck_hours);
  watch.most_rest_minutes = table.whole("most_rest_minutes", 1, 60 * 24 * 7, watch.most_rest_minutes);
  table.refuse_the_rest();
  return watch;
}

AlertSettings read_alert_settings(const toml::table& given, const std::string& path) {
  Table table(given, path, "alerts");
  AlertSettings alerts;
  alerts.rules = read_rules(table);
  std::set<std::string> names;
  if (const toml::array* channels = table.tables("channel"))
    for (const auto& node : *channels) {
      alerts.channels.push_back(read_channel(*node.as_table(), path));
      if (!names.insert(alerts.channels.back().name).second)
        table.refuse("channel", "two channels \"" + alerts.channels.back().name + "\"", "each name once");
    }
  table.refuse_the_rest();
  return alerts;
}

Outcome take_secrets(AlertSettings& alerts) {
  for (ChannelSettings& channel : alerts.channels) {
    if (auto taken = take_secret(channel.name, channel.secret_env, channel.secret); !taken) return taken;
    if (auto taken = take_secret(channel.name, channel.password_env, channel.password); !taken) return taken;
  }
  return Done{};
}

}  // namespace brink
