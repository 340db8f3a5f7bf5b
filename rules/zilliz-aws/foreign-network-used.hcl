rule "zilliz-aws/foreign-network-used" {
  severity = "error"
  summary  = "Instances can be started in networks that are not of Zilliz"
  why      = "The account is shared with what is yours. An instance in another subnet, or with another security group, is behind your firewalls."
  fix      = "Restore the condition StringEquals aws:ResourceTag/Vendor zilliz-byoc for subnets and security groups."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  never {
    actions   = ["ec2:RunInstances"]
    resources = ["arn:*:ec2:*:*:security-group/*", "arn:*:ec2:*:*:subnet/*"]

    condition {
      test     = "StringNotEquals"
      variable = "aws:ResourceTag/Vendor"
      values   = [param.vendor]
    }
  }

  example "no condition" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": ["arn:aws:ec2:*:*:security-group/*", "arn:aws:ec2:*:*:subnet/*"]}
        ]
      }
    JSON
  }

  example "the tag of the new instance" {
    expect  = "finding"
    place   = "6:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:instance/*",
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc"}}},
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:subnet/*",
           "Condition": {"StringNotEquals": {"aws:RequestTag/Vendor": "other"}}}
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
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": ["arn:aws:ec2:*:*:security-group/*", "arn:aws:ec2:*:*:subnet/*"],
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }
}
