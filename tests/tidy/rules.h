// The house rules that a program can check. Each answers one sentence a fault.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tidy/source_text.h"

namespace cppo::tidy {

using faults = std::vector<std::string>;

// Includes go downwards only, and each outside library has its floors.
faults include_faults(const source_file& file);

// A folder and what it may include of its own floor besides itself.
using folder_table = std::map<std::string, std::set<std::string, std::less<>>, std::less<>>;
const folder_table& folder_rows();

// Between the folders of a floor only the arrows of the table are drawn, and no folder is missing.
faults folder_faults(const source_file& file);

// The table allows no arrow that is not drawn, and has no folder that is not there.
faults unused_arrow_faults(const std::vector<source_file>& files);

// Following the arrows leads nowhere twice, but for the pairs that the table lets meet.
faults circle_faults(folder_table rows);

// A folder of source/ or tests/unit/ has at most 24 sources.
faults width_faults(const std::vector<source_file>& files);

// Asio and Beast are slow to compile and live in at most three sources of server/ and cli/.
faults asio_faults(const std::vector<source_file>& files);

// Files have at most 500 lines of at most 100 columns.
faults size_faults(const source_file& file);

// Function bodies have at most 70 lines.
faults function_faults(const source_file& file);

// Names say what a thing is; nothing is left for later.
faults name_faults(const source_file& file);
faults marker_faults(const source_file& file);

// Names that the market gave up are left to old schemas.
faults retired_name_faults(const source_file& file);

// SQL keeps to what both engines and a distributed one share (R-STO-01).
faults sql_faults(const source_file& file);

// Rules are cited by ids that docs/rules.md defines, and each of its rules is named by source or by
// a test.
faults citation_faults(const std::vector<source_file>& files);

// Documents that are cited are in the repository, and links in documents lead somewhere in it.
faults document_faults(const std::vector<source_file>& files);

} // namespace cppo::tidy
