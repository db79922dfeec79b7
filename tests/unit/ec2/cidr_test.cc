#include "ec2/cidr.h"

#include <gtest/gtest.h>

namespace dynarock::ec2 {
namespace {

TEST(Cidr, IsReadAndWritten) {
  constexpr std::pair<const char*, const char*> kCases[] = {
      {"10.0.0.0/16", "10.0.0.0/16"},
      {"10.0.0.1/16", "10.0.0.0/16"},
      {"0.0.0.0/0", "0.0.0.0/0"},
      {"255.255.255.255/32", "255.255.255.255/32"},
      {"172.31.255.255/20", "172.31.240.0/20"}};
  for (const auto& [text, canonical] : kCases) EXPECT_EQ(Cidr::parse(text)->text(), canonical);
}

TEST(Cidr, IsRefused) {
  for (const char* text :
       {"", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/16", "10.0.0.0.0/16",
        "256.0.0.0/8", "10.0.0.00/8", "010.0.0.0/8", "10.0.0.0/016", " 10.0.0.0/8", "10.0.0.0/8 ",
        "10..0.0/8", "a.b.c.d/8", "::/0", "99999999999.0.0.0/8"})
    EXPECT_FALSE(Cidr::parse(text)) << text;
}

TEST(Cidr, KnowsItsAddresses) {
  const Cidr range = *Cidr::parse("10.0.64.0/18");
  EXPECT_EQ(ipv4_text(range.first()), "10.0.64.0");
  EXPECT_EQ(ipv4_text(range.last()), "10.0.127.255");
  EXPECT_TRUE(range.contains(*parse_ipv4("10.0.127.255")));
  EXPECT_FALSE(range.contains(*parse_ipv4("10.0.128.0")));
  EXPECT_FALSE(range.contains(*parse_ipv4("10.0.63.255")));
  EXPECT_EQ(Cidr::parse("0.0.0.0/0")->last(), 0xffffffff);
}

TEST(Cidr, IsComparedWithOthers) {
  struct Case {
    const char *left, *right;
    bool contains, overlaps;
  };
  constexpr Case kCases[] = {
      {"10.0.0.0/16", "10.0.64.0/18", true, true},   {"10.0.64.0/18", "10.0.0.0/16", false, true},
      {"10.0.0.0/18", "10.0.64.0/18", false, false}, {"0.0.0.0/0", "10.0.0.0/16", true, true},
      {"10.0.0.0/16", "10.0.0.0/16", true, true},    {"10.0.0.0/16", "0.0.0.0/0", false, true}};
  for (const Case& c : kCases) {
    EXPECT_EQ(Cidr::parse(c.left)->contains(*Cidr::parse(c.right)), c.contains) << c.left;
    EXPECT_EQ(Cidr::parse(c.left)->overlaps(*Cidr::parse(c.right)), c.overlaps) << c.left;
  }
}

}  // namespace
}  // namespace dynarock::ec2
