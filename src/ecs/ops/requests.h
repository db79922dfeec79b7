#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/aws/shape.h"
#include "dynarock/base/result.h"
#include "dynarock/ecs/model/cluster.h"
#include "dynarock/ecs/model/state.h"
#include "dynarock/ecs/model/task.h"
#include "dynarock/json/document.h"

/// What several operations read off their requests.
namespace dynarock::ecs {

// Members of a request; what is absent is false, nothing or empty.
bool boolean_of(json::Value request, std::string_view member, bool absent = false);
std::optional<std::int64_t> integer_of(json::Value request, std::string_view member);
std::string text_of(json::Value request, std::string_view member);
Texts texts_of(json::Value request, std::string_view member);
/// As JSON, by the member of that name of the request's shape.
std::string json_of(json::Value request, std::string_view member, const aws::Shape& shape);
/// Whether `include` has the word.
bool includes(json::Value request, std::string_view word);

/// Whether a text can name a cluster, family, service or container: up to 255 letters, digits,
/// hyphens and underscores.
bool is_name(std::string_view text);

/// The member `tags`. InvalidParameterException for keys that are AWS's, come twice, or are too
/// many.
Result<std::vector<Tag>> tags_of(json::Value request);
/// Sets the tags of a request over those there are. Fails likewise.
Result<void> merge_tags(std::vector<Tag>& tags, const std::vector<Tag>& more);

/// The active cluster that the member `cluster` names by name or ARN, or the default one.
/// ClusterNotFoundException.
Result<const Cluster*> find_cluster(const Resources& resources, json::Value request);
AwsError cluster_not_found();

/// The name that a service or task has behind its cluster's in its ARN, or as it is given.
/// InvalidParameterException for an ARN of another cluster.
Result<std::string> name_in_cluster(std::string_view given, std::string_view cluster);

/// The member `networkConfiguration`; nothing if there is none. InvalidParameterException if there
/// are no subnets in it.
Result<std::optional<NetworkConfiguration>> network_of(json::Value request);

/// How long a page may be: `maxResults`, of 1 to 100. InvalidParameterException.
Result<std::size_t> page_size_of(json::Value request, std::size_t absent = 100);

}  // namespace dynarock::ecs
