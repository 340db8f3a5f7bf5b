rule "aws-iam/arn-partition" {
  severity = "error"
  summary  = "The partition of an ARN does not exist"
  why      = "It matches no resource."
  fix      = "Write aws, or the partition of the Region: aws-cn, aws-us-gov..."
  source   = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-partition"
  aliases  = ["INVALID_PARTITION"]

  param "partitions" {
    default = [
      "aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f",
      "aws-eusc",
    ]
    summary = "the partitions of AWS"
  }

  each "statement" {
    finding = [
      for a in self.arns : a
      if !contains(param.partitions, a.partition) && !is_glob(a.partition) && !strcontains(a.partition, "$${")
    ]
    message = "there is no partition \"${it.partition}\"${edit_nearest(it.partition, param.partitions) != null ? "; did you mean \"${edit_nearest(it.partition, param.partitions)}\"?" : ""}"
  }

  example "a typing slip" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "ec2:DeleteVpc",
          "Resource": "arn:awz:ec2:*:*:vpc/*"
        }
      }
    JSON
  }

  example "empty" {
    expect = "finding"
    place  = "6:17"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:*",
          "Resource": "arn::s3:::cce-a"
        }
      }
    JSON
  }

  example "each of them" {
    expect = "none"
    policy = <<-JSON
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:*",
          "Resource": [
            "arn:aws:s3:::a", "arn:aws-cn:s3:::a", "arn:aws-us-gov:s3:::a", "arn:aws-iso:s3:::a", "arn:aws-iso-b:s3:::a", "arn:aws-iso-e:s3:::a",
            "arn:aws-iso-f:s3:::a", "arn:aws-eusc:s3:::a", "arn:*:s3:::a", "arn:aws*:s3:::a", "arn:$${partition}:s3:::a"
          ]
        }
      }
    JSON
  }
}
