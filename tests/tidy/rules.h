// The house rules that a program can check. Each answers one sentence a fault.
#pragma once

#include <string>
#include <vector>

#include "tidy/source_text.h"

namespace cppo::tidy {

using faults = std::vector<std::string>;

// Includes go downwards only, and each outside library has its floors.
faults include_faults(const source_file& file);

// Asio and Beast are slow to compile and live in at most three sources of server/ and cli/.
faults asio_faults(const std::vector<source_file>& files);

// Files have at most 500 lines of at most 100 columns.
faults size_faults(const source_file& file);

// Function bodies have at most 70 lines.
faults function_faults(const source_file& file);

// Names say what a thing is; nothing is left for later.
faults name_faults(const source_file& file);
faults marker_faults(const source_file& file);

// SQL keeps to what both engines and a distributed one share (R-STO-01).
faults sql_faults(const source_file& file);

// Rules are cited by ids that docs/rules.md defines, and each of its rules is named by source or by
// a test.
faults citation_faults(const std::vector<source_file>& files);

// Documents that are cited are in the repository, and links in documents lead somewhere in it.
faults document_faults(const std::vector<source_file>& files);

} // namespace cppo::tidy
