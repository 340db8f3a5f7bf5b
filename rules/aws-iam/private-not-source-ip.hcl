rule "aws-iam/private-not-source-ip" {
  severity = "error"
  summary  = "All addresses that aws:SourceIp must not have are private"
  why      = "aws:SourceIp is the public address that a request comes from. Calls from inside a VPC arrive with the address of the NAT gateway, and through a VPC endpoint there is no aws:SourceIp at all. So the condition holds for every request: a Deny with it locks everybody out."
  fix      = "Use the public addresses, or aws:VpcSourceIp together with aws:SourceVpc for calls through a VPC endpoint."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-private-not-ip-address"
  aliases  = ["PRIVATE_NOT_IP_ADDRESS"]

  param "private_ranges" {
    default = [
      "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16",
      "127.0.0.0/8", "fc00::/7", "fe80::/10", "::1/128",
    ]
    summary = "the ranges that no request from the internet comes from"
  }

  each "condition" {
    where   = self.lower_key == "aws:sourceip" && self.family == "IP address" && self.negated
    finding = length(self.texts) == length(self.values) && length(self.values) != 0 && alltrue([
      for v in self.texts : anytrue([for r in param.private_ranges : try(cidr_within(v, r), false)])
    ])
    message = "${self.operator} holds for every request: no request comes from a private address"
    at      = self.values
  }

  example "the network of an office" {
    expect = "finding"
    place  = "7:52"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}
        }
      }
    JSON
  }

  example "public" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}
        }
      }
    JSON
  }
}
