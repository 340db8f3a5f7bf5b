rule "aws-iam/host-bits-in-condition" {
  severity = "info"
  summary  = "A range of addresses in a condition has bits set behind its prefix"
  why      = "They are ignored: 203.0.113.77/24 means all of 203.0.113.0/24. Whoever wrote it may have meant the one address."
  fix      = "Write the network's own address, or /32 for a single one."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-improve-ip-range"
  aliases  = ["IMPROVE_IP_RANGE"]

  each "condition" {
    where   = self.family == "IP address"
    finding = [for v in self.texts : v if contains(cidr_oddities(v), "host bits")]
    message = "${it} has bits set behind its prefix, which are ignored"
    help    = "write ${cidr_network(it)}, or /32 for the one address"
  }

  example "an address with /24" {
    expect = "finding"
    place  = "7:49"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.77/24"}}
        }
      }
    JSON
  }

  example "an address without length" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "*",
          "Condition": {"IpAddress": {"aws:SourceIp": ["203.0.113.77", "2001:db8::/32"]}}
        }
      }
    JSON
  }
}
