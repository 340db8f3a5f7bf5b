rule "network/short-form" {
  severity = "warning"
  summary  = "A CIDR block leaves out octets"
  why      = "10.1/16 is 10.1.0.0/16 for some tools and 10.0.0.1/16 for others; Terraform and AWS refuse it."
  fix      = "Write all four octets."
  source   = "https://www.rfc-editor.org/rfc/rfc4632"
  check    = "cidr-oddity"

  param "oddity" {
    default = "short-form"
    summary = "the oddity that is reported"
  }

  example "as it should not be written" {
    expect    = "finding"
    place     = "1:12"
    variables = <<-EOT
      vpc_cidr = "10.1/16"
    EOT
  }

  example "written plainly" {
    expect    = "none"
    variables = <<-EOT
      vpc_cidr = "10.1.0.0/16"
    EOT
  }
}
