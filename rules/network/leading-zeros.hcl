rule "network/leading-zeros" {
  severity = "warning"
  summary  = "An octet of an address has a leading zero"
  why      = "Terraform reads 010.0.0.0 as 10.0.0.0, the C library as 8.0.0.0 (octal), and others refuse it: tools that check the plan may see another network than the one that is made."
  fix      = "Write the octets without leading zeros."
  source   = "https://github.com/hashicorp/terraform/blob/main/internal/ipaddr/README.md"
  check    = "cidr-oddity"

  param "oddity" {
    default = "leading-zeros"
    summary = "the oddity that is reported"
  }

  example "as it should not be written" {
    expect    = "finding"
    place     = "1:12"
    variables = <<-EOT
      vpc_cidr = "010.0.0.0/16"
    EOT
  }

  example "written plainly" {
    expect    = "none"
    variables = <<-EOT
      vpc_cidr = "10.0.0.0/16"
    EOT
  }
}
