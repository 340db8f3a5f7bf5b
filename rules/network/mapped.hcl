rule "network/mapped" {
  severity = "warning"
  summary  = "An IPv4 block is written as IPv6"
  why      = "::ffff:10.0.0.0/104 means 10.0.0.0/8, but tools that compare families separately miss an overlap with it, and AWS takes no such block."
  fix      = "Write the IPv4 block."
  source   = "https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2"
  check    = "cidr-oddity"

  param "oddity" {
    default = "mapped"
    summary = "the oddity that is reported"
  }

  example "as it should not be written" {
    expect    = "finding"
    place     = "1:12"
    variables = <<-EOT
      vpc_cidr = "::ffff:10.1.0.0/112"
    EOT
  }

  example "written plainly" {
    expect    = "none"
    variables = <<-EOT
      vpc_cidr = "10.1.0.0/16"
    EOT
  }
}
