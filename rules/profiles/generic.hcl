# What holds where no vendor is known: the names that templates give to the network they make.
profile "generic" {
  summary = "No vendor: common names of variables"

  networks = [
    {
      role      = "vpc"
      variables = ["vpc_cidr", "vpc_cidr_block", "vpc_cidr_blocks", "vpc_cidr_range", "main_vpc_cidr", "reserved_cidr", "network_cidr", "cidr_block", "vpc_ipv4_cidr", "vpc_ipv6_cidr"]
    },
  ]
}
