rule "network/subnet-outside-vpc" {
  severity = "error"
  summary  = "A planned subnet lies outside the planned network"
  why      = "AWS refuses a subnet that is not inside a block of its VPC: the deployment fails half-way."
  fix      = "Choose a block inside the network."
  source   = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"
  check    = "subnet-outside-vpc"

  example "outside" {
    expect    = "finding"
    place     = "3:7"
    profile   = "aiven-aws"
    variables = <<-EOT
      reserved_cidr        = "10.4.0.0/20"
      aws_subnets_workload = {
        a = "10.5.0.0/24"
      }
    EOT
  }

  example "inside" {
    expect    = "none"
    profile   = "aiven-aws"
    variables = <<-EOT
      reserved_cidr        = "10.4.0.0/20"
      aws_subnets_workload = {
        a = "10.4.1.0/24"
      }
    EOT
  }
}
