rule "network/private-range" {
  severity = "warning"
  summary  = "The planned network is outside the private address ranges"
  why      = "Addresses that belong to others on the internet become unreachable from the network, and routes to them leak. Vendors of managed services in your own account accept private ranges only."
  fix      = "Choose a block inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16."
  source   = "https://www.rfc-editor.org/rfc/rfc1918"
  check    = "network-range"

  param "role" {
    default = "vpc"
    summary = "the kind of network that is looked at"
  }
  param "allowed" {
    default = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "2000::/3", "fc00::/7"]
    summary = "the ranges a network may lie in"
  }

  example "an address of the public internet" {
    expect    = "finding"
    place     = "1:12"
    variables = <<-EOT
      vpc_cidr = "11.0.0.0/16"
    EOT
  }

  example "half inside is outside" {
    expect    = "finding"
    variables = <<-EOT
      vpc_cidr = "172.0.0.0/8"
    EOT
  }

  example "private" {
    expect    = "none"
    variables = <<-EOT
      vpc_cidr = "172.31.0.0/16"
    EOT
  }
}
