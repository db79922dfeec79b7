#include "ecs/ops/definition_record.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>

namespace dynarock::ecs {
namespace {

TEST(FargateSizes, AreThoseOfTheDocumentation) {
  const auto range = [](std::int64_t first, std::int64_t last, std::int64_t step) {
    std::set<std::int64_t> gigabytes;
    for (std::int64_t size = first; size <= last; size += step) gigabytes.insert(size * 1024);
    return gigabytes;
  };
  const std::pair<std::int64_t, std::set<std::int64_t>> kSizes[] = {{256, {512, 1024, 2048}},
                                                                    {512, range(1, 4, 1)},
                                                                    {1024, range(2, 8, 1)},
                                                                    {2048, range(4, 16, 1)},
                                                                    {4096, range(8, 30, 1)},
                                                                    {8192, range(16, 60, 4)},
                                                                    {16384, range(32, 120, 8)},
                                                                    {128, {}},
                                                                    {3072, {}}};
  for (const auto& [cpu, memories] : kSizes)
    for (std::int64_t memory = 256; memory <= 131072; memory += 256)
      EXPECT_EQ(is_fargate_size(cpu, memory), memories.contains(memory)) << cpu << " " << memory;
}

Result<TaskDefinition> definition(const std::string& cpu, const std::string& memory) {
  json::Document document;
  const std::string request = R"({"family": "f", "networkMode": "awsvpc", "cpu": ")" + cpu +
                              R"(", "memory": ")" + memory +
                              R"(", "containerDefinitions": [{"name": "c", "image": "i"}]})";
  EXPECT_TRUE(document.parse(request));
  return definition_of(document.root(), Timestamp(), "somebody");
}

TEST(Sizes, AreSpelledInSeveralWays) {
  for (const char* cpu : {"512", "0.5 vCPU", ".5 vcpu", "0.5vCPU"})
    for (const char* memory : {"1024", "1 GB", "1gb", "1.0 GB"}) {
      const auto made = definition(cpu, memory);
      ASSERT_TRUE(made) << cpu << ", " << memory;
      EXPECT_EQ(made->cpu, 512) << cpu;
      EXPECT_EQ(made->memory, 1024) << memory;
      EXPECT_EQ(made->compatibilities, (Texts{"EC2", "FARGATE"}));
    }
}

TEST(Sizes, AreRefusedOtherwise) {
  for (const char* size : {"", "much", "-256", "0", "1 GB", "nan", "inf", "256 units"}) {
    const auto made = definition(size, "512");
    ASSERT_FALSE(made) << size;
    EXPECT_EQ(made.error().message, "Invalid 'cpu' setting for task.");
  }
  EXPECT_FALSE(definition("256", "1 vCPU"));
}

}  // namespace
}  // namespace dynarock::ecs
