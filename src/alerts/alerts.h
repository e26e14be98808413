// SPDX-License-Identifier: Apache-2.0
#pragma once

// Boards -> what is new about them -> people. Order of use:
//
//     AlertStanding now = standing_of(board, happenings);
//     Comparison told = alerts_of(before, now, rules, asked, at);
//     outbox.put(told.alerts);   // with the new standing, in one transaction
//     outbox.deliver();
#include "alerts/compare.h"
#include "alerts/mail_message.h"
#include "alerts/outbox.h"
#include "alerts/quiet_hours.h"
#include "alerts/settings.h"
#include "alerts/standing.h"
#include "alerts/wording.h"
