rule "network/not-a-cidr" {
  severity = "error"
  summary  = "A network is not a CIDR block"
  why      = "What should be a network cannot be read as one, so nothing about it can be checked."
  fix      = "Write it as ADDRESS/LENGTH, such as 10.0.0.0/16."
  source   = "https://www.rfc-editor.org/rfc/rfc4632"
  check    = "cidr-oddity"

  param "oddity" {
    default = "not-a-cidr"
    summary = "the oddity that is reported"
  }

  example "as it should not be written" {
    expect    = "finding"
    place     = "1:12"
    variables = <<-EOT
      vpc_cidr = "10.1.0.0-10.1.255.255"
    EOT
  }

  example "written plainly" {
    expect    = "none"
    variables = <<-EOT
      vpc_cidr = "10.1.0.0/16"
    EOT
  }
}
