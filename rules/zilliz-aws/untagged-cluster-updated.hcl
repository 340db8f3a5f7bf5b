rule "zilliz-aws/untagged-cluster-updated" {
  severity = "error"
  summary  = "Clusters without the tag of Zilliz can be changed"
  why      = "The account is shared with what is yours. The published policy lets Zilliz change what has the tag Vendor zilliz-byoc only."
  fix      = "Restore the condition StringEquals aws:ResourceTag/Vendor zilliz-byoc."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  never {
    actions = ["eks:Update*"]

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
          {"Effect": "Allow", "Action": "eks:UpdateClusterConfig", "Resource": "arn:aws:eks:*:*:cluster/zilliz-byoc-*"}
        ]
      }
    JSON
  }

  example "a key that is not there" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "eks:Update*", "Resource": "arn:aws:eks:*:*:cluster/zilliz-byoc-*",
           "Condition": {"StringEqualsIfExists": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}}
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
          {"Effect": "Allow", "Action": ["eks:UpdateAddon", "eks:UpdateClusterConfig"], "Resource": "*",
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }
}
