rule "network/no-length" {
  severity = "error"
  summary  = "A network has no prefix length"
  why      = "Without a prefix length it is a single address, and no network can be made of it."
  fix      = "Add the prefix length, such as /16."
  source   = "https://www.rfc-editor.org/rfc/rfc4632"
  check    = "cidr-oddity"

  param "oddity" {
    default = "no-length"
    summary = "the oddity that is reported"
  }

  example "as it should not be written" {
    expect    = "finding"
    place     = "1:12"
    variables = <<-EOT
      vpc_cidr = "10.1.0.0"
    EOT
  }

  example "written plainly" {
    expect    = "none"
    variables = <<-EOT
      vpc_cidr = "10.1.0.0/16"
    EOT
  }
}
