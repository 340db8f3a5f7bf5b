rule "network/peer-overlap" {
  severity = "error"
  summary  = "The planned network overlaps a network it will be connected to"
  why      = "A VPC peering is refused when any block of the two VPCs overlaps, also a secondary one that nobody means to use; through a transit gateway the routes are not propagated. The block of the VPC cannot be changed after it is created."
  fix      = "Choose a block that overlaps no known network. If the network in the inventory is the planned one itself, already created, leave it out of the inventory."
  source   = "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html"
  check    = "peer-overlap"

  param "allowed" {
    default = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]
    summary = "the ranges that free blocks are suggested from"
  }

  example "inside a wider one" {
    expect    = "finding"
    place     = "1:12"
    peers     = "10.0.0.0/8"
    variables = <<-EOT
      vpc_cidr = "10.4.0.0/16"
    EOT
  }

  example "only a secondary block overlaps" {
    expect    = "finding"
    inventory = <<-JSON
      {"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.8.0.0/16", "CidrBlockAssociationSet": [
        {"CidrBlock": "10.8.0.0/16", "CidrBlockState": {"State": "associated"}},
        {"CidrBlock": "10.4.128.0/20", "CidrBlockState": {"State": "associated"}}]}]}
    JSON
    variables = <<-EOT
      vpc_cidr = "10.4.0.0/16"
    EOT
  }

  example "side by side" {
    expect    = "none"
    peers     = "10.0.0.0/14"
    variables = <<-EOT
      vpc_cidr = "10.4.0.0/16"
    EOT
  }
}
