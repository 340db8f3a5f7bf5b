rule "zilliz-aws/foreign-oidc-provider-as-published" {
  severity = "warning"
  summary  = "Identity providers of other clusters can be deleted"
  why      = "The published policies allow iam:DeleteOpenIDConnectProvider on every provider of the account. Without its provider no pod of that cluster can assume a role."
  fix      = "Give the statement the condition StringEquals aws:ResourceTag/Vendor zilliz-byoc."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  tags     = ["security"]
  applies  = { kind = ["identity"] }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  never {
    actions = ["iam:DeleteOpenIDConnectProvider"]

    condition {
      test     = "StringNotEquals"
      variable = "aws:ResourceTag/Vendor"
      values   = [param.vendor]
    }
  }

  example "as published" {
    expect  = "finding"
    place   = "4:106"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "DeleteOpenIDConnectProvider", "Effect": "Allow", "Action": ["iam:GetOpenIDConnectProvider", "iam:DeleteOpenIDConnectProvider"], "Resource": "arn:aws:iam::*:oidc-provider/*"}
        ]
      }
    JSON
  }

  example "limited" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "iam:DeleteOpenIDConnectProvider", "Resource": "arn:aws:iam::*:oidc-provider/*",
           "Condition": {"StringEquals": {"aws:ResourceTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }
}
