#pragma once

namespace dynarock::dynamodb {

/// AWS checks attribute values in one of two layers whose answers differ here and there: texts for
/// sets with duplicates and for empty numbers, exponents past 32 bits (the older layer reads a Java
/// BigDecimal). The operation decides. Current: PutItem, UpdateItem, DeleteItem, GetItem,
/// BatchGetItem, Query, the transactions (in eu-west-2; elsewhere they are still older). Older:
/// BatchWriteItem, Scan, PartiQL's parameters.
enum class Wording { current, older };

}  // namespace dynarock::dynamodb
