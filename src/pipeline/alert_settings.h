// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>

#include <string>

#include "brink/result.h"
#include "pipeline/settings.h"

namespace brink {

// The tables [watch] and [alerts] of a settings file. Throw an Error with the line of `path`.
WatchSettings read_watch_settings(const toml::table& table, const std::string& path);
AlertSettings read_alert_settings(const toml::table& table, const std::string& path);

}  // namespace brink
