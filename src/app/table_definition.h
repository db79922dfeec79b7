#pragma once

#include "app/seed_file.h"
#include "dynarock/json/document.h"

namespace dynarock::app {

/// A table from CreateTable's input. Members that a skeleton left empty are dropped: null, "", [],
/// {}, and throughput of 0. Throws SeedError with a message that lacks the file's name.
SeedTable table_from_input(json::Value input);

/// The same from the description that DescribeTable returns.
SeedTable table_from_description(json::Value description);

}  // namespace dynarock::app
