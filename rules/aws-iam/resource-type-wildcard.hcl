rule "aws-iam/resource-type-wildcard" {
  severity = "warning"
  summary  = "A wildcard stands in the type of a resource"
  why      = "AWS documents that the type of a resource must be written out. EC2 takes such an ARN all the same, and then it comprises every type there is, guarded or not; tools differ on it."
  fix      = "Write an ARN for each type, such as arn:aws:ec2:*:*:elastic-ip/*."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html"
  tags     = ["security"]

  param "typed_services" {
    default = [
      "ec2", "iam", "ecs", "eks", "dynamodb", "kms", "rds", "lambda", "elasticloadbalancing",
    ]
    summary = "services whose resources have their type in the ARN"
  }

  each "statement" {
    finding = [
      for a in [for a in self.arns : a if is_glob(a.type) && contains(param.typed_services, a.service)] : a
      if !strcontains("${a.partition}${a.region}${a.account}${a.type}", "$${")
    ]
    message = "\"${it.type}\" stands for every type of resource it matches"
  }

  example "all types" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DisassociateAddress",
          "Resource": "arn:aws:ec2:*:*:*/*"
        }
      }
    JSON
  }

  example "a part of it" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "arn:aws:ec2:*:*:vp*/vpc-1"
        }
      }
    JSON
  }

  example "all resources" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": ["arn:aws:ec2:*:*:*", "arn:aws:ec2:*:*:vpc/*"]
        }
      }
    JSON
  }

  example "a name behind an id of an Auto Scaling group" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "autoscaling:DeleteAutoScalingGroup",
          "Resource": "arn:aws:autoscaling:*:*:*:autoScalingGroupName/cce-*"
        }
      }
    JSON
  }

  example "names of objects may begin so" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": ["arn:aws:s3:::cce-*/*", "arn:aws:sns:*:*:cce-*"]
        }
      }
    JSON
  }
}
