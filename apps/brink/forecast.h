// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "forecast/forecast.h"
#include "verbs.h"

namespace brink::app {

// The verbs under `brink forecast`.
void add_forecast_counts(CLI::App& forecast, int& exit_code);
void add_forecast_next(CLI::App& forecast, int& exit_code);

// --by type|quad|root.
void add_kind_option(CLI::App& verb, std::string& kind);
ActKind kind_named(const std::string& kind);

}  // namespace brink::app
