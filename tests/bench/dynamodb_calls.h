#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/auth/credentials.h"
#include "tests/bench/load.h"

namespace dynarock::bench {

/// What calls are signed with unless AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY say otherwise:
/// local servers take any key, ours with --iam enforce if it is the root's.
const auth::Credentials& default_caller();
/// Signs all calls from now on as that.
void call_as(auth::Credentials credentials);

/// A signed DynamoDB request as HTTP bytes.
std::string make_call(std::string_view operation, std::string_view body);

/// An item of about 400 bytes and ten attributes, its key `prefix` and the number. Items of two
/// versions differ, so that putting the second changes the first.
std::string item_json(std::string_view prefix, std::uint64_t number, std::uint64_t version);

/// The bodies of the calls that are measured. Tables have the key `pk`, or `pk` and `sk`.
std::string create_table(std::string_view table, bool with_sort_key, bool with_index);
std::string delete_table(std::string_view table);
std::string put_item(std::string_view table, std::uint64_t number, std::uint64_t version);
std::string get_item(std::string_view table, std::uint64_t number);
/// The same in PartiQL.
std::string select_item(std::string_view table, std::uint64_t number);
std::string update_item(std::string_view table, std::uint64_t number);
std::string batch_write(std::string_view table, std::uint64_t first, std::uint64_t count,
                        std::uint64_t version);
/// Puts four items in a transaction.
std::string transact_write(std::string_view table, std::uint64_t first, std::uint64_t version);
/// A partition of 20 items of about 400 bytes: their puts, and the query for all of them.
std::vector<std::string> put_partition(std::string_view table);
std::string query_partition(std::string_view table);

/// Sends one call and returns the answer's body. Throws std::runtime_error unless it is a 200.
std::string call_once(std::uint16_t port, std::string_view operation, std::string_view body);

/// Sends a call of IAM, its parameters encoded as a form, and returns the answer's XML. Throws as
/// call_once() does.
std::string call_iam(std::uint16_t port, std::string_view action, std::string_view parameters);

/// Creates a table and waits until it is ACTIVE, which takes servers that imitate AWS's delays a
/// while.
void make_table(std::uint16_t port, std::string_view table, bool with_sort_key, bool with_index);

/// Puts items [0, count) with BatchWriteItem over several connections.
void fill(std::uint16_t port, std::string_view table, std::uint64_t count);

/// Gives a table a stream of NEW_AND_OLD_IMAGES; the stream's ARN.
std::string make_stream(std::uint16_t port, std::string_view table);

/// Reads a stream from its oldest record, in pages of 1000; the number of records seen.
std::uint64_t read_stream(std::uint16_t port, std::string_view stream_arn);

/// Scans to the end, page by page; the number of items seen.
std::uint64_t scan_all(std::uint16_t port, std::string_view table);

}  // namespace dynarock::bench
