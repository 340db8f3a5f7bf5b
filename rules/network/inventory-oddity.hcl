rule "network/inventory-oddity" {
  severity = "warning"
  summary  = "A network in an inventory or list is written in an odd way"
  why      = "It is read as Terraform reads it, and compared; other tools read another network, or refuse it."
  fix      = "Write the network's own address and its prefix length."
  source   = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"
  check    = "reader"

  param "codes" {
    default = ["cidr-host-bits", "cidr-leading-zeros", "cidr-short-form", "cidr-no-length", "cidr-mapped", "cidr-blanks"]
    summary = "codes of the reader's messages"
  }

  example "bits behind the prefix" {
    expect = "finding"
    peers  = "10.9.3.4/16"
    vpc    = "10.0.0.0/16"
  }

  example "written plainly" {
    expect = "none"
    peers  = "10.9.0.0/16"
    vpc    = "10.0.0.0/16"
  }
}
