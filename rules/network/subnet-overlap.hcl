rule "network/subnet-overlap" {
  severity = "error"
  summary  = "Two planned subnets overlap"
  why      = "AWS refuses a subnet that overlaps another one of the same VPC: the deployment fails half-way."
  fix      = "Give each subnet a block of its own."
  source   = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"
  check    = "subnet-overlap"

  example "one inside the other" {
    expect    = "finding"
    place     = "3:7"
    profile   = "aiven-aws"
    variables = <<-EOT
      aws_subnets_workload = {
        a = "10.4.0.0/24"
        b = "10.4.0.128/25"
      }
    EOT
  }

  example "side by side" {
    expect    = "none"
    profile   = "aiven-aws"
    variables = <<-EOT
      aws_subnets_workload = {
        a = "10.4.0.0/25"
        b = "10.4.0.128/25"
      }
    EOT
  }
}
