rule "network/zone-capacity" {
  severity = "warning"
  summary  = "The planned network leaves few addresses for each availability zone"
  why      = "The network is split into subnets, one for each availability zone, and AWS reserves five addresses of each. When nodes are replaced or upgraded, old and new ones need addresses at the same time."
  fix      = "Choose a larger block; it cannot be changed later."
  source   = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"
  check    = "zone-capacity"

  param "role" {
    default = "vpc"
    summary = "the kind of network that is looked at"
  }
  param "vpc_narrowest" {
    default = 28
    summary = "largest prefix length of a VPC; what is smaller is left to network/size"
  }
  param "zones" {
    default = 3
    summary = "availability zones the network is split into"
  }
  param "least_per_zone" {
    default = 27
    summary = "usable addresses that each zone should have"
  }

  example "a /27 for three zones" {
    expect    = "finding"
    place     = "1:12"
    variables = <<-EOT
      vpc_cidr = "10.0.0.0/27"
    EOT
  }

  example "the smallest block that Aiven takes" {
    expect    = "finding"
    profile   = "aiven-aws"
    variables = <<-EOT
      reserved_cidr = "10.0.0.0/24"
    EOT
  }

  example "too small for the vendor is one finding, of network/size" {
    expect    = "none"
    profile   = "aiven-aws"
    variables = <<-EOT
      reserved_cidr = "10.0.0.0/25"
    EOT
  }

  example "room enough" {
    expect    = "none"
    variables = <<-EOT
      vpc_cidr = "10.0.0.0/20"
    EOT
  }
}
