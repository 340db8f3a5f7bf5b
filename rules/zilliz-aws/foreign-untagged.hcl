rule "zilliz-aws/foreign-untagged" {
  severity = "error"
  summary  = "Tags can be taken from resources that are not of Zilliz"
  why      = "The account is shared with what is yours. The published policy lets Zilliz take no tags away at all. Names, bills and other policies rest on them. The policy of BYOC-I has no limit: there it is a known risk."
  fix      = "Remove ec2:DeleteTags, or limit it with StringEquals aws:ResourceTag/Vendor zilliz-byoc."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"], role = "manager" }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  never {
    actions = ["ec2:DeleteTags"]

    condition {
      test     = "StringNotEquals"
      variable = "aws:ResourceTag/Vendor"
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
          {"Effect": "Allow", "Action": ["ec2:DeleteTags", "ec2:RunInstances"], "Resource": "*"}
        ]
      }
    JSON
  }

  example "some keys" {
    expect  = "finding"
    place   = "4:36"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:DeleteTags", "ec2:RunInstances"], "Resource": "*",
           "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["Vendor"]}}}
        ]
      }
    JSON
  }

  example "its own" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:DeleteTags", "ec2:RunInstances"], "Resource": "*",
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }
}
