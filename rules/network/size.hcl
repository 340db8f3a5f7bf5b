rule "network/size" {
  severity = "error"
  summary  = "A planned network has a size that AWS or the vendor does not accept"
  why      = "A VPC and a subnet have between 16 and 28 prefix bits in IPv4; vendors accept less. The block of a VPC cannot be changed afterwards."
  fix      = "Choose a prefix length within the limits."
  source   = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"
  check    = "network-size"

  param "vpc_widest" {
    default = 16
    summary = "smallest prefix length of a VPC"
  }
  param "vpc_narrowest" {
    default = 28
    summary = "largest prefix length of a VPC"
  }
  param "subnet_widest" {
    default = 16
    summary = "smallest prefix length of a subnet"
  }
  param "subnet_narrowest" {
    default = 28
    summary = "largest prefix length of a subnet"
  }
  param "vpc_widest_ipv6" {
    default = 44
    summary = "smallest prefix length of an IPv6 block of a VPC"
  }
  param "vpc_narrowest_ipv6" {
    default = 60
    summary = "largest prefix length of an IPv6 block of a VPC"
  }
  param "subnet_widest_ipv6" {
    default = 44
    summary = "smallest prefix length of an IPv6 subnet"
  }
  param "subnet_narrowest_ipv6" {
    default = 64
    summary = "largest prefix length of an IPv6 subnet"
  }

  example "larger than a VPC can be" {
    expect    = "finding"
    place     = "1:12"
    variables = <<-EOT
      vpc_cidr = "10.0.0.0/15"
    EOT
  }

  example "Aiven takes no /25" {
    expect    = "finding"
    profile   = "aiven-aws"
    variables = <<-EOT
      reserved_cidr = "10.0.0.0/25"
    EOT
  }

  example "the largest" {
    expect    = "none"
    variables = <<-EOT
      vpc_cidr = "10.0.0.0/16"
    EOT
  }
}
