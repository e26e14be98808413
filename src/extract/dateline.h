// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "brink/document.h"

namespace brink {

// The dateline of a report, looked for where its first paragraphs begin; empty when there is none.
// Reads "BRUSSELS, Jan 28 (Reuters) - ", "KYIV, Ukraine (AP) — ", "LONDON — ", "(CNN) — ",
// "MOSCOW, January 28. /TASS/. ", "МОСКВА, 28 янв - РИА Новости. ", "ISLAMABAD: ",
// "(Washington = Yonhap News) Correspondent Lee = ", "【東京共同】", "新华社北京1月28日电".
Dateline read_dateline(std::string_view text);

}  // namespace brink
