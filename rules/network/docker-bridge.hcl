rule "network/docker-bridge" {
  severity = "warning"
  summary  = "The planned network overlaps Docker's bridge network"
  why      = "AWS Cloud9 and Amazon SageMaker use 172.17.0.0/16, as Docker does on every host; addresses of the planned network in it cannot be reached from there. AWS asks to avoid it anywhere in your network."
  fix      = "Choose a block that does not overlap 172.17.0.0/16."
  source   = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"
  check    = "network-range"

  param "role" {
    default = "vpc"
    summary = "the kind of network that is looked at"
  }
  param "avoid" {
    default = ["172.17.0.0/16"]
    summary = "the blocks to keep away from"
  }
  param "avoid_words" {
    default = "172.17.0.0/16, which Docker, Cloud9 and SageMaker use"
    summary = "what these blocks are, in words"
  }

  example "the same" {
    expect    = "finding"
    place     = "1:12"
    variables = <<-EOT
      vpc_cidr = "172.17.0.0/16"
    EOT
  }

  example "beside it" {
    expect    = "none"
    variables = <<-EOT
      vpc_cidr = "172.18.0.0/16"
    EOT
  }
}
