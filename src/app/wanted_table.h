#pragma once

#include <string>

#include "dynarock/check/finding.h"
#include "dynarock/json/document.h"

namespace dynarock::app {

/// Whether a table has the keys and indexes that the input of CreateTable asks for; it may have
/// more indexes. `wanted` is that input, `description` the Table that DescribeTable answers.
check::Findings compare_table(json::Value wanted, json::Value description);

}  // namespace dynarock::app
