#pragma once

#include "dynarock/aws/shape.h"

/// Shapes that several operations share, with the names and limits of ECR's model.
namespace dynarock::ecr {

using aws::Field;
using aws::kRequired;
using aws::Shape;

inline constexpr Shape kRepositoryName = aws::string_shape({.min = 2, .max = 256});
inline constexpr Field kRegistryField{"registryId", aws::kString};
inline constexpr Field kNameField{"repositoryName", kRepositoryName, kRequired};

inline constexpr std::string_view kMutabilityValues[] = {
    "MUTABLE", "IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION"};
inline constexpr Shape kMutability = aws::one_of(kMutabilityValues);
inline constexpr Field kScanningFields[] = {{"scanOnPush", aws::kBoolean}};
inline constexpr Shape kScanning = aws::structure("ImageScanningConfiguration", kScanningFields);
inline constexpr std::string_view kEncryptionTypeValues[] = {"AES256", "KMS", "KMS_DSSE"};
inline constexpr Shape kEncryptionType = aws::one_of(kEncryptionTypeValues);
inline constexpr Field kEncryptionFields[] = {{"encryptionType", kEncryptionType, kRequired},
                                              {"kmsKey", aws::kString}};
inline constexpr Shape kEncryption = aws::structure("EncryptionConfiguration", kEncryptionFields);

inline constexpr Field kTagFields[] = {{"Key", aws::kString, kRequired},
                                       {"Value", aws::kString, kRequired}};
inline constexpr Shape kTag = aws::structure("Tag", kTagFields);
inline constexpr Shape kTags = aws::list_of(kTag);

inline constexpr Field kRepositoryFields[] = {{"repositoryArn", aws::kString},
                                              {"registryId", aws::kString},
                                              {"repositoryName", kRepositoryName},
                                              {"repositoryUri", aws::kString},
                                              {"createdAt", aws::kTimestamp},
                                              {"imageTagMutability", kMutability},
                                              {"imageScanningConfiguration", kScanning},
                                              {"encryptionConfiguration", kEncryption}};
inline constexpr Shape kRepository = aws::structure("Repository", kRepositoryFields);

inline constexpr Shape kMaxResults = aws::integer_shape({.min = 1, .max = 1000});

/// Of operations that need no more than the repository's name.
inline constexpr Field kNamedFields[] = {kRegistryField, kNameField};

}  // namespace dynarock::ecr
