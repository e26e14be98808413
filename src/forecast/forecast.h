// SPDX-License-Identifier: Apache-2.0
#pragma once

// What comes next, with its score against what came. How it works, and how well: docs/forecast.md.
#include "forecast/count_forecasts.h"
#include "forecast/evaluate_links.h"
#include "forecast/next_acts.h"
