rule "network/host-bits" {
  severity = "warning"
  summary  = "A network has bits set behind its prefix"
  why      = "AWS masks them silently: 10.1.2.3/16 becomes 10.1.0.0/16, and what was meant may be another network. Other tools refuse such a block."
  fix      = "Write the network's own address."
  source   = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"
  check    = "cidr-oddity"

  param "oddity" {
    default = "host-bits"
    summary = "the oddity that is reported"
  }

  example "as it should not be written" {
    expect    = "finding"
    place     = "1:12"
    variables = <<-EOT
      vpc_cidr = "10.1.2.3/16"
    EOT
  }

  example "written plainly" {
    expect    = "none"
    variables = <<-EOT
      vpc_cidr = "10.1.0.0/16"
    EOT
  }
}
