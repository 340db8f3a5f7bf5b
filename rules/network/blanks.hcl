rule "network/blanks" {
  severity = "warning"
  summary  = "A CIDR block has blanks around it"
  why      = "The value is compared and passed on with its blanks; AWS refuses it."
  fix      = "Remove the blanks."
  source   = "https://www.rfc-editor.org/rfc/rfc4632"
  check    = "cidr-oddity"

  param "oddity" {
    default = "blanks"
    summary = "the oddity that is reported"
  }

  example "as it should not be written" {
    expect    = "finding"
    place     = "1:12"
    variables = <<-EOT
      vpc_cidr = " 10.1.0.0/16 "
    EOT
  }

  example "written plainly" {
    expect    = "none"
    variables = <<-EOT
      vpc_cidr = "10.1.0.0/16"
    EOT
  }
}
