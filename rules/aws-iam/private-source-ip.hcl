rule "aws-iam/private-source-ip" {
  severity = "error"
  summary  = "All addresses that aws:SourceIp is compared with are private"
  why      = "aws:SourceIp is the public address that a request comes from. Calls from inside a VPC arrive with the address of the NAT gateway, and through a VPC endpoint there is no aws:SourceIp at all."
  fix      = "Use the public addresses, or aws:VpcSourceIp together with aws:SourceVpc for calls through a VPC endpoint."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-private-ip-address"
  aliases  = ["PRIVATE_IP_ADDRESS"]

  param "private_ranges" {
    default = [
      "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16",
      "127.0.0.0/8", "fc00::/7", "fe80::/10", "::1/128",
    ]
    summary = "the ranges that no request from the internet comes from"
  }

  each "condition" {
    where   = self.lower_key == "aws:sourceip" && self.family == "IP address" && !self.negated
    finding = length(self.texts) == length(self.values) && length(self.values) != 0 && alltrue([
      for v in self.texts : anytrue([for r in param.private_ranges : try(cidr_within(v, r), false)])
    ])
    message = "${self.operator} never matches an address that a request comes from: all of them are private"
    at      = self.values
  }

  example "the network of an office" {
    expect = "finding"
    place  = "7:49"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "192.168.1.0/24"]}}
        }
      }
    JSON
  }

  example "inside of CGNAT" {
    expect = "finding"
    place  = "7:49"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"IpAddress": {"aws:SourceIp": "100.64.3.0/24"}}
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
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"IpAddress": {"aws:SourceIp": ["172.32.0.0/16", "203.0.113.0/24"]}}
        }
      }
    JSON
  }

  example "of a VPC endpoint" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}}
        }
      }
    JSON
  }
}
