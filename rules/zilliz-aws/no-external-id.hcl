rule "zilliz-aws/no-external-id" {
  severity = "error"
  summary  = "Zilliz can assume the role for another of its customers"
  why      = "Zilliz is trusted by all its customers. Only the external id of your organization keeps another of them from asking Zilliz to use your role."
  fix      = "Restore the condition StringEquals sts:ExternalId with the id from the console."
  source   = "https://docs.zilliz.com/docs/byoc/activate-your-cloud"
  tags     = ["security"]
  applies  = { kind = ["trust"] }

  never {
    actions = ["sts:AssumeRole"]

    not_principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com", "eks-nodegroup.amazonaws.com", "eks.amazonaws.com"]
    }

    condition {
      test     = "Null"
      variable = "sts:ExternalId"
      values   = ["true"]
    }
  }

  example "no condition" {
    expect  = "finding"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::965570967084:role/zilliz-byoc"}, "Action": "sts:AssumeRole"}
        ]
      }
    JSON
  }

  example "an optional condition" {
    expect  = "finding"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::965570967084:role/zilliz-byoc"}, "Action": "sts:AssumeRole",
           "Condition": {"StringEqualsIfExists": {"sts:ExternalId": "cid-0a1b2c3d"}}}
        ]
      }
    JSON
  }

  example "for all values" {
    expect  = "finding"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::965570967084:role/zilliz-byoc"}, "Action": "sts:AssumeRole",
           "Condition": {"ForAllValues:StringEquals": {"sts:ExternalId": "cid-0a1b2c3d"}}}
        ]
      }
    JSON
  }

  example "as published" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::965570967084:role/zilliz-byoc"}, "Action": "sts:AssumeRole",
           "Condition": {"StringEquals": {"sts:ExternalId": "cid-0a1b2c3d"}}}
        ]
      }
    JSON
  }

  example "a service" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Principal": {"Service": "eks.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ]
      }
    JSON
  }
}
