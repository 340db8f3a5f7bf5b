rule "aws-iam/invalid-ip-range" {
  severity = "error"
  summary  = "A value of IpAddress or NotIpAddress is no range of addresses"
  why      = "IAM refuses the policy. What is no range never compares: NotIpAddress in a Deny would then deny everybody."
  fix      = "Write an address or a range such as 203.0.113.0/24 or 2001:db8::/32."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-type-mismatch-ip-range"
  aliases  = ["TYPE_MISMATCH_IP_RANGE"]

  each "condition" {
    where   = self.family == "IP address"
    finding = [for v in self.unreadable : v if !strcontains(v, "$${")]
    message = "\"${it}\" is no address or range: ${self.operator} never compares with it"
  }

  example "a range with a dash" {
    expect = "finding"
    place  = "7:49"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0-203.0.113.255"}}
        }
      }
    JSON
  }

  example "a length out of range" {
    expect = "finding"
    place  = "7:71"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Deny",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"NotIpAddress": {"aws:SourceIp": ["203.0.113.0/24", "198.51.100.0/33"]}}
        }
      }
    JSON
  }

  example "both families" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32", "::ffff:198.51.100.7"]}}
        }
      }
    JSON
  }

  example "filled in by a template" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"IpAddress": {"aws:SourceIp": "$${office_cidr}"}}
        }
      }
    JSON
  }
}
