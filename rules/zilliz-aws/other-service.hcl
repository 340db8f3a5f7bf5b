rule "zilliz-aws/other-service" {
  severity = "error"
  summary  = "Services that Zilliz has no use for can be changed"
  why      = "Zilliz runs Kubernetes clusters: it needs EC2, EKS, load balancing, scaling, S3, its own roles and little else. Every other service is an opening for no purpose."
  fix      = "Remove the actions."
  source   = "https://docs.zilliz.com/docs/byoc/byoc-prerequisites"
  tags     = ["security"]
  applies  = { kind = ["identity"], role = "manager" }

  never {
    not_actions = [
      "acm:*", "autoscaling:*", "ec2:*", "ecr:*", "eks:*", "elasticloadbalancing:*", "iam:*",
      "kms:*", "logs:*", "route53:*", "s3:*", "ssm:*", "sts:*",
    ]
    levels = ["Write", "Tagging", "Permissions management"]
  }

  example "everything" {
    expect  = "finding"
    place   = "4:35"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "*", "Resource": "*"}
        ]
      }
    JSON
  }

  example "a database" {
    expect  = "finding"
    place   = "4:59"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["eks:CreateNodegroup", "rds:DeleteDBInstance"], "Resource": "*"}
        ]
      }
    JSON
  }

  example "to read" {
    expect  = "none"
    profile = "zilliz-aws"
    policy  = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": ["eks:CreateNodegroup", "rds:Describe*"], "Resource": "*"}
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
          {"Effect": "Allow", "Action": ["ec2:RunInstances", "eks:CreateNodegroup", "iam:PassRole", "s3:GetBucketLocation"], "Resource": "*"}
        ]
      }
    JSON
  }
}
