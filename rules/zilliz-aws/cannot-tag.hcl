rule "zilliz-aws/cannot-tag" {
  severity = "error"
  summary  = "The policy keeps Zilliz from tagging what it makes"
  why      = "Zilliz runs the cluster with this policy. A resource with tags is made only when ec2:CreateTags is allowed as well, and all else rests on the tag Vendor."
  fix      = "Restore the statement EC2TagWithRequestTag."
  source   = "https://github.com/zilliztech/terraform-zilliz-examples/tree/master/modules/aws_byoc/aws_iam"
  applies  = { kind = ["identity"], role = "operator" }

  param "partition" {
    default = "aws"
    summary = "partition of the account"
  }

  param "region" {
    default = "*"
    summary = "Region of the deployment; *: any"
  }

  param "vendor" {
    default = "zilliz-byoc"
    summary = "value of the tag Vendor that what belongs to Zilliz has"
  }

  always {
    actions = ["ec2:CreateTags"]
    resources = [
      "arn:${param.partition}:ec2:${param.region}:*:instance/*",
      "arn:${param.partition}:ec2:${param.region}:*:launch-template/*",
      "arn:${param.partition}:ec2:${param.region}:*:network-interface/*",
      "arn:${param.partition}:ec2:${param.region}:*:volume/*",
    ]
    in_part = "warning"

    condition {
      test     = "StringEquals"
      variable = "ec2:CreateAction"
      values   = ["CreateLaunchTemplate", "RunInstances"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/Vendor"
      values   = [param.vendor]
    }
  }

  example "not there" {
    expect  = "finding"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:RunInstances", "eks:CreateAddon", "eks:CreateNodegroup", "eks:DeleteCluster", "iam:CreateOpenIDConnectProvider", "iam:PassRole", "iam:UpdateAssumeRolePolicy"], "Resource": "*"}
        ]
      }
    JSON
  }

  example "another type only" {
    expect  = "finding"
    place   = "5:65"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:RunInstances", "eks:CreateAddon", "eks:CreateNodegroup", "eks:DeleteCluster", "iam:CreateOpenIDConnectProvider", "iam:PassRole", "iam:UpdateAssumeRolePolicy"], "Resource": "*"},
          {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "arn:aws:ec2:*:*:subnet/*",
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }

  example "only what is new" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["ec2:RunInstances", "eks:CreateAddon", "eks:CreateNodegroup", "eks:DeleteCluster", "iam:CreateOpenIDConnectProvider", "iam:PassRole", "iam:UpdateAssumeRolePolicy"], "Resource": "*"},
          {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc", "ec2:CreateAction": ["CreateLaunchTemplate", "RunInstances"]}}}
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
          {"Effect": "Allow", "Action": ["ec2:RunInstances", "eks:CreateAddon", "eks:CreateNodegroup", "eks:DeleteCluster", "iam:CreateOpenIDConnectProvider", "iam:PassRole", "iam:UpdateAssumeRolePolicy"], "Resource": "*"},
          {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
           "Condition": {"StringEquals": {"aws:RequestTag/Vendor": "zilliz-byoc"}}}
        ]
      }
    JSON
  }
}
