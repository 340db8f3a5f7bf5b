rule "network/bad-length" {
  severity = "error"
  summary  = "A prefix length is out of range"
  why      = "An IPv4 prefix has 0 to 32 bits, an IPv6 prefix 0 to 128."
  fix      = "Correct the number behind the slash."
  source   = "https://www.rfc-editor.org/rfc/rfc4632"
  check    = "cidr-oddity"

  param "oddity" {
    default = "bad-length"
    summary = "the oddity that is reported"
  }

  example "as it should not be written" {
    expect    = "finding"
    place     = "1:12"
    variables = <<-EOT
      vpc_cidr = "10.1.0.0/33"
    EOT
  }

  example "written plainly" {
    expect    = "none"
    variables = <<-EOT
      vpc_cidr = "10.1.0.0/16"
    EOT
  }
}
