rule "network/default-vpc" {
  severity = "warning"
  summary  = "The planned network overlaps the default VPC of every account"
  why      = "Every account has a default VPC with 172.31.0.0/16 in every Region, unless someone deleted it. A network that overlaps it can never be peered with it."
  fix      = "Choose another block, also where the vendor's page has 172.31.0.0/16 as its example."
  source   = "https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html"
  check    = "network-range"

  param "role" {
    default = "vpc"
    summary = "the kind of network that is looked at"
  }
  param "avoid" {
    default = ["172.31.0.0/16"]
    summary = "the blocks to keep away from"
  }
  param "avoid_words" {
    default = "172.31.0.0/16, the default VPC of every account and Region"
    summary = "what these blocks are, in words"
  }

  example "inside it" {
    expect    = "finding"
    place     = "1:12"
    variables = <<-EOT
      vpc_cidr = "172.31.16.0/20"
    EOT
  }

  example "a vendor's allowed ranges are not this rule's" {
    expect    = "none"
    profile   = "aiven-aws"
    variables = <<-EOT
      reserved_cidr = "11.0.0.0/16"
    EOT
  }

  example "beside it" {
    expect    = "none"
    variables = <<-EOT
      vpc_cidr = "172.30.0.0/16"
    EOT
  }
}
