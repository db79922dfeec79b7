#include "dynamodb/partiql/types.h"

#include <algorithm>
#include <array>

namespace dynarock::dynamodb::partiql {
namespace {

constexpr auto kTypes = std::to_array<TypeName>({
    {"null", "NULL", "NULL"},
    {"bool", "BOOLEAN", "BOOL"},
    {"boolean", "BOOLEAN", "BOOL"},
    {"blob", "BLOB", "B"},
    {"string", "STRING", "S"},
    {"numeric", "NUMERIC", "N"},
    {"struct", "STRUCT", "M"},
    {"tuple", "TUPLE", "M"},
    {"list", "LIST", "L"},
    {"missing", "MISSING", ""},
    {"smallint", "SMALLINT", ""},
    {"int2", "SMALLINT", ""},
    {"integer2", "SMALLINT", ""},
    {"int4", "INTEGER4", ""},
    {"integer4", "INTEGER4", ""},
    {"int8", "INTEGER8", ""},
    {"integer8", "INTEGER8", ""},
    {"bigint", "INTEGER8", ""},
    {"int", "INTEGER", ""},
    {"integer", "INTEGER", ""},
    {"float", "FLOAT", ""},
    {"real", "REAL", ""},
    {"double precision", "DOUBLE_PRECISION", ""},
    {"dec", "DECIMAL", ""},
    {"decimal", "DECIMAL", ""},
    {"timestamp", "TIMESTAMP", ""},
    {"date", "DATE", ""},
    {"time", "TIME", ""},
    {"char", "CHARACTER", ""},
    {"character", "CHARACTER", ""},
    {"varchar", "CHARACTER_VARYING", ""},
    {"character varying", "CHARACTER_VARYING", ""},
    {"symbol", "SYMBOL", ""},
    {"clob", "CLOB", ""},
    {"sexp", "SEXP", ""},
    {"bag", "BAG", ""},
});

}  // namespace

const TypeName* find_type(std::string_view word) {
  const auto found = std::ranges::find(kTypes, word, &TypeName::word);
  return found != kTypes.end() ? &*found : nullptr;
}

}  // namespace dynarock::dynamodb::partiql
