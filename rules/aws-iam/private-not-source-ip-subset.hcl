rule "aws-iam/private-not-source-ip-subset" {
  severity = "info"
  summary  = "Some addresses that aws:SourceIp must not have are private"
  why      = "aws:SourceIp is the public address that a request comes from. Calls from inside a VPC arrive with the address of the NAT gateway, and through a VPC endpoint there is no aws:SourceIp at all."
  fix      = "Remove the private ones."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-private-not-ip-address-subset"
  aliases  = ["PRIVATE_NOT_IP_ADDRESS_SUBSET"]

  param "private_ranges" {
    default = [
      "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16",
      "127.0.0.0/8", "fc00::/7", "fe80::/10", "::1/128",
    ]
    summary = "the ranges that no request from the internet comes from"
  }

  each "condition" {
    where   = self.lower_key == "aws:sourceip" && self.family == "IP address" && self.negated && length(self.values) > 1
    finding = flatten([
      for private in [[for v in self.texts : v if anytrue([for r in param.private_ranges : try(cidr_within(v, r), false)])]] : private
      if length(private) < length(self.values)
    ])
    message = "${it} is private: no request comes from it"
  }

  example "one of two" {
    expect = "finding"
    place  = "7:71"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"NotIpAddress": {"aws:SourceIp": ["203.0.113.0/24", "192.168.0.0/16"]}}
        }
      }
    JSON
  }

  example "both public" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"NotIpAddress": {"aws:SourceIp": ["203.0.113.0/24", "198.51.100.0/24"]}}
        }
      }
    JSON
  }
}
