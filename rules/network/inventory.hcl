rule "network/inventory" {
  severity = "error"
  summary  = "An inventory holds a network that cannot be read"
  why      = "A network that is left out of the comparison is one that an overlap is not seen with."
  fix      = "Correct the block, or export the inventory again."
  source   = "https://docs.aws.amazon.com/cli/latest/reference/ec2/describe-vpcs.html"
  check    = "reader"

  param "codes" {
    default = ["inventory", "cidr"]
    summary = "codes of the reader's messages"
  }

  example "a block that is none" {
    expect    = "finding"
    inventory = <<-JSON
      {"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.8.0.0-16"}]}
    JSON
  }

  example "a clean one" {
    expect    = "none"
    inventory = <<-JSON
      {"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.8.0.0/16"}]}
    JSON
  }
}
