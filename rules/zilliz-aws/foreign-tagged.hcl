rule "zilliz-aws/foreign-tagged" {
  severity = "error"
  summary  = "Resources that are not of Zilliz can be given any tag"
  why      = "The account is shared with what is yours. What belongs to Zilliz has the tag Vendor. Tags steer bills and other policies: who may set them on what is yours undermines both. The policy of BYOC-I has no limit: there it is a known risk."
  fix      = "Restore the conditions of the statements EC2Tag and EC2TagWithRequestTag."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"], role = "manager" }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  never {
    actions = ["ec2:CreateTags"]

    condition {
      test     = "Null"
      variable = "ec2:CreateAction"
      values   = ["true"]
    }

    condition {
      test     = "StringNotEquals"
      variable = "aws:ResourceTag/Vendor"
      values   = [param.vendor]
    }

    condition {
      test     = "StringNotEquals"
      variable = "aws:RequestTag/Vendor"
      values   = [param.vendor]
    }
  }

  example "no condition" {
    expect  = "finding"
    place   = "4:36"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:CreateTags", "ec2:RunInstances"], "Resource": "*"}
        ]
      }
    JSON
  }

  example "an optional condition" {
    expect  = "finding"
    place   = "4:36"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:CreateTags", "ec2:RunInstances"], "Resource": "*",
           "Condition": {"StringEqualsIfExists": {"aws:RequestTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }

  example "while something is made" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
           "Condition": {"StringEquals": {"ec2:CreateAction": "RunInstances"}}},
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "*"}
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
          {"Effect": "Allow", "Action": ["ec2:CreateTags", "ec2:RunInstances"], "Resource": "arn:aws:ec2:*:*:subnet/*",
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}},
          {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "arn:aws:ec2:*:*:subnet/*",
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }
}
