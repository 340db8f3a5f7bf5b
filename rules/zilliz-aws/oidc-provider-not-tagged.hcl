rule "zilliz-aws/oidc-provider-not-tagged" {
  severity = "error"
  summary  = "Identity providers can be made without the tag of Zilliz"
  why      = "An identity provider lets those whom it vouches for assume roles of the account. The tag Vendor tells the one of Zilliz' cluster from all others."
  fix      = "Restore the condition StringEquals aws:RequestTag/Vendor zilliz-byoc."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  never {
    actions = ["iam:CreateOpenIDConnectProvider", "iam:TagOpenIDConnectProvider"]

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
          {"Effect": "Allow", "Action": ["iam:CreateOpenIDConnectProvider", "iam:TagOpenIDConnectProvider"], "Resource": "arn:aws:iam::*:oidc-provider/*"}
        ]
      }
    JSON
  }

  example "the tag that it has" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "iam:TagOpenIDConnectProvider", "Resource": "arn:aws:iam::*:oidc-provider/*",
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}}
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
          {"Effect": "Allow", "Action": ["iam:CreateOpenIDConnectProvider", "iam:TagOpenIDConnectProvider"], "Resource": "arn:aws:iam::*:oidc-provider/*",
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }
}
