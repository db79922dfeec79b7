#pragma once

#include "dynarock/aws/shape.h"

/// Shapes that several operations share, with the names and limits of Secrets Manager's model.
namespace dynarock::secretsmanager {

using aws::Field;
using aws::kRequired;
using aws::Shape;

inline constexpr Shape kSecretId = aws::string_shape({.min = 1, .max = 2048});
inline constexpr Shape kToken = aws::string_shape({.min = 32, .max = 64});
inline constexpr Shape kDescription = aws::string_shape({.max = 2048});
inline constexpr Shape kKmsKeyId = aws::string_shape({.min = 0, .max = 2048});
inline constexpr Shape kSecretString = aws::string_shape({.min = 1, .max = 65536});
inline constexpr Shape kStage = aws::string_shape({.min = 1, .max = 256});
inline constexpr Shape kStages = aws::list_of(kStage, {.min = 1, .max = 20});

inline constexpr Shape kTagKey = aws::string_shape({.min = 1, .max = 128});
inline constexpr Shape kTagValue = aws::string_shape({.min = 0, .max = 256});
inline constexpr Field kTagFields[] = {{"Key", kTagKey}, {"Value", kTagValue}};
inline constexpr Shape kTag = aws::structure("Tag", kTagFields);
inline constexpr Shape kTags = aws::list_of(kTag);
inline constexpr Shape kTagKeys = aws::list_of(kTagKey);

inline constexpr Field kSecretIdField{"SecretId", kSecretId, kRequired};
inline constexpr Shape kStagesByVersion = aws::map_of(kStages);

/// Of operations that answer nothing.
inline constexpr Shape kNoOutput = aws::structure("Unit");

}  // namespace dynarock::secretsmanager
